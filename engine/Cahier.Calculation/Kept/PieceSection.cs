using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Cahier.Facts.Columns;

namespace Cahier.Calculation.Kept;

/// <summary>Values of a piece, read where they lie. To be read while the piece is held.</summary>
internal readonly struct PieceSection<T>(Values<byte> bytes, int at, int count)
    where T : unmanaged
{
    /// <summary>How many bytes they take.</summary>
    public int Bytes => checked(count * Unsafe.SizeOf<T>());

    public ReadOnlySpan<T> Read() => MemoryMarshal.Cast<byte, T>(bytes.AsSpan(at, Bytes));
}
