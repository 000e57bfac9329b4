using System.Collections.Immutable;
using System.Globalization;
using Cahier.Feel.Syntax;
using Cahier.Feel.Types;
using Cahier.Feel.Values;

namespace Cahier.Rules.Proofs;

/// <summary>
/// A sum of terms, each multiplied by a number, and a constant. Dates are days since 1970 and lengths of time days, so that
/// <c>exit - entry &gt; duration("P30D")</c> and <c>exit &gt; entry + duration("P30D")</c> are one comparison.
/// </summary>
internal sealed class Sum
{
    // Years and months have no fixed number of days: sums of both kinds are not looked into.
    private enum Measure { Any, Days, Months }

    private readonly ImmutableSortedDictionary<string, (Term Term, decimal Times)> terms;
    private readonly Measure measure;

    private Sum(ImmutableSortedDictionary<string, (Term Term, decimal Times)> terms, decimal constant, Measure measure)
    {
        this.terms = terms;
        this.measure = measure;
        Constant = constant;
    }

    public decimal Constant { get; }

    public bool IsConstant => terms.IsEmpty;

    /// <summary>Whether it is a difference of days and made of whole days.</summary>
    public bool IsOfDates => measure == Measure.Days && decimal.IsInteger(Constant) && terms.Values.All(t => t.Term.Type is DateType);

    private static ImmutableSortedDictionary<string, (Term Term, decimal Times)> None { get; } = ImmutableSortedDictionary.Create<string, (Term Term, decimal Times)>(StringComparer.Ordinal);

    public static Sum Of(Term term) => new(None.Add(term.Key, (term, 1)), 0, term.Type switch { MonthsDurationType => Measure.Months, DateType or DaysDurationType => Measure.Days, _ => Measure.Any });

    public static Sum? Of(FeelValue value) => value switch
    {
        NumberValue number => new Sum(None, number.Value, Measure.Any),
        DateValue date => new Sum(None, date.Value.EpochDay, Measure.Days),
        DaysDurationValue { Value: var days } when days == DaysDuration.FromDays(days.Days) => new Sum(None, days.Days, Measure.Days),
        MonthsDurationValue months => new Sum(None, months.Value.Months, Measure.Months),
        _ => null,
    };

    public Sum? Plus(Sum other) => Combine(other, 1);

    public Sum? Minus(Sum other) => Combine(other, -1);

    public Sum? Times(decimal factor)
    {
        try
        {
            return factor == 0 ? null : new Sum(terms.ToImmutableSortedDictionary(t => t.Key, t => (t.Value.Term, t.Value.Times * factor), StringComparer.Ordinal), Constant * factor, measure);
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>The condition that the sum compares with zero as asked, or null when that is not understood.</summary>
    public Condition? Compare(ComparisonOperator op, IConditionNames names)
    {
        if (IsConstant)
        {
            return new Fixed(op switch
            {
                ComparisonOperator.Equal => Constant == 0,
                ComparisonOperator.Less => Constant < 0,
                ComparisonOperator.LessOrEqual => Constant <= 0,
                ComparisonOperator.Greater => Constant > 0,
                _ => Constant >= 0,
            });
        }

        var (first, times) = terms.Values.First();
        if (Scaled(times) is not { } scaled)
        {
            return null;
        }

        var kind = op switch
        {
            ComparisonOperator.Equal => TestKind.Equal,
            ComparisonOperator.Less => times > 0 ? TestKind.Less : TestKind.Greater,
            ComparisonOperator.LessOrEqual => times > 0 ? TestKind.LessOrEqual : TestKind.GreaterOrEqual,
            ComparisonOperator.Greater => times > 0 ? TestKind.Greater : TestKind.Less,
            _ => times > 0 ? TestKind.GreaterOrEqual : TestKind.LessOrEqual,
        };
        if (scaled.terms.Count == 1)
        {
            return new TermTest(first, kind, -scaled.Constant, "");
        }

        var key = string.Join(" + ", scaled.terms.Values.Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Times:G29}*{t.Term.Key}")));
        var (least, most) = names.Limits(key);
        return new TermTest(new Term(key, FeelType.Number, scaled.terms.Values.Any(t => t.Term.MayBeMissing), least, most), kind, -scaled.Constant, "");
    }

    // Multiplied so that the first term stands once; null when a decimal cannot say so exactly.
    private Sum? Scaled(decimal times)
    {
        if (terms.Values.All(t => IsExact(t.Times, times)) && IsExact(Constant, times))
        {
            return new Sum(terms.ToImmutableSortedDictionary(t => t.Key, t => (t.Value.Term, t.Value.Times / times), StringComparer.Ordinal), Constant / times, measure);
        }

        return null;
    }

    private static bool IsExact(decimal number, decimal divisor)
    {
        try
        {
            return number / divisor * divisor == number;
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    private Sum? Combine(Sum other, int sign)
    {
        var isMixed = (measure, other.measure) is (Measure.Days, Measure.Months) or (Measure.Months, Measure.Days);
        try
        {
            var sum = terms;
            foreach (var (key, (term, times)) in isMixed ? None : other.terms)
            {
                var total = (sum.TryGetValue(key, out var own) ? own.Times : 0) + (sign * times);
                sum = total == 0 ? sum.Remove(key) : sum.SetItem(key, (term, total));
            }

            // What may be missing does not cancel out: without it there is no difference.
            var loses = terms.Values.Concat(other.terms.Values).Any(t => t.Term.MayBeMissing && !sum.ContainsKey(t.Term.Key));
            return isMixed || loses ? null : new Sum(sum, Constant + (sign * other.Constant), measure == Measure.Any ? other.measure : measure);
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}
