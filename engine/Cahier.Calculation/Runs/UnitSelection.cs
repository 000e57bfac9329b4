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
        frame.Units = new UnitResults(rules, table, rows, days, numbers, participants.Count);
        return days.Span.Contains(Undated) ? [.. Enumerable.Range(0, table.Count).Where(row => days[row] == Undated).Select(table.Key)] : [];
    }

    /// <summary>For each row its day.</summary>
    private static Values<int> DaysOf(RunFrame frame, int count, IColumnCalculator calculator)
    {
        if (calculator.ColumnOf(frame.RuleSet.Date) is DateColumn column)
        {
            return column.HasMissing ? WithUndated(column) : column.Days;
        }

        var days = new int[count];
        var dates = new DateResults(Places.All(count));
        calculator.Fill(LoopKind.FactRows, frame.RuleSet.Date, dates);
        for (var row = 0; row < count; row++)
        {
            days[row] = dates.Read(row) is { } date ? (int)Math.Clamp(date.EpochDay, int.MinValue, Undated - 1) : Undated;
        }

        return new Values<int>(days);
    }

    private static Values<int> WithUndated(DateColumn column)
    {
        var days = column.Days.Span.ToArray();
        for (var row = 0; row < days.Length; row++)
        {
            days[row] = column.IsMissing(row) ? Undated : days[row];
        }

        return new Values<int>(days);
    }

    private static int[] InPeriod(Values<int> ofRows, RunFrame frame)
    {
        var days = ofRows.Span;
        var first = (int)Math.Clamp(frame.From.EpochDay, int.MinValue, Undated - 1);
        var last = (int)Math.Clamp(frame.To.EpochDay, int.MinValue, Undated - 1);
        var count = 0;
        foreach (var day in days)
        {
            count += day >= first && day <= last ? 1 : 0;
        }

        var rows = new int[count];
        var found = 0;
        for (var row = 0; found < rows.Length; row++)
        {
            rows[found] = row;
            found += days[row] >= first && days[row] <= last ? 1 : 0;
        }

        return rows;
    }
}
