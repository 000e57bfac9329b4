using System.Collections.Immutable;
using Cahier.Calculation.Compilation;
using Cahier.Calculation.Masks;
using Cahier.Calculation.Results;
using Cahier.Facts.Columns;
using Cahier.Feel.Values;

namespace Cahier.Calculation.Runs;

/// <summary>Finds the units of the period and their participants.</summary>
internal static class UnitSelection
{
    private const int Undatable = int.MaxValue;

    /// <summary>Selects units into the frame; gives the keys of rows that have no date.</summary>
    public static ImmutableArray<string> Select(RunFrame frame, IColumnCalculator calculator) => Select(frame, InPeriod(frame, calculator), calculator);

    /// <summary>The same, where it is known already which rows are units.</summary>
    public static ImmutableArray<string> Select(RunFrame frame, PeriodRows period, IColumnCalculator calculator)
    {
        Begin(frame, period, ParticipantNumbers.Find(frame, period, calculator), calculator);
        return Undated(frame, period);
    }

    /// <summary>The rows that are units.</summary>
    public static PeriodRows InPeriod(RunFrame frame, IColumnCalculator calculator)
    {
        var days = DaysOf(frame, Places.All(frame.Table(frame.RuleSet.UnitEntity.Entity).Count), calculator);
        return new PeriodRows(days, Within(days, frame, calculator), calculator.Share);
    }

    /// <summary>Rows that are known to be units.</summary>
    /// <param name="rows">A bit for each row of the table that is one of them.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="calculator">Finds their dates.</param>
    public static PeriodRows OfRows(ulong[] rows, RunFrame frame, IColumnCalculator calculator)
    {
        var places = Places.Some(frame.Table(frame.RuleSet.UnitEntity.Entity).Count, rows, calculator.Share);
        return new PeriodRows(DaysOf(frame, places, calculator), rows, places);
    }

    /// <summary>Puts units into the frame, with their participants.</summary>
    public static void Begin(RunFrame frame, PeriodRows period, (ParticipantResults Participants, int[] Numbers) found, IColumnCalculator calculator)
    {
        frame.Participants = found.Participants;
        frame.Units = new UnitResults(frame.RuleSet, frame.Table(frame.RuleSet.UnitEntity.Entity), period.Rows, period.Days, found.Numbers, found.Participants.Count, calculator.Share);
    }

    /// <summary>The keys of rows that have no date.</summary>
    public static ImmutableArray<string> Undated(RunFrame frame, PeriodRows period)
    {
        var table = frame.Table(frame.RuleSet.UnitEntity.Entity);
        return period.Days.Span.Contains(Undatable) ? [.. Enumerable.Range(0, table.Count).Where(row => period.Days[row] == Undatable).Select(table.Key)] : [];
    }

    /// <summary>For each of some rows its day; those of others are not to be read.</summary>
    private static Values<int> DaysOf(RunFrame frame, Places rows, IColumnCalculator calculator)
    {
        if (calculator.ColumnOf(frame.RuleSet.Date) is DateColumn column)
        {
            return column.HasMissing ? Days(rows, row => column.IsMissing(row) ? Undatable : column.Days[row], calculator) : column.Days;
        }

        var dates = new DateResults(rows);
        calculator.Fill(LoopKind.FactRows, frame.RuleSet.Date, dates);
        return Days(rows, row => dates.Read(row) is { } date ? (int)Math.Clamp(date.EpochDay, int.MinValue, Undatable - 1) : Undatable, calculator);
    }

    private static Values<int> Days(Places rows, Func<int, int> dayOf, IColumnCalculator calculator)
    {
        var days = GC.AllocateUninitializedArray<int>(rows.Count);
        calculator.Share(rows.Slots, (from, to) =>
        {
            for (var slot = from; slot < to; slot++)
            {
                var row = rows.PlaceAt(slot);
                days[row] = dayOf(row);
            }
        });
        return new Values<int>(days);
    }

    private static ulong[] Within(Values<int> days, RunFrame frame, IColumnCalculator calculator)
    {
        var first = (int)Math.Clamp(frame.From.EpochDay, int.MinValue, Undatable - 1);
        var last = (int)Math.Clamp(frame.To.EpochDay, int.MinValue, Undatable - 1);
        var words = new ulong[MarkedList.Words(days.Length)];
        calculator.Share(words.Length, (from, to) =>
        {
            var row = from * MarkedList.WordBits;
            IntervalMask.Outside(days.Span[row..(int)Math.Min(days.Length, to * (long)MarkedList.WordBits)], first, last, words.AsSpan(from..to));
            for (var word = from; word < to; word++)
            {
                words[word] = ~words[word] & MarkedList.Valid(word, days.Length);
            }
        });
        return words;
    }
}
