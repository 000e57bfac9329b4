using Cahier.Facts.Columns;

namespace Cahier.Facts.Saved;

/// <summary>Takes the parts of one column into a file.</summary>
internal sealed class ColumnSaver(SectionWriter sections)
{
    private ColumnEntry entry = new("", default, "", 0, 0, 0, 0, new Section(0, 0, []), null, null);

    /// <summary>Saves a column.</summary>
    public static ColumnEntry Save(SectionWriter sections, string field, Column column)
    {
        var saver = new ColumnSaver(sections);
        column.Save(saver);
        return saver.entry with { Field = field, Hash = column.Hash };
    }

    public void AddMissing(in Values<ulong> marks) => entry = entry with { Missing = sections.Write(marks.Span) };

    public void AddNumbers(int scale, long low, long high) => entry = entry with { Scale = scale, Low = low, High = high };

    public void AddTexts(int count, Func<int, string> textOf) => entry = entry with { TextCount = count, Texts = TextSections.Write(sections, count, textOf) };

    /// <summary>The values, last of all.</summary>
    public void Add<T>(ColumnKind kind, ReadOnlySpan<T> values)
        where T : unmanaged => entry = entry with { Kind = kind, Values = sections.Write(values) };
}
