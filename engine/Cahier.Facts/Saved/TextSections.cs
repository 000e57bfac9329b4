using System.Text;

namespace Cahier.Facts.Saved;

/// <summary>Texts in two sections: where each begins, and one more for the end; and their bytes in UTF-8, which stand in the order of the language.</summary>
internal sealed record TextSections(Section Offsets, Section Bytes)
{
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    public static TextSections Write(SectionWriter sections, int count, Func<int, string> textOf)
    {
        var offsets = new long[count + 1];
        for (var i = 0; i < count; i++)
        {
            offsets[i + 1] = offsets[i] + Utf8.GetByteCount(textOf(i));
        }

        var where = sections.Write<long>(offsets);
        var buffer = new byte[1024];
        for (var i = 0; i < count; i++)
        {
            var length = (int)(offsets[i + 1] - offsets[i]);
            buffer = length > buffer.Length ? new byte[length * 2] : buffer;
            Utf8.GetBytes(textOf(i), buffer);
            sections.AppendBytes(buffer.AsSpan(0, length));
        }

        return new TextSections(where, sections.End());
    }

    public void Write(BinaryWriter to)
    {
        Offsets.Write(to);
        Bytes.Write(to);
    }

    public static TextSections Read(BinaryReader from) => new(Section.Read(from), Section.Read(from));
}
