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
    private const int Undated = int.MaxValue;

    /// <summary>Selects units into the frame; gives the keys of rows that have no date.</summary>
    public static ImmutableArray<string> Select(RunFrame frame, IColumnCalculator calculator)
    {
        var rules = frame.RuleSet;
        var table = frame.Table(rules.UnitEntity.Entity);
        var days = DaysOf(frame, table.Count, calculator);
        var inPeriod = InPeriod(days, frame, calculator);
        var rows = inPeriod.Of ?? [.. Enumerable.Range(0, table.Count)];
        var (participants, numbers) = ParticipantNumbers.Find(frame, rows, inPeriod, calculator);
        frame.Participants = participants;
        frame.Units = new UnitResults(rules, table, rows, days, numbers, participants.Count, calculator.Share);
        return days.Span.Contains(Undated) ? [.. Enumerable.Range(0, table.Count).Where(row => days[row] == Undated).Select(table.Key)] : [];
    }

    /// <summary>For each row its day.</summary>
    private static Values<int> DaysOf(RunFrame frame, int count, IColumnCalculator calculator)
    {
        if (calculator.ColumnOf(frame.RuleSet.Date) is DateColumn column)
        {
            return column.HasMissing ? Days(count, row => column.IsMissing(row) ? Undated : column.Days[row], calculator) : column.Days;
        }

        var dates = new DateResults(Places.All(count));
        calculator.Fill(LoopKind.FactRows, frame.RuleSet.Date, dates);
        return Days(count, row => dates.Read(row) is { } date ? (int)Math.Clamp(date.EpochDay, int.MinValue, Undated - 1) : Undated, calculator);
    }

    private static Values<int> Days(int count, Func<int, int> dayOf, IColumnCalculator calculator)
    {
        var days = GC.AllocateUninitializedArray<int>(count);
        calculator.Share(count, (from, to) =>
        {
            for (var row = from; row < to; row++)
            {
                days[row] = dayOf(row);
            }
        });
        return new Values<int>(days);
    }

    private static Places InPeriod(Values<int> days, RunFrame frame, IColumnCalculator calculator)
    {
        var first = (int)Math.Clamp(frame.From.EpochDay, int.MinValue, Undated - 1);
        var last = (int)Math.Clamp(frame.To.EpochDay, int.MinValue, Undated - 1);
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
        return Places.Some(days.Length, words, calculator.Share);
    }
}
