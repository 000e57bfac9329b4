using System.Collections.Immutable;
using Cahier.Feel.Syntax;
using Cahier.Feel.Types;
using Cahier.Feel.Values;

namespace Cahier.Feel.Checking;

/// <summary>Types of values, of properties and of names of types.</summary>
public static class TypeOf
{
    private static readonly Unit Year = UnitOf("year");
    private static readonly Unit Month = UnitOf("month");
    private static readonly Unit Day = UnitOf("day");
    private static readonly Unit Hour = UnitOf("hour");
    private static readonly Unit Minute = UnitOf("minute");
    private static readonly Unit Second = UnitOf("second");

    /// <summary>The type of a value that is at hand.</summary>
    public static FeelType Value(FeelValue value) => value switch
    {
        NullValue => FeelType.Null,
        BooleanValue => FeelType.Boolean,
        NumberValue => FeelType.Number,
        TextValue => FeelType.Text,
        DateValue => FeelType.Date,
        TimeValue => FeelType.Time,
        MomentValue => FeelType.Moment,
        DaysDurationValue => FeelType.DaysDuration,
        MonthsDurationValue => FeelType.MonthsDuration,
        RowValue row => row.Type,
        ListValue list => new ListType(Common(list.Items.Select(Value)), list.Items.Any(i => i.IsNull)),
        ContextValue context => new ContextType([.. context.Entries.Select(e => KeyValuePair.Create(e.Key, new TypeFact(Value(e.Value), e.Value.IsNull)))]),
        RangeValue range => new RangeType(Value(range.Start.IsNull ? range.End : range.Start)),
        _ => FeelType.Any,
    };

    /// <summary>The one type of all, or Any.</summary>
    public static FeelType Common(IEnumerable<FeelType> types)
    {
        FeelType? common = null;
        foreach (var type in types)
        {
            common = common is null ? type : Common(common, type);
        }

        return common ?? FeelType.Any;
    }

    /// <summary>The type of something that is one or the other.</summary>
    public static FeelType Common(FeelType a, FeelType b) => (a, b) switch
    {
        _ when a == b => a,
        (NullType, _) => b,
        (_, NullType) => a,
        (NumberType x, NumberType y) => x.Unit is null ? y : y.Unit is null ? x : new NumberType(null),
        (TextType, TextType) => FeelType.Text,
        (ListType x, ListType y) => new ListType(Common(x.Element, y.Element), x.ItemsMayBeMissing || y.ItemsMayBeMissing),
        (RangeType x, RangeType y) => new RangeType(Common(x.Element, y.Element)),
        _ => FeelType.Any,
    };

    /// <summary>The properties that values of a type have beside entries and fields.</summary>
    public static ImmutableArray<(string Name, TypeFact Fact)> Properties(FeelType type)
    {
        (string, TypeFact)[] date = [("year", Number(Unit.One)), ("month", Number(Unit.One)), ("day", Number(Unit.One)), ("weekday", Number(Unit.One))];
        (string, TypeFact)[] time =
        [
            ("hour", Number(Unit.One)), ("minute", Number(Unit.One)), ("second", Number(Unit.One)),
            ("time offset", TypeFact.Optional(FeelType.DaysDuration)), ("timezone", TypeFact.Optional(FeelType.Text)),
        ];
        return type switch
        {
            DateType => [.. date, ("value", Number(Unit.One))],
            TimeType => [.. time, ("value", Number(Unit.One))],
            MomentType => [.. date, .. time, ("value", Number(Unit.One))],
            DaysDurationType => [("days", Number(Day)), ("hours", Number(Hour)), ("minutes", Number(Minute)), ("seconds", Number(Second)), ("value", Number(Unit.One))],
            MonthsDurationType => [("years", Number(Year)), ("months", Number(Month)), ("value", Number(Unit.One))],
            RangeType range => [("start", TypeFact.Optional(range.Element)), ("end", TypeFact.Optional(range.Element)), ("start included", TypeFact.Present(FeelType.Boolean)), ("end included", TypeFact.Present(FeelType.Boolean))],
            _ => [],
        };
    }

    /// <summary>The type that a name of a type stands for; unknown names give null (C#).</summary>
    /// <param name="node">The name as it is written.</param>
    /// <param name="others">Gives the types that are not of the language, or null (C#).</param>
    public static FeelType? Named(TypeNode node, Func<string, FeelType?> others) => node.Name switch
    {
        "Any" => FeelType.Any,
        "Null" or "null" => FeelType.Null,
        "boolean" => FeelType.Boolean,
        "number" => FeelType.Number,
        "string" or "text" => FeelType.Text,
        "date" => FeelType.Date,
        "time" => FeelType.Time,
        "date and time" or "dateTime" => FeelType.Moment,
        "days and time duration" or "day time duration" or "dayTimeDuration" => FeelType.DaysDuration,
        "years and months duration" or "year month duration" or "yearMonthDuration" => FeelType.MonthsDuration,
        "list" when node.Arguments is [var item] && Named(item.Type, others) is { } element => new ListType(element),
        "range" when node.Arguments is [var bound] && Named(bound.Type, others) is { } element => new RangeType(element),
        "context" when !node.Arguments.IsEmpty => Context(node, others),
        "function" when node.Result is not null => Function(node, others),
        _ => others(node.Name),
    };

    private static ContextType? Context(TypeNode node, Func<string, FeelType?> others)
    {
        var entries = node.Arguments.Select(a => (a.Name, Type: Named(a.Type, others))).ToList();
        return entries.Exists(e => e.Type is null) ? null : new ContextType([.. entries.Select(e => KeyValuePair.Create(e.Name!, TypeFact.Optional(e.Type!)))]);
    }

    private static FunctionType? Function(TypeNode node, Func<string, FeelType?> others)
    {
        var parameters = node.Arguments.Select(a => Named(a.Type, others)).ToList();
        var result = Named(node.Result!, others);
        return result is null || parameters.Contains(null) ? null : new FunctionType([.. parameters.Select(p => KeyValuePair.Create("", p!))], result);
    }

    private static TypeFact Number(Unit unit) => TypeFact.Present(new NumberType(unit));

    private static Unit UnitOf(string name) => Unit.TryParse(name, out var unit) ? unit : throw new InvalidOperationException(name);
}
