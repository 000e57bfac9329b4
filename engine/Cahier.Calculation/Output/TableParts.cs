using System.Security.Cryptography;

namespace Cahier.Calculation.Output;

/// <summary>The parts of the rows of units of a table, as far as they are known before the rows are made.</summary>
/// <param name="Ends">For each part the first place after it.</param>
/// <param name="Hashes">Their hashes, one after the other; of those that are left, room.</param>
/// <param name="Left">The parts that are not known.</param>
public sealed record TableParts(int[] Ends, byte[] Hashes, int[] Left)
{
    /// <summary>How long a hash is, in bytes.</summary>
    public const int HashSize = SHA256.HashSizeInBytes;

    /// <summary>The places of a part.</summary>
    internal (int From, int To) PlacesOf(int part) => (part == 0 ? 0 : Ends[part - 1], Ends[part]);

    /// <summary>The hash of a part, or room for it.</summary>
    internal Span<byte> HashOf(int part) => Hashes.AsSpan(part * HashSize, HashSize);
}

/// <summary>The parts of both tables that have rows of units.</summary>
/// <param name="Decisions">Of all units, as they are listed.</param>
/// <param name="Payments">Of included units.</param>
public sealed record ResultParts(TableParts Decisions, TableParts Payments);
