using Cahier.Feel.Evaluation;
using Cahier.Feel.Syntax;
using Cahier.Feel.Values;

namespace Cahier.Feel.Compilation;

/// <summary>Operations on native shapes that may be missing, called by compiled code. They mean what <see cref="Arithmetic"/> and <see cref="Comparison"/> mean.</summary>
public static class Lifted
{
    public static decimal? Add(decimal? a, decimal? b) => a is { } x && b is { } y ? Numbers.Add(x, y) : null;

    public static decimal? Subtract(decimal? a, decimal? b) => a is { } x && b is { } y ? Numbers.Subtract(x, y) : null;

    public static decimal? Multiply(decimal? a, decimal? b) => a is { } x && b is { } y ? Numbers.Multiply(x, y) : null;

    public static decimal? Divide(decimal? a, decimal? b) => a is { } x && b is { } y ? Numbers.Divide(x, y) : null;

    public static decimal? Power(decimal? a, decimal? b) => a is { } x && b is { } y ? Numbers.Power(x, y) : null;

    public static decimal? Negate(decimal? a) => -a;

    public static decimal? Min(decimal? a, decimal? b) => a is { } x && b is { } y ? Math.Min(x, y) : null;

    public static decimal? Max(decimal? a, decimal? b) => a is { } x && b is { } y ? Math.Max(x, y) : null;

    public static bool? And(bool? a, bool? b) => a & b;

    public static bool? Or(bool? a, bool? b) => a | b;

    public static bool? Not(bool? a) => !a;

    public static bool? Equal(bool? a, bool? b) => a == b;

    public static bool? Equal(decimal? a, decimal? b) => a == b;

    public static bool? Equal(string? a, string? b) => string.Equals(a, b, StringComparison.Ordinal);

    public static bool? Equal(string? a, string? b, EvaluationScope scope)
    {
        scope.Step(Math.Min(a?.Length ?? 0, b?.Length ?? 0) / Extent.CharactersOfOne);
        return Equal(a, b);
    }

    public static bool? Equal(Date? a, Date? b) => a == b;

    /// <summary>A number of items with which, and with more, a comparison of it with a bound comes out the same.</summary>
    public static int Enough(ComparisonOperator op, decimal? bound)
    {
        if (bound is not { } b || b < 1)
        {
            return 1;
        }

        var isReached = op is ComparisonOperator.GreaterOrEqual or ComparisonOperator.Less && decimal.IsInteger(b);
        return b >= int.MaxValue - 1 ? int.MaxValue : (int)b + (isReached ? 0 : 1);
    }

    public static bool? CompareCount(ComparisonOperator op, int items, decimal? bound) => op switch
    {
        ComparisonOperator.Equal => Equal((decimal?)items, bound),
        ComparisonOperator.NotEqual => Not(Equal((decimal?)items, bound)),
        ComparisonOperator.Less => Less((decimal?)items, bound),
        ComparisonOperator.LessOrEqual => LessOrEqual((decimal?)items, bound),
        ComparisonOperator.Greater => Less(bound, (decimal?)items),
        _ => LessOrEqual(bound, (decimal?)items),
    };

    public static bool? Less(decimal? a, decimal? b) => a is { } x && b is { } y ? x < y : null;

    public static bool? LessOrEqual(decimal? a, decimal? b) => a is { } x && b is { } y ? x <= y : null;

    public static bool? Less(Date? a, Date? b) => a is { } x && b is { } y ? x.EpochDay < y.EpochDay : null;

    public static bool? LessOrEqual(Date? a, Date? b) => a is { } x && b is { } y ? x.EpochDay <= y.EpochDay : null;

    public static decimal? GetOrElse(decimal? value, decimal? otherwise) => value ?? otherwise;

    public static bool? GetOrElse(bool? value, bool? otherwise) => value ?? otherwise;

    public static string? GetOrElse(string? value, string? otherwise) => value ?? otherwise;

    public static Date? GetOrElse(Date? value, Date? otherwise) => value ?? otherwise;

    public static bool? Equal(DaysDuration? a, DaysDuration? b) => a == b;

    public static bool? Equal(MonthsDuration? a, MonthsDuration? b) => a == b;

    public static bool? Less(DaysDuration? a, DaysDuration? b) => a is { } x && b is { } y ? x.CompareTo(y) < 0 : null;

    public static bool? LessOrEqual(DaysDuration? a, DaysDuration? b) => a is { } x && b is { } y ? x.CompareTo(y) <= 0 : null;

    public static bool? Less(MonthsDuration? a, MonthsDuration? b) => a is { } x && b is { } y ? x.Months < y.Months : null;

    public static bool? LessOrEqual(MonthsDuration? a, MonthsDuration? b) => a is { } x && b is { } y ? x.Months <= y.Months : null;

    public static decimal? Year(Date? date) => date?.Year;

    public static decimal? Month(Date? date) => date?.Month;

    public static decimal? Day(Date? date) => date?.Day;

    public static decimal? Days(DaysDuration? duration) => duration?.Days;

    public static decimal? Years(MonthsDuration? duration) => duration?.Years;

    public static MonthsDuration? Between(Date? from, Date? to) => from is { } x && to is { } y ? MonthsDuration.Between(x, y) : null;

    public static DaysDuration? Difference(Date? a, Date? b) => a is { } x && b is { } y ? DaysDuration.FromDays(x.EpochDay - y.EpochDay) : null;

    public static Date? Later(Date? start, DaysDuration? by) => start is { } date && by is { } days ? Boxing.ToDate(Arithmetic.Add(new DateValue(date), new DaysDurationValue(days))) : null;

    public static Date? Earlier(Date? start, DaysDuration? by) => start is { } date && by is { } days ? Boxing.ToDate(Arithmetic.Subtract(new DateValue(date), new DaysDurationValue(days))) : null;
}
