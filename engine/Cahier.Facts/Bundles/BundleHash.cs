using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Cahier.Facts.Snapshots;

namespace Cahier.Facts.Bundles;

/// <summary>
/// Hashes of 64 bits that grow value by value, in the given order. Only the two hashes of one key are ever compared,
/// yesterday's with today's, so that among 10^16 changes about one would go unseen.
/// </summary>
internal static class BundleHash
{
    /// <summary>Stands for a value that is missing.</summary>
    public const ulong Missing = 0xA0761D6478BD642F;

    private const int AtOnce = 1024;
    private const ulong Beginning = 0x9E3779B97F4A7C15;
    private const ulong Multiplier = 0xE7037ED1A0B428DB;

    /// <summary>The hash with one value more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong With(ulong hash, ulong value)
    {
        var high = Math.BigMul(hash ^ value, Multiplier, out var low);
        return unchecked((high ^ low) + Beginning);
    }

    public static ulong With(ulong hash, long value) => With(hash, unchecked((ulong)value));

    /// <summary>The hashes of the keys of a table's rows.</summary>
    public static ulong[] OfKeys(Table table) => InRanges(table.Count, (from, to, hashes) =>
    {
        for (var row = from; row < to; row++)
        {
            hashes[row] = Of(table.Key(row));
        }
    });

    /// <summary>Finds so many hashes, some at a time and side by side.</summary>
    /// <param name="count">How many.</param>
    /// <param name="fill">Finds those from one up to but not including another.</param>
    /// <param name="atOnce">How many at a time.</param>
    public static ulong[] InRanges(int count, Action<int, int, ulong[]> fill, int atOnce = AtOnce)
    {
        var hashes = new ulong[count];
        Parallel.For(0, (count + atOnce - 1) / atOnce, Processors.All(), range => fill(range * atOnce, Math.Min(count, (range + 1) * atOnce), hashes));
        return hashes;
    }

    /// <summary>The hash of a text.</summary>
    public static ulong Of(ReadOnlySpan<char> text) => XxHash3.HashToUInt64(MemoryMarshal.AsBytes(text));
}
