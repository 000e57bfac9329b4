using System.Collections.Immutable;
using System.Text;
using Cahier.Facts.Columns;

namespace Cahier.Facts.Saved;

/// <summary>Texts of a file, read when they are asked for.</summary>
internal sealed class SavedTexts(SavedFile file, TextSections sections, int count)
{
    private readonly Values<long> offsets = file.Values<long>(sections.Offsets, count + 1);

    // All of them, where one view holds so many bytes.
    private readonly Values<byte>? bytes = sections.Bytes.Length <= int.MaxValue ? file.Values<byte>(sections.Bytes, (int)sections.Bytes.Length) : null;

    public int Count => count;

    public string this[int place] => Encoding.UTF8.GetString(Utf8(place));

    public ImmutableArray<string> ToTexts()
    {
        var texts = ImmutableArray.CreateBuilder<string>(count);
        for (var place = 0; place < count; place++)
        {
            texts.Add(this[place]);
        }

        return texts.MoveToImmutable();
    }

    /// <summary>The order of a text of the file and another: of bytes in UTF-8 it is that of the language.</summary>
    public int Compare(int place, ReadOnlySpan<byte> other) => Utf8(place).SequenceCompareTo(other);

    /// <summary>A text in UTF-8, where it lies.</summary>
    public ReadOnlySpan<byte> Utf8(int place)
    {
        var (from, length) = (offsets[place], (int)(offsets[place + 1] - offsets[place]));
        return bytes is { } all ? all.AsSpan((int)from, length) : file.Bytes(sections.Bytes, from, length);
    }
}
