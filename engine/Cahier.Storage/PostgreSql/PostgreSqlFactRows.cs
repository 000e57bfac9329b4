using System.Buffers.Binary;
using System.Text;
using Cahier.Storage.Databases;

namespace Cahier.Storage.PostgreSql;

/// <summary>Reads rows in the binary form of COPY as texts, one after the other in one buffer. For one thread.</summary>
internal sealed class PostgreSqlFactRows : IFactRows
{
    // Signature, flags, length of an extension of the head that no server sends.
    private const int LengthOfHead = 19;

    private readonly Stream stream;
    private readonly bool[] booleans;
    private readonly int[] ends;
    private byte[] bytes = new byte[1 << 16];
    private char[] texts = new char[1024];
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
    public ReadOnlySpan<char> this[int column] => texts.AsSpan(ends[column], ends[column + 1] - ends[column]);

    /// <inheritdoc/>
    public bool Read()
    {
        var fields = BinaryPrimitives.ReadInt16BigEndian(Take(2));
        if (fields < 0)
        {
            return false;
        }

        for (var column = 0; column < fields; column++)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(Take(4));
            ends[column + 1] = ends[column] + (length < 0 ? 0 : booleans[column] ? Boolean(ends[column], Take(length)[0] != 0) : Text(ends[column], Take(length)));
        }

        return true;
    }

    public void Dispose() => stream.Dispose();

    private int Boolean(int start, bool value)
    {
        var text = value ? "true" : "false";
        Grow(start + text.Length);
        text.CopyTo(texts.AsSpan(start));
        return text.Length;
    }

    private int Text(int start, ReadOnlySpan<byte> text)
    {
        Grow(start + text.Length);
        return Encoding.UTF8.GetChars(text, texts.AsSpan(start));
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

    private void Grow(int length)
    {
        if (length > texts.Length)
        {
            Array.Resize(ref texts, length * 2);
        }
    }
}
