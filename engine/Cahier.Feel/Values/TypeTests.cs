using Cahier.Feel.Types;

namespace Cahier.Feel.Values;

/// <summary>Whether a value is of a type, as the standard has it.</summary>
public static class TypeTests
{
    /// <summary>FEEL's <c>instance of</c>: null is an instance of no type but its own.</summary>
    public static bool InstanceOf(FeelValue value, FeelType type) => value.IsNull ? type is NullType : Conforms(value, Unrestricted(type));

    /// <summary>Whether the value may stand where the type is wanted: null may, anywhere.</summary>
    public static bool Conforms(FeelValue value, FeelType type) => value.IsNull || type switch
    {
        AnyType => true,
        BooleanType => value is BooleanValue,
        NumberType => value is NumberValue,
        TextType codes => value is TextValue text && (codes.Codes is null || codes.Codes.Values.Contains(text.Value)),
        DateType => value is DateValue,
        TimeType => value is TimeValue,
        MomentType => value is MomentValue,
        DaysDurationType => value is DaysDurationValue,
        MonthsDurationType => value is MonthsDurationValue,
        ListType list => value is ListValue items && (list.Element is AnyType || items.Items.All(item => Conforms(item, list.Element))),
        RangeType range => value is RangeValue bounds && Conforms(bounds.Start, range.Element) && Conforms(bounds.End, range.Element),
        ContextType context => value is ContextValue or RowValue
            && context.Entries.All(entry => Properties.Find(value, entry.Key) is { } found && Conforms(found, entry.Value.Type)),
        // By name: facts and rules may each have read the model for themselves.
        RowType row => value is RowValue found && found.Type.Entity == row.Entity,
        RestrictedType restricted => Conforms(value, restricted.Base) && restricted.Allows(value),
        FunctionType function => value is FunctionValue found && Conforms(found.Type, function),
        _ => false,
    };

    private static FeelType Unrestricted(FeelType type) => type switch
    {
        RestrictedType restricted => Unrestricted(restricted.Base),
        ListType list => list with { Element = Unrestricted(list.Element) },
        RangeType range => new RangeType(Unrestricted(range.Element)),
        ContextType context => new ContextType([.. context.Entries.Select(e => KeyValuePair.Create(e.Key, e.Value with { Type = Unrestricted(e.Value.Type) }))]),
        _ => type,
    };

    /// <summary>Whether every value of the one type may stand where the other is wanted. A function may ask for less and promise more.</summary>
    public static bool Conforms(FeelType given, FeelType wanted) => (given, wanted) switch
    {
        (_, AnyType) or (NullType, _) => true,
        (NumberType, NumberType) or (TextType, TextType { Codes: null }) => true,
        (ListType g, ListType w) => Conforms(g.Element, w.Element),
        (RangeType g, RangeType w) => Conforms(g.Element, w.Element),
        (ContextType g, ContextType w) => w.Entries.All(entry => g.Find(entry.Key) is { } found && Conforms(found.Type, entry.Value.Type)),
        (FunctionType g, FunctionType w) => g.Parameters.Length == w.Parameters.Length
            && g.Parameters.Zip(w.Parameters).All(pair => Conforms(pair.Second.Value, pair.First.Value))
            && Conforms(g.Result, w.Result),
        _ => given == wanted,
    };
}
