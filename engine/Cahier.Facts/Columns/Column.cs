using Cahier.Facts.Patches;
using Cahier.Facts.Saved;
using Cahier.Facts.Snapshots;
using Cahier.Feel.Values;

namespace Cahier.Facts.Columns;

/// <summary>The values of one field, one for each row of its table. Immutable, and so safe to share between threads.</summary>
/// <remarks>The readers of the kinds are small and not virtual: compiled rules call them for every row.</remarks>
public abstract class Column
{
    // One bit for each row whose value is missing; none when no row's is.
    private readonly Values<ulong> missing;
    private string? hash;

    private protected Column(int count, ulong[]? missing)
    {
        Count = count;
        HasMissing = missing is not null;
        this.missing = new Values<ulong>(missing ?? []);
    }

    private protected Column(SavedColumn saved)
    {
        Count = saved.Count;
        HasMissing = saved.HasMissing;
        missing = saved.Missing;
        hash = saved.Hash;
    }

    /// <summary>How many rows there are.</summary>
    public int Count { get; }

    /// <summary>Whether any row's value is missing.</summary>
    public bool HasMissing { get; }

    /// <summary>Whether the row's value is missing.</summary>
    public bool IsMissing(int row) => HasMissing && Bits.Get(missing, row);

    /// <summary>Whether the values of 64 rows from one on are missing, a bit for each.</summary>
    public ulong MissingFrom(int row) => HasMissing ? Bits.From(missing, row) : 0;

    /// <summary>SHA-256 of every value, in hexadecimal.</summary>
    internal string Hash => hash ??= ColumnSaver.HashOf(this);

    /// <summary>The row's value in the language, or null (C#) when it is missing; not for references, whose table alone can read them.</summary>
    internal abstract FeelValue? ToValue(int row);

    /// <summary>The order of two rows, as in <see cref="ColumnBuilder.Compare"/>. Rows that are referred to stand by key, so that of references their places compare as their keys do.</summary>
    internal int Compare(int left, int right) => (IsMissing(left), IsMissing(right)) switch
    {
        (false, false) => CompareValues(left, right),
        var (l, r) => l.CompareTo(r),
    };

    /// <summary>The column with all its rows in another order.</summary>
    internal abstract Column Take(ReadOnlySpan<int> rows);

    /// <summary>The column with rows out of it and out of another of its kind, in the order of a patched table.</summary>
    internal abstract Column Patched(Column came, RowRuns runs);

    /// <summary>Writes the column into a file.</summary>
    internal void Save(ColumnSaver to)
    {
        to.AddMissing(missing.Span);
        SaveValues(to);
    }

    private protected abstract int CompareValues(int left, int right);

    private protected abstract void SaveValues(ColumnSaver to);

    /// <summary>The marks of some rows that are missing, in the given order; null when none is.</summary>
    private protected ulong[]? TakeMissing(ReadOnlySpan<int> rows)
    {
        ulong[]? marks = null;
        for (var i = 0; HasMissing && i < rows.Length; i++)
        {
            if (Bits.Get(missing, rows[i]))
            {
                Bits.Set(ref marks, i, rows.Length);
            }
        }

        return marks;
    }

    /// <summary>The marks of missing ones in a patched table; null when none is.</summary>
    private protected ulong[]? PatchedMissing(Column came, RowRuns runs)
    {
        var marks = HasMissing || came.HasMissing ? runs.Take(missing, came.missing) : null;
        return marks.AsSpan().ContainsAnyExcept(0UL) ? marks : null;
    }
}
