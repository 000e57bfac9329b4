using System.Collections.Immutable;

namespace Cahier.Facts.Saved;

/// <summary>A part of a file, with a checksum for each of its blocks.</summary>
/// <param name="Offset">Where it begins.</param>
/// <param name="Length">How many bytes it has, without those that fill it up to where the next begins.</param>
/// <param name="Checksums">XXH3 of each block in turn, of the last with what fills it up.</param>
internal sealed record Section(long Offset, long Length, ImmutableArray<ulong> Checksums)
{
    /// <summary>How many bytes a block has: enough that a checksum costs nothing, few enough that threads share a section.</summary>
    public const int BlockSize = 1 << 22;

    /// <summary>Where the next section begins.</summary>
    public long End => Offset + Filled;

    /// <summary>The length with what fills it up.</summary>
    public long Filled => (Length + SnapshotForm.Alignment - 1) / SnapshotForm.Alignment * SnapshotForm.Alignment;

    public void Write(BinaryWriter to)
    {
        to.Write(Offset);
        to.Write(Length);
        foreach (var checksum in Checksums)
        {
            to.Write(checksum);
        }
    }

    public static Section Read(BinaryReader from)
    {
        var section = new Section(from.ReadInt64(), from.ReadInt64(), []);
        var blocks = (section.Filled + BlockSize - 1) / BlockSize;
        var checksums = ImmutableArray.CreateBuilder<ulong>();
        for (var i = 0L; i < blocks; i++)
        {
            checksums.Add(from.ReadUInt64());
        }

        return section with { Checksums = checksums.ToImmutable() };
    }
}
