using Cahier.Facts.Columns;
using Cahier.Feel.Syntax;
using Cahier.Feel.Values;

namespace Cahier.Calculation.Compilation;

/// <summary>
/// A comparison of a number column with a constant, asked of many rows. The constant is turned once into the whole
/// numbers that the column holds: the comparison holds for those from one to another, or for all but those.
/// </summary>
public sealed class NumberTest
{
    private readonly NumberColumn column;
    private readonly long[]? scaled;
    private readonly bool outside;
    private readonly bool? whenMissing;
    private readonly decimal lowest = decimal.MinValue;
    private readonly decimal highest = decimal.MaxValue;
    private readonly bool isStrict;

    // The whole numbers that fit, both included; from 1 to 0 when none does.
    private readonly long low;
    private readonly long high;

    public NumberTest(NumberColumn column, ComparisonOperator op, decimal constant)
    {
        this.column = column;
        scaled = column.Scaled;
        outside = op == ComparisonOperator.NotEqual;
        whenMissing = op switch { ComparisonOperator.Equal => false, ComparisonOperator.NotEqual => true, _ => null };
        isStrict = op is ComparisonOperator.Less or ComparisonOperator.Greater;
        Int128 from = long.MinValue;
        Int128 to = long.MaxValue;
        if (op is not (ComparisonOperator.Less or ComparisonOperator.LessOrEqual))
        {
            lowest = constant;
            from = Bound(constant, RoundingMode.Ceiling, op == ComparisonOperator.Greater ? 1 : 0);
        }

        if (op is not (ComparisonOperator.Greater or ComparisonOperator.GreaterOrEqual))
        {
            highest = constant;
            to = Bound(constant, RoundingMode.Floor, op == ComparisonOperator.Less ? -1 : 0);
        }

        (low, high) = from > to || from > long.MaxValue || to < long.MinValue
            ? (1, 0)
            : ((long)Int128.Max(from, long.MinValue), (long)Int128.Min(to, long.MaxValue));
    }

    /// <summary>The answer for a row; −1 is a missing row.</summary>
    public bool? Answer(int row)
    {
        if (row < 0 || column.IsMissing(row))
        {
            return whenMissing;
        }

        if (scaled is not null)
        {
            var value = scaled[row];
            return (value >= low && value <= high) != outside;
        }

        var exact = column.Value(row);
        return (isStrict ? exact > lowest && exact < highest : exact >= lowest && exact <= highest) != outside;
    }

    // The nearest whole number of the column inside the bound; one further when the bound itself is excluded and falls on it.
    private Int128 Bound(decimal constant, RoundingMode inwards, int excluded)
    {
        var exact = constant;
        for (var i = 0; i < column.Scale; i++)
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
