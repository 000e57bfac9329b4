using System.Collections.Immutable;
using Cahier.Calculation.Compilation;
using Cahier.Calculation.Results;
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
        return [.. Enumerable.Range(0, table.Count).Where(row => days[row] == Undated).Select(table.Key)];
    }

    /// <summary>For each row its day.</summary>
    private static int[] DaysOf(RunFrame frame, int count, IColumnCalculator calculator)
    {
        var days = new int[count];
        if (calculator.ColumnOf(frame.RuleSet.Date) is Facts.Columns.DateColumn column)
        {
            column.Days.CopyTo(days, 0);
            for (var row = 0; column.HasMissing && row < count; row++)
            {
                days[row] = column.IsMissing(row) ? Undated : days[row];
            }

            return days;
        }

        var dates = new DateResults(count);
        calculator.Fill(LoopKind.FactRows, frame.RuleSet.Date, dates);
        for (var row = 0; row < count; row++)
        {
            days[row] = dates.Read(row) is { } date ? (int)Math.Clamp(date.EpochDay, int.MinValue, Undated - 1) : Undated;
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
        var next = new int[frame.Participants.Count + 2];
        foreach (var number in numbers)
        {
            next[number + 2]++;
        }

        for (var i = 1; i < next.Length; i++)
        {
            next[i] += next[i - 1];
        }

        var (unitRows, unitDays, unitNumbers) = (new int[rows.Length], new int[rows.Length], new int[rows.Length]);
        for (var i = 0; i < rows.Length; i++)
        {
            var unit = next[numbers[i] + 1]++;
            unitRows[unit] = rows[i];
            unitDays[unit] = days[rows[i]];
            unitNumbers[unit] = numbers[i];
        }

        return new UnitResults(frame.RuleSet, frame.Table(frame.RuleSet.UnitEntity.Entity), unitRows, unitDays, unitNumbers);
    }
}
