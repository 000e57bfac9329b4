namespace Cahier.Feel.Values;

public static partial class Comparison
{
    /// <summary>Compares as <see cref="Identical"/> does: for sets and dictionaries of values.</summary>
    public static IEqualityComparer<FeelValue> ByIdentity { get; } = EqualityComparer<FeelValue>.Default;

    /// <summary>Compares as FEEL's <c>=</c> does, different kinds being unequal.</summary>
    public static IEqualityComparer<FeelValue> ByEquality { get; } = EqualityComparer<FeelValue>.Create((l, r) => IsEqual(l!, r!), Hash);

    /// <summary>Equality of content: offsets, zones and fractions of seconds count; why a value is unknown does not.</summary>
    public static bool Identical(FeelValue left, FeelValue right) => ReferenceEquals(left, right) || (left, right) switch
    {
        (NullValue, NullValue) => true,
        (NumberValue l, NumberValue r) => l.Value == r.Value,
        (TextValue l, TextValue r) => string.Equals(l.Value, r.Value, StringComparison.Ordinal),
        (DateValue l, DateValue r) => l.Value == r.Value,
        (TimeValue l, TimeValue r) => l.Value == r.Value,
        (MomentValue l, MomentValue r) => l.Value == r.Value,
        (DaysDurationValue l, DaysDurationValue r) => l.Value == r.Value,
        (MonthsDurationValue l, MonthsDurationValue r) => l.Value == r.Value,
        (ListValue l, ListValue r) => l.Items.Length == r.Items.Length && l.Items.Zip(r.Items).All(pair => Identical(pair.First, pair.Second)),
        (ContextValue l, ContextValue r) => SameEntries(l, r, Identical),
        (RangeValue l, RangeValue r) => SameRange(l, r, Identical),
        (RowValue l, RowValue r) => SameRow(l, r),
        _ => false,
    };

    /// <summary>A hash that agrees with FEEL's <c>=</c>, and so with <see cref="Identical"/> too.</summary>
    public static int Hash(FeelValue value) => value switch
    {
        BooleanValue boolean => boolean.Value ? 1 : 2,
        NumberValue number => number.Value.GetHashCode(),
        TextValue text => text.Value.GetHashCode(StringComparison.Ordinal),
        DateValue date => date.Value.GetHashCode(),
        TimeValue time => HashCode.Combine(time.Value.IsZoned, Seconds(time.Value)),
        MomentValue moment => HashCode.Combine(moment.Value.Time.IsZoned, Seconds(moment.Value)),
        DaysDurationValue duration => duration.Value.GetHashCode(),
        MonthsDurationValue duration => duration.Value.GetHashCode(),
        ListValue list => list.Items.Aggregate(list.Items.Length, (hash, item) => HashCode.Combine(hash, Hash(item))),
        ContextValue context => context.Entries.Aggregate(context.Entries.Length, (hash, entry) => hash ^ HashCode.Combine(entry.Key, Hash(entry.Value))),
        RangeValue range => HashCode.Combine(range.StartIncluded, range.EndIncluded, Hash(range.Start), Hash(range.End)),
        RowValue row => HashCode.Combine(row.Row, System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(row.Source)),
        NullValue => 0,
        _ => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(value),
    };
}
