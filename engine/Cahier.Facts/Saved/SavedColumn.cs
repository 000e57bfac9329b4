using Cahier.Facts.Columns;

namespace Cahier.Facts.Saved;

/// <summary>A column in a file.</summary>
/// <param name="file">The file.</param>
/// <param name="entry">What the directory says of it.</param>
/// <param name="count">How many rows there are.</param>
internal sealed class SavedColumn(SavedFile file, ColumnEntry entry, int count)
{
    public ColumnKind Kind => entry.Kind;

    public string Hash => entry.Hash;

    public int Count => count;

    public int Scale => entry.Scale;

    public long Low => entry.Low;

    public long High => entry.High;

    public bool HasMissing => entry.Missing is not null;

    public Values<ulong> Missing => entry.Missing is null ? default : file.Values<ulong>(entry.Missing, Bits.Words(count));

    public Values<T> Values<T>(int length)
        where T : unmanaged => file.Values<T>(entry.Values, length);

    public SavedTexts Texts() => entry.Texts is null ? throw new InvalidDataException("a column of texts has none") : new SavedTexts(file, entry.Texts, entry.TextCount);

    public Column ToColumn() => Kind switch
    {
        ColumnKind.Boolean => new BooleanColumn(this),
        ColumnKind.Date => new DateColumn(this),
        ColumnKind.NarrowNumber or ColumnKind.WideNumber or ColumnKind.ExactNumber => new NumberColumn(this),
        ColumnKind.Text => new TextColumn(this),
        ColumnKind.Reference => new ReferenceColumn(this),
        _ => throw new InvalidDataException("there is no such kind of column"),
    };
}
