using System.Linq.Expressions;
using Cahier.Feel.Types;

namespace Cahier.Feel.Compilation;

/// <summary>Rows that were found before and are gone over by number: what several parts of a function read is filtered once, and no list is made.</summary>
internal sealed record GatheredStream(LoopNest Nest, RowType Entity, Expression Rows) : RowStream(new TypeFact(Entity, false))
{
    public override Expression Each(Func<Expression, Expression> body, bool backwards = false)
    {
        var row = Expression.Variable(typeof(int), "row");
        return new RangeStream(Nest, Entity, Expression.Constant(0), Expression.Property(Rows, nameof(RowBuffer.Count)))
            .Each(place => Expression.Block([row], Expression.Assign(row, Expression.Call(Rows, nameof(RowBuffer.At), null, place)), body(row)), backwards);
    }
}

/// <summary>Rows by number, gathered by compiled loops; used again for each place.</summary>
internal sealed class RowBuffer
{
    private int[] rows = new int[16];

    public int Count { get; private set; }

    public int At(int place) => rows[place];

    /// <summary>Begins anew.</summary>
    public RowBuffer Empty()
    {
        Count = 0;
        return this;
    }

    public void Add(int row)
    {
        if (Count == rows.Length)
        {
            Array.Resize(ref rows, 2 * Count);
        }

        rows[Count++] = row;
    }
}
