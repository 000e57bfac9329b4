using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Cahier.Facts.Columns;

namespace Cahier.Calculation.Output;

/// <summary>Parts of a table whose hashes are known, one after the other, and how many that are not come after them.</summary>
/// <param name="From">The first, counted among those of another table.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Left">How many that are left come next.</param>
public readonly record struct KnownStretch(int From, int Count, int Left);

/// <summary>The parts of the rows of units of a table, of which some are those of another table, whose hashes are known; of those that are left, the hashes are filled in as they are found.</summary>
/// <param name="known">The hashes of the parts of the other table, four numbers each.</param>
/// <param name="stretches">The parts in order.</param>
/// <param name="left">The places of the units of those that are left.</param>
public sealed class TableParts(Values<ulong> known, ImmutableArray<KnownStretch> stretches, ImmutableArray<(int From, int To)> left)
{
    /// <summary>How long a hash is, in bytes.</summary>
    public const int HashSize = SHA256.HashSizeInBytes;

    /// <summary>The same, in numbers.</summary>
    public const int WordsOfHash = HashSize / sizeof(ulong);

    private readonly byte[] found = new byte[left.Length * HashSize];

    /// <summary>The parts that are left, each from one place up to but not including another, ascending.</summary>
    public ImmutableArray<(int From, int To)> Left => left;

    /// <summary>How many parts there are.</summary>
    public int Count => stretches.Sum(s => s.Count + s.Left);

    /// <summary>The hash of one that is left, or room for it.</summary>
    /// <param name="part">Which of those that are left.</param>
    internal Span<byte> HashOf(int part) => found.AsSpan(part * HashSize, HashSize);

    /// <summary>The hashes of all parts, one after the other.</summary>
    public byte[] Hashes()
    {
        var all = new byte[Count * HashSize];
        var at = 0;
        Give(hashes =>
        {
            hashes.CopyTo(all.AsSpan(at));
            at += hashes.Length;
        });
        return all;
    }

    /// <summary>Gives the hashes of all parts in order, many at a time.</summary>
    internal void Give(Action<ReadOnlySpan<byte>> take)
    {
        var next = 0;
        foreach (var stretch in stretches)
        {
            take(MemoryMarshal.AsBytes(known.AsSpan(stretch.From * WordsOfHash, stretch.Count * WordsOfHash)));
            take(found.AsSpan(next * HashSize, stretch.Left * HashSize));
            next += stretch.Left;
        }
    }
}

/// <summary>The parts of both tables that have rows of units.</summary>
/// <param name="Decisions">Of all units, as they are listed.</param>
/// <param name="Payments">Of included units.</param>
public sealed record ResultParts(TableParts Decisions, TableParts Payments);
