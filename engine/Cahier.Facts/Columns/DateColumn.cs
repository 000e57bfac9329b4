using Cahier.Facts.Patches;
using Cahier.Facts.Saved;
using Cahier.Facts.Snapshots;
using Cahier.Feel.Values;

namespace Cahier.Facts.Columns;

/// <summary>Dates as days since 1970-01-01.</summary>
public sealed class DateColumn : Column
{
    internal DateColumn(int[] days, ulong[]? missing)
        : base(days.Length, missing) => Days = new Values<int>(days);

    internal DateColumn(SavedColumn saved)
        : base(saved) => Days = saved.Values<int>(saved.Count);

    /// <summary>The days since 1970-01-01, 0 where missing.</summary>
    public Values<int> Days { get; }

    /// <summary>The row's date, or null when it is missing.</summary>
    public Date? Read(int row) => IsMissing(row) ? null : new Date(Days[row]);

    internal override FeelValue? ToValue(int row) => IsMissing(row) ? null : new DateValue(new Date(Days[row]));

    internal override Column Take(ReadOnlySpan<int> rows) => new DateColumn(Days.Take(rows), TakeMissing(rows));

    internal override Column Patched(Column came, RowRuns runs) => new DateColumn(Days.Patched(((DateColumn)came).Days, runs), PatchedMissing(came, runs));

    private protected override int CompareValues(int left, int right) => Days[left].CompareTo(Days[right]);

    private protected override void SaveValues(ColumnSaver to) => to.Add(ColumnKind.Date, Days.Span);
}

/// <summary>Reads dates written <c>YYYY-MM-DD</c>, years 0001 to 9999.</summary>
internal sealed class DateColumnBuilder : ColumnBuilder<int>
{
    private const int Missing = int.MaxValue;

    private readonly NumberBlocks days = new(Missing);

    public override int Count => days.Count;

    public override string? Read(ReadOnlySpan<char> text)
    {
        if (text.Length != 10 || text[4] != '-' || text[7] != '-' || !TryDigits(text[..4], out var year) || !TryDigits(text[5..7], out var month) || !TryDigits(text[8..], out var day))
        {
            return "it is not a date: write year, month and day, e.g. 2019-07-01";
        }

        if (year == 0 || !Date.TryCreate(year, month, day, out var date))
        {
            return "this date does not exist";
        }

        Last = (int)date.EpochDay;
        return null;
    }

    public override void Append() => days.Add(Last);

    public override void AppendMissing() => days.Add(Missing);

    public override int Compare(int left, int right) => days[left].CompareTo(days[right]);

    public override void Clear() => days.Clear();

    public override ColumnDraft Draft(RowOrder rows)
    {
        void Fill(int from, Span<int> values)
        {
            days.Take(rows, from, values);
            values.Replace(Missing, 0);
        }

        var marks = days.Marks(rows, Missing);
        return new ColumnDraft<int>(ColumnKind.Date, marks, new ValueSource<int>(rows.Count, Fill), values => new DateColumn(values, marks));
    }

    private static bool TryDigits(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        foreach (var sign in text)
        {
            if (sign is < '0' or > '9')
            {
                return false;
            }

            value = (value * 10) + (sign - '0');
        }

        return true;
    }
}
