using System.IO.Hashing;
using System.Runtime.InteropServices;
using Cahier.Facts.Columns;
using Cahier.Facts.Snapshots;

namespace Cahier.Facts.Saved;

/// <summary>The memory into which a file is mapped. What is read from it is nothing but views of that memory.</summary>
internal sealed class SavedFile(SafeBuffer memory)
{
    public long Length => checked((long)memory.ByteLength);

    /// <summary>The numbers of a section.</summary>
    /// <exception cref="InvalidDataException">The section holds another number of them.</exception>
    public Values<T> Values<T>(Section section, int count)
        where T : unmanaged
    {
        var size = Marshal.SizeOf<T>();
        return section.Length == (long)count * size
            ? new Values<T>(memory, section.Offset, count)
            : throw new InvalidDataException("a section holds another number of values than the directory says");
    }

    /// <summary>Some bytes of a section.</summary>
    public ReadOnlySpan<byte> Bytes(Section section, long from, int count) => from >= 0 && from + count <= section.Length
        ? new Values<byte>(memory, section.Offset + from, count).Span
        : throw new InvalidDataException("a text is not within its section");

    /// <summary>The beginning of the file.</summary>
    public ReadOnlySpan<byte> Beginning() => new Values<byte>(memory, 0, (int)Math.Min(Length, SnapshotForm.Preamble)).Span;

    /// <summary>Whether the sections are as they were written; looked at by all processors together.</summary>
    public bool AreWhole(IEnumerable<Section> sections)
    {
        var blocks = sections.SelectMany(s => s.Checksums.Select((checksum, i) => (From: s.Offset + ((long)i * Section.BlockSize), To: Math.Min(s.Offset + ((i + 1L) * Section.BlockSize), s.End), checksum)));
        return Parallel.ForEach(blocks, Processors.All(), (block, state) =>
        {
            if (block.To > Length || XxHash3.HashToUInt64(new Values<byte>(memory, block.From, (int)(block.To - block.From)).Span) != block.checksum)
            {
                state.Stop();
            }
        }).IsCompleted;
    }
}
