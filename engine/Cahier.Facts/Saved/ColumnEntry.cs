using System.Collections.Immutable;
using Cahier.Facts.Columns;

namespace Cahier.Facts.Saved;

/// <summary>What the directory says of a column.</summary>
/// <param name="Field">The field's name.</param>
/// <param name="Kind">How values are held.</param>
/// <param name="Hash">SHA-256 of the values.</param>
/// <param name="Scale">Of numbers, how many decimals they have.</param>
/// <param name="Low">Of numbers, the least and 0.</param>
/// <param name="High">Of numbers, the greatest and 0.</param>
/// <param name="TextCount">Of texts, how many there are in the dictionary.</param>
/// <param name="Values">The values themselves.</param>
/// <param name="Missing">Marks of the missing ones; null when none is.</param>
/// <param name="Texts">Of texts, the dictionary.</param>
internal sealed record ColumnEntry(string Field, ColumnKind Kind, string Hash, int Scale, long Low, long High, int TextCount, Section Values, Section? Missing, TextSections? Texts)
{
    /// <summary>The sections in the order in which they stand.</summary>
    public IEnumerable<Section> Sections => new[] { Missing, Texts?.Offsets, Texts?.Bytes, Values }.OfType<Section>();

    public void Write(BinaryWriter to)
    {
        to.Write(Field);
        to.Write((byte)Kind);
        to.Write(Hash);
        to.Write(Scale);
        to.Write(Low);
        to.Write(High);
        to.Write(TextCount);
        Values.Write(to);
        to.Write(Missing is not null);
        Missing?.Write(to);
        to.Write(Texts is not null);
        Texts?.Write(to);
    }

    public static ColumnEntry Read(BinaryReader from) => new(
        from.ReadString(),
        (ColumnKind)from.ReadByte(),
        from.ReadString(),
        from.ReadInt32(),
        from.ReadInt64(),
        from.ReadInt64(),
        from.ReadInt32(),
        Section.Read(from),
        from.ReadBoolean() ? Section.Read(from) : null,
        from.ReadBoolean() ? TextSections.Read(from) : null);
}
