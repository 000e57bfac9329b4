using Cahier.Feel.Types;

namespace Cahier.Feel.Values;

/// <summary>
/// Equality and order of values as FEEL has them. Times and moments are compared by whole seconds, by instant when both
/// have an offset or zone; one that has none is put in order as if it had that of the other, but never equals it.
/// </summary>
public static partial class Comparison
{
    /// <summary>FEEL's <c>=</c>: true, false, or null when the values are of different kinds. Null equals only null.</summary>
    public static FeelValue Equal(FeelValue left, FeelValue right) =>
        TryEqual(left, right) is { } equal ? BooleanValue.Of(equal) : NotComparable(left, right);

    public static FeelValue LessThan(FeelValue left, FeelValue right) => Compare(left, right, static order => order < 0);

    public static FeelValue LessOrEqual(FeelValue left, FeelValue right) => Compare(left, right, static order => order <= 0);

    public static FeelValue GreaterThan(FeelValue left, FeelValue right) => Compare(left, right, static order => order > 0);

    public static FeelValue GreaterOrEqual(FeelValue left, FeelValue right) => Compare(left, right, static order => order >= 0);

    /// <summary>Below, at or above zero as <paramref name="left"/> is before, level with or after; null when there is no order between them.</summary>
    public static int? Order(FeelValue left, FeelValue right) => (left, right) switch
    {
        (NumberValue l, NumberValue r) => l.Value.CompareTo(r.Value),
        (TextValue l, TextValue r) => CompareTexts(l.Value, r.Value),
        (DateValue l, DateValue r) => l.Value.CompareTo(r.Value),
        (TimeValue l, TimeValue r) => OrderTimes(l.Value, r.Value),
        (MomentValue l, MomentValue r) => OrderMoments(l.Value, r.Value),
        (DaysDurationValue l, DaysDurationValue r) => l.Value.CompareTo(r.Value),
        (MonthsDurationValue l, MonthsDurationValue r) => l.Value.CompareTo(r.Value),
        _ => null,
    };

    /// <summary>Compares texts by Unicode code points; UTF-16 puts some of them in another order.</summary>
    public static int CompareTexts(string left, string right)
    {
        var length = Math.Min(left.Length, right.Length);
        for (var index = 0; index < length; index++)
        {
            var (l, r) = (left[index], right[index]);
            if (l != r)
            {
                return char.IsSurrogate(l) != char.IsSurrogate(r) ? (char.IsSurrogate(l) ? 1 : -1) : l.CompareTo(r);
            }
        }

        return left.Length.CompareTo(right.Length);
    }

    /// <summary>Whether FEEL's <c>=</c> is true.</summary>
    internal static bool IsEqual(FeelValue left, FeelValue right) => TryEqual(left, right) == true;

    private static bool? TryEqual(FeelValue left, FeelValue right) => (left, right) switch
    {
        (NullValue, _) or (_, NullValue) => left.IsNull && right.IsNull,
        (BooleanValue l, BooleanValue r) => l.Value == r.Value,
        (TextValue l, TextValue r) => string.Equals(l.Value, r.Value, StringComparison.Ordinal),
        (TimeValue l, TimeValue r) => l.Value.IsZoned == r.Value.IsZoned && OrderTimes(l.Value, r.Value) == 0,
        (MomentValue l, MomentValue r) => l.Value.Time.IsZoned == r.Value.Time.IsZoned && OrderMoments(l.Value, r.Value) == 0,
        (ListValue l, ListValue r) => l.Items.Length == r.Items.Length && l.Items.Zip(r.Items).All(pair => IsEqual(pair.First, pair.Second)),
        (ContextValue l, ContextValue r) => SameEntries(l, r, IsEqual),
        (RangeValue l, RangeValue r) => SameRange(l, r, IsEqual),
        (RowValue l, RowValue r) => l.Type == r.Type ? SameRow(l, r) : null,
        (FunctionValue l, FunctionValue r) => ReferenceEquals(l, r),
        _ => Order(left, right) is { } order ? order == 0 : null,
    };

    private static FeelValue Compare(FeelValue left, FeelValue right, Func<int, bool> test) =>
        Order(left, right) is { } order ? BooleanValue.Of(test(order))
        : left.IsNull || right.IsNull ? NullValue.From(left, right)
        : NotComparable(left, right);

    private static NullValue NotComparable(FeelValue left, FeelValue right) =>
        NullValue.Because($"{FeelText.Kind(left)} cannot be compared with {FeelText.Kind(right)}");

    private static int OrderTimes(TimeOfDay left, TimeOfDay right) =>
        left.IsZoned == right.IsZoned ? Seconds(left).CompareTo(Seconds(right)) : LocalSeconds(left).CompareTo(LocalSeconds(right));

    private static int OrderMoments(Moment left, Moment right) =>
        left.Time.IsZoned == right.Time.IsZoned ? Seconds(left).CompareTo(Seconds(right)) : LocalSeconds(left).CompareTo(LocalSeconds(right));

    private static long Seconds(TimeOfDay time) => LocalSeconds(time) - (time.UtcOffsetSeconds ?? 0);

    private static long Seconds(Moment moment) => LocalSeconds(moment) - (moment.UtcOffsetSeconds ?? 0);

    private static long LocalSeconds(TimeOfDay time) => time.Nanoseconds / TimeOfDay.NanosecondsPerSecond;

    private static long LocalSeconds(Moment moment) => (moment.Date.EpochDay * 86_400) + LocalSeconds(moment.Time);

    private static bool SameEntries(ContextValue left, ContextValue right, Func<FeelValue, FeelValue, bool> same) =>
        left.Entries.Length == right.Entries.Length
        && left.Entries.All(entry => right.Find(entry.Key) is { } other && same(entry.Value, other));

    private static bool SameRange(RangeValue left, RangeValue right, Func<FeelValue, FeelValue, bool> same) =>
        left.StartIncluded == right.StartIncluded && left.EndIncluded == right.EndIncluded && left.IsEquality == right.IsEquality
        && left.HasStart == right.HasStart && left.HasEnd == right.HasEnd
        && same(left.Start, right.Start) && same(left.End, right.End);

    private static bool SameRow(RowValue left, RowValue right) => ReferenceEquals(left.Source, right.Source) && left.Row == right.Row;
}
