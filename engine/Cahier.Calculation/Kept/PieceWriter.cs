using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;

namespace Cahier.Calculation.Kept;

/// <summary>Writes the parts of a piece one after the other, each from a multiple of eight bytes on, so that they are read where they lie; and at last a checksum.</summary>
internal sealed class PieceWriter(Stream to)
{
    /// <summary>Parts begin at multiples of so many bytes.</summary>
    public const int Alignment = 8;

    private readonly XxHash3 checksum = new();

    public void Number(int value) => All([value]);

    public void Text(string text) => All<byte>(Encoding.UTF8.GetBytes(text));

    /// <summary>Writes how many values there are, and the values.</summary>
    public void All<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        Put(MemoryMarshal.AsBytes(new ReadOnlySpan<long>([values.Length])));
        var bytes = MemoryMarshal.AsBytes(values);
        Put(bytes);
        Put(stackalloc byte[-bytes.Length & (Alignment - 1)]);
    }

    /// <summary>Writes the checksum of all that was written.</summary>
    public void End() => to.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<ulong>([checksum.GetCurrentHashAsUInt64()])));

    private void Put(ReadOnlySpan<byte> bytes)
    {
        checksum.Append(bytes);
        to.Write(bytes);
    }
}
