namespace Cahier.Facts.Snapshots;

/// <summary>Which of the rows that were read stand in a table, and in which order; without room for each where all stand as they were read.</summary>
internal sealed class RowOrder
{
    private readonly int[]? rows;

    private RowOrder(int count, int[]? rows) => (Count, this.rows) = (count, rows);

    /// <summary>How many rows there are.</summary>
    public int Count { get; }

    /// <summary>Whether the rows stand as they were read, from the first on.</summary>
    public bool AreAsRead => rows is null;

    /// <summary>The row, as it was read, that stands at a place.</summary>
    public int this[int place] => rows is null ? place : rows[place];

    /// <summary>All rows as they were read.</summary>
    public static RowOrder AsRead(int count) => new(count, null);

    /// <summary>Some rows in an order.</summary>
    public static RowOrder Of(int[] rows) => new(rows.Length, rows);

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
}
