using Cahier.Feel.Types;

namespace Cahier.Feel.Values;

/// <summary>Whether a value is of a type, as the standard has it.</summary>
public static class TypeTests
{
    /// <summary>FEEL's <c>instance of</c>: null is an instance of no type but its own.</summary>
    public static bool InstanceOf(FeelValue value, FeelType type) => value.IsNull ? type is NullType : Conforms(value, type);

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
        RowType row => value is RowValue found && found.Type == row,
        FunctionType function => value is FunctionValue found && found.Parameters.Length == function.Parameters.Length,
        _ => false,
    };
}
