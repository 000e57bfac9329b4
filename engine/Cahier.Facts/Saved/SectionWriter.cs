using System.Collections.Immutable;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Cahier.Facts.Saved;

/// <summary>Writes sections one after the other. For one thread.</summary>
/// <param name="stream">The file, at the end of its preamble.</param>
/// <param name="cancellation">Ends writing with <see cref="OperationCanceledException"/>.</param>
internal sealed class SectionWriter(Stream stream, CancellationToken cancellation)
{
    private readonly XxHash3 hash = new();
    private readonly ImmutableArray<ulong>.Builder checksums = ImmutableArray.CreateBuilder<ulong>();
    private long length;
    private int inBlock;

    /// <summary>Where the next section begins.</summary>
    public long Position { get; private set; } = SnapshotForm.Preamble;

    /// <summary>Writes a section of numbers.</summary>
    public Section Write<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        Append(values);
        return End();
    }

    /// <summary>Adds numbers to the section under way.</summary>
    public void Append<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        // Some at a time: a span holds no more than two thousand million bytes.
        const int AtOnce = 1 << 16;
        for (var rest = values; !rest.IsEmpty; rest = rest[Math.Min(AtOnce, rest.Length)..])
        {
            AppendBytes(MemoryMarshal.AsBytes(rest[..Math.Min(AtOnce, rest.Length)]));
        }
    }

    /// <summary>Adds bytes to the section under way.</summary>
    public void AppendBytes(ReadOnlySpan<byte> bytes)
    {
        length += bytes.Length;
        AppendToBlocks(bytes);
    }

    /// <summary>Ends the section under way.</summary>
    public Section End()
    {
        var section = new Section(Position, length, []);
        ReadOnlySpan<byte> filling = stackalloc byte[SnapshotForm.Alignment];
        AppendToBlocks(filling[..(int)(section.Filled - length)]);
        if (inBlock > 0)
        {
            EndBlock();
        }

        Position = section.End;
        length = 0;
        return section with { Checksums = checksums.DrainToImmutable() };
    }

    private void AppendToBlocks(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var part = bytes[..Math.Min(bytes.Length, Section.BlockSize - inBlock)];
            stream.Write(part);
            hash.Append(part);
            inBlock += part.Length;
            bytes = bytes[part.Length..];
            if (inBlock == Section.BlockSize)
            {
                EndBlock();
            }
        }
    }

    private void EndBlock()
    {
        cancellation.ThrowIfCancellationRequested();
        checksums.Add(hash.GetCurrentHashAsUInt64());
        hash.Reset();
        inBlock = 0;
    }
}
