using System.Collections.Immutable;
using Cahier.Calculation.Compilation;
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
        var rows = InPeriod(days, frame);
        var (participants, numbers) = ParticipantNumbers.Find(frame, rows, table.Count, calculator);
        frame.Participants = participants;
        frame.Units = Ordered(frame, rows, days, numbers);
        return days.AsSpan().Contains(Undated) ? [.. Enumerable.Range(0, table.Count).Where(row => days[row] == Undated).Select(table.Key)] : [];
    }

    /// <summary>For each row its day.</summary>
    private static int[] DaysOf(RunFrame frame, int count, IColumnCalculator calculator)
    {
        if (calculator.ColumnOf(frame.RuleSet.Date) is DateColumn column)
        {
            return column.HasMissing ? WithUndated(column) : column.Days.AsArray();
        }

        var days = new int[count];
        var dates = new DateResults(count);
        calculator.Fill(LoopKind.FactRows, frame.RuleSet.Date, dates);
        for (var row = 0; row < count; row++)
        {
            days[row] = dates.Read(row) is { } date ? (int)Math.Clamp(date.EpochDay, int.MinValue, Undated - 1) : Undated;
        }

        return days;
    }

    private static int[] WithUndated(DateColumn column)
    {
        var days = column.Days.Span.ToArray();
        for (var row = 0; row < days.Length; row++)
        {
            days[row] = column.IsMissing(row) ? Undated : days[row];
        }

        return days;
    }

    private static int[] InPeriod(int[] days, RunFrame frame)
    {
        var first = (int)Math.Clamp(frame.From.EpochDay, int.MinValue, Undated - 1);
        var last = (int)Math.Clamp(frame.To.EpochDay, int.MinValue, Undated - 1);
        var rows = new int[days.Length];
        var found = 0;
        for (var row = 0; row < days.Length; row++)
        {
            rows[found] = row;
            found += days[row] >= first && days[row] <= last ? 1 : 0;
        }

        return found == rows.Length ? rows : rows[..found];
    }

    /// <summary>The units in order of participants, those without one first, each participant's in the order in which they stand.</summary>
    private static UnitResults Ordered(RunFrame frame, int[] rows, int[] days, int[] numbers)
    {
        var table = frame.Table(frame.RuleSet.UnitEntity.Entity);
        var next = new int[frame.Participants.Count + 2];
        foreach (var number in numbers)
        {
            next[number + 2]++;
        }

        for (var i = 1; i < next.Length; i++)
        {
            next[i] += next[i - 1];
        }

        var participants = new int[rows.Length];
        for (var number = 0; number < frame.Participants.Count; number++)
        {
            participants.AsSpan(next[number + 1]..next[number + 2]).Fill(number);
        }

        participants.AsSpan(..next[1]).Fill(-1);
        if (frame.Participants.Count < 2 && (next[1] == 0 || next[1] == rows.Length))
        {
            return new UnitResults(frame.RuleSet, table, rows, days, participants, null);
        }

        // Where every row is a unit, a unit's place among them is its row.
        var unitRows = new int[rows.Length];
        var places = rows.Length == days.Length ? unitRows : new int[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            var unit = next[numbers[i] + 1]++;
            places[unit] = i;
            unitRows[unit] = rows[i];
        }

        return new UnitResults(frame.RuleSet, table, unitRows, days, participants, new FactOrder(rows, places, days));
    }
}
