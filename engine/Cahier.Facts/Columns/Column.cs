using Cahier.Facts.Snapshots;
using Cahier.Feel.Values;

namespace Cahier.Facts.Columns;

/// <summary>The values of one field, one for each row of its table. Immutable, and so safe to share between threads.</summary>
/// <remarks>The readers of the kinds are small and not virtual: compiled rules call them for every row.</remarks>
public abstract class Column
{
    // One bit for each row whose value is missing; null when none is.
    private readonly ulong[]? missing;

    private protected Column(int count, ulong[]? missing)
    {
        Count = count;
        this.missing = missing;
    }

    /// <summary>How many rows there are.</summary>
    public int Count { get; }

    /// <summary>Whether any row's value is missing.</summary>
    public bool HasMissing => missing is not null;

    /// <summary>Whether the row's value is missing.</summary>
    public bool IsMissing(int row) => missing is not null && (missing[row >> 6] & (1UL << (row & 63))) != 0;

    /// <summary>Whether the values of 64 rows from one on are missing, a bit for each.</summary>
    public ulong MissingFrom(int row) => missing is null ? 0 : Bits.From(missing, row);

    /// <summary>The row's value in the language, or null (C#) when it is missing; not for references, whose table alone can read them.</summary>
    internal abstract FeelValue? ToValue(int row);

    /// <summary>Adds every value to the hash of a snapshot.</summary>
    internal void AddTo(ContentHash hash)
    {
        hash.Add(missing is not null);
        if (missing is not null)
        {
            hash.Add(missing);
        }

        AddValues(hash);
    }

    private protected abstract void AddValues(ContentHash hash);
}
