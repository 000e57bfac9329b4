using System.Collections.Immutable;
using Cahier.Feel.Evaluation;
using Cahier.Feel.Syntax;
using Cahier.Feel.Types;
using Cahier.Feel.Values;

namespace Cahier.Feel.Dmn;

/// <summary>Makes values fit the types that a model says they have, as the standard does; what does not fit is unknown.</summary>
internal static class DmnCoercion
{
    /// <summary>The value as one of the type, or null with the reason.</summary>
    public static FeelValue Convert(FeelValue value, FeelType type, string name, EvaluationScope scope)
    {
        if (type is FunctionType)
        {
            return value is FunctionValue or NullValue ? ConvertFunction(value, type, name, scope) : Misfit(value, type, name);
        }

        return Semantics.Argument(value, type) is { IsNull: false } converted ? converted
            : value.IsNull ? value
            : Misfit(value, type, name);
    }

    /// <summary>A function that takes and gives what its type says. A type that is none of functions is that of its result, as DMN 1.1 had it.</summary>
    public static FeelValue ConvertFunction(FeelValue value, FeelType type, string name, EvaluationScope scope)
    {
        if (value is not FunctionValue function || type is AnyType)
        {
            return value;
        }

        var wanted = type as FunctionType;
        var parameters = wanted is { Parameters.Length: var count } && count == function.Parameters.Length ? wanted.Parameters : [];
        FeelValue Invoke(FeelValue[] arguments)
        {
            FeelValue[] converted = parameters.IsEmpty ? arguments : [.. arguments.Zip(parameters, (a, p) => Convert(a, p.Value, p.Key, scope))];
            return Convert(function.Invoke(converted), wanted?.Result ?? type, name, scope);
        }

        return new FunctionValue(null, function.Parameters, Invoke, function.Type);
    }

    /// <summary>
    /// A value from outside, where dates are often texts, and an entry that is not known is often left out: as the type has it.
    /// </summary>
    public static FeelValue FromOutside(FeelValue value, FeelType type) => (value, type) switch
    {
        (_, RestrictedType restricted) => FromOutside(value, restricted.Base),
        (TextValue text, DateType or TimeType or MomentType or DaysDurationType or MonthsDurationType) => AtLiteral.Read(text.Value) is var read && TypeTests.InstanceOf(read, type) ? read : value,
        (ListValue list, ListType items) => new ListValue([.. list.Items.Select(i => FromOutside(i, items.Element))]),
        (ContextValue context, ContextType entries) => new ContextValue([.. Entries(context, entries)]),
        _ => value,
    };

    private static IEnumerable<KeyValuePair<string, FeelValue>> Entries(ContextValue context, ContextType type) =>
        context.Entries.Select(e => KeyValuePair.Create(e.Key, type.Find(e.Key) is { } fact ? FromOutside(e.Value, fact.Type) : e.Value))
            .Concat(type.Entries.Where(e => context.Find(e.Key) is null).Select(e => KeyValuePair.Create(e.Key, (FeelValue)NullValue.Because($"‘{e.Key}’ is not given"))));

    private static NullValue Misfit(FeelValue value, FeelType type, string name) =>
        NullValue.Because($"‘{name}’ is {FeelText.Kind(value)}, {FeelText.Write(value)}, and {Wanted(type)}");

    private static string Wanted(FeelType type) => type is RestrictedType restricted ? $"not one of the values of {restricted.Name}" : $"should be a {type}";
}
