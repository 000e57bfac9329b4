using System.IO.Hashing;

namespace Cahier.Calculation.Output;

/// <summary>
/// Says where parts of the rows of units end: after units whose key says so, one in sixteen, so that a unit that comes or goes
/// moves no end but its own. Part of what a hash of results is: never changed.
/// </summary>
internal static class UnitParts
{
    private const ulong OneIn = 16;

    /// <summary>Whether a part ends after a unit.</summary>
    public static bool EndsAfter(ReadOnlySpan<byte> key) => EndsAfter(XxHash3.HashToUInt64(key));

    /// <summary>Whether a part ends after a unit whose key has a hash by XXH3.</summary>
    public static bool EndsAfter(ulong key) => key % OneIn == 0;
}
