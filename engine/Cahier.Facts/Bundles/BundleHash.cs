using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Cahier.Facts.Bundles;

/// <summary>
/// Hashes of 64 bits that grow value by value, in the given order. Only the two hashes of one key are ever compared,
/// yesterday's with today's, so that among 10^16 changes about one would go unseen.
/// </summary>
internal static class BundleHash
{
    /// <summary>Stands for a value that is missing.</summary>
    public const ulong Missing = 0xA0761D6478BD642F;

    private const ulong Beginning = 0x9E3779B97F4A7C15;
    private const ulong Multiplier = 0xE7037ED1A0B428DB;

    /// <summary>The hash with one value more.</summary>
    public static ulong With(ulong hash, ulong value)
    {
        var high = Math.BigMul(hash ^ value, Multiplier, out var low);
        return unchecked((high ^ low) + Beginning);
    }

    public static ulong With(ulong hash, long value) => With(hash, unchecked((ulong)value));

    /// <summary>The hash of a text.</summary>
    public static ulong Of(ReadOnlySpan<char> text) => XxHash3.HashToUInt64(MemoryMarshal.AsBytes(text));
}
