using Cahier.Feel.Syntax;
using Cahier.Feel.Values;

namespace Cahier.Calculation.Compilation;

/// <summary>
/// A comparison with a constant, said once in the whole numbers that a column holds: it holds for those from one to
/// another, both included, or for all but those. From 1 to 0 there is none.
/// </summary>
public readonly record struct ScaledInterval(long Low, long High, bool IsOutside)
{
    /// <summary>The whole numbers, of a scale, that compare with a constant as asked.</summary>
    public static ScaledInterval Of(ComparisonOperator op, decimal constant, int scale)
    {
        Int128 from = long.MinValue;
        Int128 to = long.MaxValue;
        if (op is not (ComparisonOperator.Less or ComparisonOperator.LessOrEqual))
        {
            from = Bound(constant, scale, RoundingMode.Ceiling, op == ComparisonOperator.Greater ? 1 : 0);
        }

        if (op is not (ComparisonOperator.Greater or ComparisonOperator.GreaterOrEqual))
        {
            to = Bound(constant, scale, RoundingMode.Floor, op == ComparisonOperator.Less ? -1 : 0);
        }

        var isOutside = op == ComparisonOperator.NotEqual;
        return from > to || from > long.MaxValue || to < long.MinValue
            ? new ScaledInterval(1, 0, isOutside)
            : new ScaledInterval((long)Int128.Max(from, long.MinValue), (long)Int128.Min(to, long.MaxValue), isOutside);
    }

    public bool Holds(long scaled) => (scaled >= Low && scaled <= High) != IsOutside;

    // The nearest whole number inside the bound; one further when the bound itself is excluded and falls on it.
    private static Int128 Bound(decimal constant, int scale, RoundingMode inwards, int excluded)
    {
        var exact = constant;
        for (var i = 0; i < scale; i++)
        {
            if (Numbers.Multiply(exact, 10) is not { } larger)
            {
                return constant > 0 ? Int128.MaxValue : Int128.MinValue;
            }

            exact = larger;
        }

        var whole = Rounding.Round(exact, 0, inwards);
        return (Int128)whole + (whole == exact ? excluded : 0);
    }
}
