using System.Buffers.Binary;
using Cahier.Storage.Databases;
using Cahier.Storage.Rows;

namespace Cahier.Storage.PostgreSql;

/// <summary>Reads rows in the binary form of COPY as texts. For one thread.</summary>
internal sealed class PostgreSqlFactRows : IFactRows
{
    // Signature, flags, length of an extension of the head that no server sends.
    private const int LengthOfHead = 19;

    private readonly Stream stream;
    private readonly bool[] booleans;
    private readonly int[] ends;
    private readonly RowTexts texts = new();
    private byte[] bytes = new byte[1 << 16];
    private byte[] row = new byte[1024];
    private int place;
    private int filled;

    /// <param name="stream">What COPY sends.</param>
    /// <param name="booleans">For each column whether it holds booleans; all others hold text.</param>
    public PostgreSqlFactRows(Stream stream, bool[] booleans)
    {
        this.stream = stream;
        this.booleans = booleans;
        ends = new int[booleans.Length + 1];
        Take(LengthOfHead);
    }

    /// <inheritdoc/>
    public ReadOnlySpan<char> this[int column] => texts.Read(Bytes(column));

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Bytes(int column) => row.AsSpan(ends[column], ends[column + 1] - ends[column]);

    /// <inheritdoc/>
    public bool Read()
    {
        texts.Clear();
        var fields = BinaryPrimitives.ReadInt16BigEndian(Take(2));
        if (fields < 0)
        {
            return false;
        }

        for (var column = 0; column < fields; column++)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(Take(4));
            ends[column + 1] = ends[column] + (length < 0 ? 0 : Keep(ends[column], column, Take(length)));
        }

        return true;
    }

    public void Dispose() => stream.Dispose();

    private int Keep(int start, int column, ReadOnlySpan<byte> value)
    {
        var text = !booleans[column] ? value : value[0] != 0 ? "true"u8 : "false"u8;
        if (start + text.Length > row.Length)
        {
            Array.Resize(ref row, (start + text.Length) * 2);
        }

        text.CopyTo(row.AsSpan(start));
        return text.Length;
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (filled - place < length)
        {
            Fill(length);
        }

        var taken = bytes.AsSpan(place, length);
        place += length;
        return taken;
    }

    private void Fill(int length)
    {
        var left = bytes.AsSpan(place, filled - place);
        if (length > bytes.Length)
        {
            var larger = new byte[length * 2];
            left.CopyTo(larger);
            bytes = larger;
        }
        else
        {
            left.CopyTo(bytes);
        }

        (place, filled) = (0, left.Length);
        filled += stream.ReadAtLeast(bytes.AsSpan(filled), length - filled);
    }
}
