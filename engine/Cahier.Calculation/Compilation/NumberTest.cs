using Cahier.Facts.Columns;
using Cahier.Feel.Syntax;

namespace Cahier.Calculation.Compilation;

/// <summary>A comparison of a number column with a constant, asked of many rows: as <see cref="ScaledInterval"/> where the column holds whole numbers.</summary>
public sealed class NumberTest
{
    private readonly NumberColumn column;
    private readonly ScaledInterval interval;
    private readonly bool? whenMissing;
    private readonly ComparisonOperator op;
    private readonly decimal constant;

    public NumberTest(NumberColumn column, ComparisonOperator op, decimal constant)
    {
        this.column = column;
        this.op = op;
        this.constant = constant;
        interval = ScaledInterval.Of(op, constant, column.Scale);
        whenMissing = op switch { ComparisonOperator.Equal => false, ComparisonOperator.NotEqual => true, _ => null };
    }

    /// <summary>The answer for a row; −1 is a missing row.</summary>
    public bool? Answer(int row)
    {
        if (row < 0 || column.IsMissing(row))
        {
            return whenMissing;
        }

        return column.IsScaled ? interval.Holds(column.Scaled(row)) : Compare(column.Value(row));
    }

    private bool Compare(decimal exact) => op switch
    {
        ComparisonOperator.Equal => exact == constant,
        ComparisonOperator.NotEqual => exact != constant,
        ComparisonOperator.Less => exact < constant,
        ComparisonOperator.LessOrEqual => exact <= constant,
        ComparisonOperator.Greater => exact > constant,
        _ => exact >= constant,
    };
}
