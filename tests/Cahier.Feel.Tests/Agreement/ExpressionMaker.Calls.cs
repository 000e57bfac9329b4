using System.Collections.Immutable;
using Cahier.Feel.Functions;
using Cahier.Feel.Types;

namespace Cahier.Feel.Tests.Agreement;

/// <summary>Calls of the functions of the language, by position or by name: whatever the library holds is called.</summary>
internal sealed partial class ExpressionMaker
{
    private static readonly ILookup<Kind, (string Name, Overload Overload)> Calls = BuiltinLibrary.All.Values
        .OrderBy(b => b.Name, StringComparer.Ordinal)
        .SelectMany(b => b.Overloads.Select(o => (b.Name, Overload: o)))
        .ToLookup(call => KindOf(call.Overload.Result([.. call.Overload.Parameters.Select(p => p.Type)])));

    /// <summary>A call that gives a value of the kind, when some function does; otherwise null.</summary>
    private string? Call(Kind kind, int depth)
    {
        var choices = Calls[kind].ToImmutableArray();
        if (choices.IsEmpty)
        {
            return null;
        }

        var (name, overload) = choices[random.Next(choices.Length)];
        var count = overload.Variadic ? overload.Parameters.Length + random.Next(3) : random.Next(overload.RequiredCount, overload.Parameters.Length + 1);
        var byName = !overload.Variadic && random.Next(6) == 0;
        var arguments = Enumerable.Range(0, count).Select(i =>
        {
            var parameter = overload.Parameters[Math.Min(i, overload.Parameters.Length - 1)];
            return (byName ? $"{parameter.Name}: " : "") + Argument(parameter.Type, depth);
        });
        return $"{name}({string.Join(", ", byName ? arguments.Reverse() : arguments)})";
    }

    private string Argument(FeelType type, int depth) => type switch
    {
        FunctionType { Parameters.Length: 2 } => Lambda(depth),
        AnyType => Make(Any(), depth),
        _ => Make(KindOf(type), depth),
    };

    // Types of parameters that items do not fit make the function give null.
    private string Lambda(int depth)
    {
        locals.AddRange([("p", Kind.Number), ("q", Kind.Number)]);
        var made = $"function(p{Pick("", "", ": number")}, q) {(random.Next(3) == 0 ? Make(Kind.Boolean, depth) : $"p {Compare()} q")}";
        locals.RemoveRange(locals.Count - 2, 2);
        return made;
    }

    private static Kind KindOf(FeelType type) => type switch
    {
        NumberType => Kind.Number,
        TextType => Kind.Text,
        BooleanType => Kind.Boolean,
        DateType => Kind.Date,
        TimeType => Kind.Time,
        MomentType => Kind.Moment,
        DaysDurationType => Kind.Days,
        MonthsDurationType => Kind.Months,
        RangeType => Kind.Range,
        ContextType => Kind.Record,
        ListType { Element: NumberType } => Kind.Numbers,
        ListType { Element: TextType } => Kind.Texts,
        ListType { Element: DateType } => Kind.Dates,
        ListType { Element: ContextType } => Kind.Records,
        _ => Kind.Anything,
    };
}
