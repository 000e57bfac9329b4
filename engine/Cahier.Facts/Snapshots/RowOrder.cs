using Cahier.Facts.Columns;

namespace Cahier.Facts.Snapshots;

/// <summary>Which of the rows that were read stand in a table, and in which order. Most stand near where they were read, and so take little room.</summary>
internal sealed class RowOrder
{
    // How far each row comes from: nothing where all stand as they were read.
    private readonly NumberBlocks? moves;

    private RowOrder(int count, NumberBlocks? moves) => (Count, this.moves) = (count, moves);

    /// <summary>How many rows there are.</summary>
    public int Count { get; }

    /// <summary>Whether the rows stand as they were read, from the first on.</summary>
    public bool AreAsRead => moves is null;

    /// <summary>The row, as it was read, that stands at a place.</summary>
    public int this[int place] => moves is null ? place : place + moves[place];

    /// <summary>Reads the rows, as they were read, that stand from a place on.</summary>
    public void CopyTo(int place, Span<int> rows)
    {
        if (moves is null)
        {
            rows.Clear();
        }
        else
        {
            moves.CopyTo(place, rows);
        }

        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = unchecked(rows[i] + place + i);
        }
    }

    /// <summary>All rows as they were read.</summary>
    public static RowOrder AsRead(int count) => new(count, null);

    /// <summary>Some rows in an order.</summary>
    public static RowOrder Of(ReadOnlySpan<int> rows)
    {
        var order = new Growing();
        order.Add(rows);
        return order.ToOrder();
    }

    /// <summary>For each row as it was read the place where it stands, or -1 when it is left out.</summary>
    /// <param name="count">How many rows were read.</param>
    public int[] Places(int count)
    {
        var places = new int[count];
        places.AsSpan().Fill(-1);
        for (var place = 0; place < Count; place++)
        {
            places[this[place]] = place;
        }

        return places;
    }

    /// <summary>An order that grows from its first place on.</summary>
    internal sealed class Growing
    {
        private readonly NumberBlocks moves = new();
        private bool anyMoves;

        public void Add(ReadOnlySpan<int> rows)
        {
            foreach (var row in rows)
            {
                var move = row - moves.Count;
                anyMoves |= move != 0;
                moves.Add(move);
            }
        }

        public RowOrder ToOrder() => new(moves.Count, anyMoves ? moves : null);
    }
}
