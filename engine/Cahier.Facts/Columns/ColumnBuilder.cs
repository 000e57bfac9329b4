using Cahier.Facts.Snapshots;

namespace Cahier.Facts.Columns;

/// <summary>
/// Reads values of one field from text and keeps them row by row. First every value of a row is read, then all are
/// appended together, so that a row is taken whole or not at all.
/// </summary>
internal abstract class ColumnBuilder
{
    public abstract int Count { get; }

    /// <summary>Reads a value that is not empty. Says what is wrong with it, and what to write, or null when it is well.</summary>
    public abstract string? Read(ReadOnlySpan<char> text);

    /// <summary>Keeps what was last read under a number, from 0 up.</summary>
    public abstract void Keep(int number);

    /// <summary>Reads what was kept under a number.</summary>
    public abstract void Recall(int number);

    /// <summary>Appends what was last read.</summary>
    public abstract void Append();

    public abstract void AppendMissing();

    /// <summary>The order of two rows: as the language orders their values, missing ones last.</summary>
    public abstract int Compare(int left, int right);

    /// <summary>The column with the given rows in the given order.</summary>
    public abstract ColumnDraft Draft(RowOrder rows);

    /// <summary>Gives the room back, once the column is built.</summary>
    public abstract void Clear();

    /// <summary>Some rows for what does not depend on their order: as they were read where none is left out, for that is quicker.</summary>
    protected RowOrder InAnyOrder(RowOrder rows) => rows.Count == Count ? RowOrder.AsRead(Count) : rows;
}

/// <summary>Reads values of one kind.</summary>
/// <typeparam name="T">What a text is read as.</typeparam>
internal abstract class ColumnBuilder<T> : ColumnBuilder
    where T : struct
{
    private const int FirstKept = 16;

    private T[] kept = [];
    private T last;

    /// <summary>What was last read.</summary>
    protected ref T Last => ref last;

    public override void Keep(int number)
    {
        if (number >= kept.Length)
        {
            Array.Resize(ref kept, Math.Max(FirstKept, (number + 1) * 2));
        }

        kept[number] = last;
    }

    public override void Recall(int number) => last = kept[number];
}
