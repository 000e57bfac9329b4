using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using Cahier.Facts.Columns;

namespace Cahier.Calculation.Kept;

/// <summary>Reads what <see cref="PieceWriter"/> wrote, part by part, where it lies.</summary>
internal sealed class PieceReader(Values<byte> bytes)
{
    private int at;

    /// <summary>Whether bytes are as they were written.</summary>
    public static bool IsWhole(in Values<byte> bytes)
    {
        var checksum = bytes.Length - sizeof(ulong);
        return checksum > 0 && checksum % PieceWriter.Alignment == 0
            && XxHash3.HashToUInt64(bytes.Span[..checksum]) == MemoryMarshal.Read<ulong>(bytes.Span[checksum..]);
    }

    public int Number() => All<int>().Read()[0];

    public string Text() => Encoding.UTF8.GetString(All<byte>().Read());

    public PieceSection<T> All<T>()
        where T : unmanaged
    {
        var count = checked((int)MemoryMarshal.Read<long>(bytes.Span[at..]));
        var section = new PieceSection<T>(bytes, at + sizeof(long), count);
        at += sizeof(long) + ((section.Bytes + PieceWriter.Alignment - 1) & -PieceWriter.Alignment);
        return section;
    }
}
