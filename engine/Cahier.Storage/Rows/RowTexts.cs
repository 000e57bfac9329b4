using System.Text;

namespace Cahier.Storage.Rows;

/// <summary>Reads texts in UTF-8 of one row after the other, those of a row in one buffer.</summary>
internal sealed class RowTexts
{
    private char[] buffer = new char[1024];
    private int used;

    /// <summary>Reads a text. Valid until <see cref="Clear"/>.</summary>
    public ReadOnlySpan<char> Read(ReadOnlySpan<byte> utf8)
    {
        if (used + utf8.Length > buffer.Length)
        {
            // What was read before stays where it is.
            (buffer, used) = (new char[(used + utf8.Length) * 2], 0);
        }

        var text = buffer.AsSpan(used, Encoding.UTF8.GetChars(utf8, buffer.AsSpan(used)));
        used += text.Length;
        return text;
    }

    /// <summary>Begins another row.</summary>
    public void Clear() => used = 0;
}
