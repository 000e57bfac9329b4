using Cahier.Facts.Columns;
using Cahier.Facts.Snapshots;

namespace Cahier.Facts.Saved;

/// <summary>Takes the parts of one column into a file, into its hash, or into both at once. What is hashed is what is written.</summary>
internal sealed class ColumnSaver
{
    private readonly SectionWriter? sections;
    private readonly ContentHash? hash;
    private ColumnEntry entry = new("", default, "", 0, 0, 0, 0, new Section(0, 0, []), null, null);

    private ColumnSaver(SectionWriter? sections, ContentHash? hash) => (this.sections, this.hash) = (sections, hash);

    /// <summary>Saves a column.</summary>
    public static ColumnEntry Save(SectionWriter sections, string field, Column column)
    {
        var saver = new ColumnSaver(sections, null);
        column.Save(saver);
        return saver.entry with { Field = field, Hash = column.Hash };
    }

    /// <summary>Saves a column that does not stand in memory.</summary>
    public static ColumnEntry Save(SectionWriter sections, string field, ColumnDraft column)
    {
        using var hash = new ContentHash();
        var saver = new ColumnSaver(sections, hash);
        column.Save(saver);
        return saver.entry with { Field = field, Hash = hash.ToHex() };
    }

    /// <summary>SHA-256 of every value of a column, in hexadecimal.</summary>
    public static string HashOf(Column column) => ContentHash.Of(hash => column.Save(new ColumnSaver(null, hash)));

    /// <summary>Marks of the missing ones; none when no value is missing.</summary>
    public void AddMissing(ReadOnlySpan<ulong> marks)
    {
        hash?.Add(!marks.IsEmpty);
        hash?.Add(marks);
        entry = entry with { Missing = marks.IsEmpty ? null : sections?.Write(marks) };
    }

    public void AddNumbers(ColumnKind kind, int scale, long low, long high)
    {
        hash?.Add((int)kind);
        hash?.Add(scale);
        entry = entry with { Scale = scale, Low = low, High = high };
    }

    public void AddTexts(int count, Func<int, string> textOf)
    {
        hash?.Add(count);
        for (var place = 0; hash is not null && place < count; place++)
        {
            hash.Add(textOf(place));
        }

        entry = entry with { TextCount = count, Texts = sections is null ? null : TextSections.Write(sections, count, textOf) };
    }

    /// <summary>The values, last of all.</summary>
    public void Add<T>(ColumnKind kind, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        Append(values);
        End(kind);
    }

    /// <summary>The values, last of all, found some at a time.</summary>
    public void Add<T>(ColumnKind kind, ValueSource<T> values)
        where T : unmanaged
    {
        values.GiveTo(Append);
        End(kind);
    }

    private void Append<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        hash?.AddNumbers(values);
        sections?.Append(values);
    }

    private void End(ColumnKind kind) => entry = entry with { Kind = kind, Values = sections?.End() ?? entry.Values };
}
