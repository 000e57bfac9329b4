using System.Collections.Immutable;
using Cahier.Calculation.Compilation;
using Cahier.Calculation.Results;
using Cahier.Feel.Types;
using Cahier.Feel.Values;

namespace Cahier.Calculation.Runs;

/// <summary>Finds the units of the period and their participants.</summary>
internal static class UnitSelection
{
    /// <summary>Selects units into the frame; gives the keys of rows that have no date.</summary>
    public static ImmutableArray<string> Select(RunFrame frame, IColumnCalculator calculator)
    {
        var rules = frame.RuleSet;
        var table = frame.Table(rules.UnitEntity.Entity);
        var dates = new DateResults(table.Count);
        calculator.Fill(LoopKind.FactRows, rules.Date, dates);
        var marks = new byte[table.Count];
        var undated = ImmutableArray.CreateBuilder<string>();
        for (var row = 0; row < table.Count; row++)
        {
            if (dates.Read(row) is not { } date)
            {
                undated.Add(table.Key(row));
            }
            else if (date >= frame.From && date <= frame.To)
            {
                marks[row] = 1;
            }
        }

        var participants = ResultColumn.For(rules.Participant.Fact.Type, table.Count);
        calculator.Fill(LoopKind.FactRows, rules.Participant, participants, marks);
        var rows = Enumerable.Range(0, table.Count).Where(r => marks[r] != 0).ToArray();
        frame.Participants = participants is RowResults references ? ByRow(frame, references, rows) : ByName((TextResults)participants, rows);
        var numbers = NumberOf(frame.Participants, participants, rows);
        Array.Sort(numbers, rows, Comparer<(int Participant, int Row)>.Create((a, b) => a.Participant != b.Participant ? a.Participant.CompareTo(b.Participant) : a.Row.CompareTo(b.Row)));
        frame.Units = new UnitResults(rules, table, rows, [.. rows.Select(r => (int)dates.Read(r)!.Value.EpochDay)], [.. numbers.Select(n => n.Participant)]);
        return undated.ToImmutable();
    }

    private static ParticipantResults ByRow(RunFrame frame, RowResults references, int[] rows)
    {
        var table = frame.Table(((RowType)frame.RuleSet.Participant.Fact.Type).Entity);
        var used = rows.Select(references.Read).Where(r => r >= 0).Distinct().Select(r => (Name: table.Key(r), Row: r)).OrderBy(p => p.Name, StringComparer.Ordinal).ToList();
        return new ParticipantResults([.. used.Select(p => p.Name)], table, [.. used.Select(p => p.Row)]);
    }

    private static ParticipantResults ByName(TextResults names, int[] rows) =>
        new([.. rows.Select(names.Read).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], null, []);

    private static (int Participant, int Row)[] NumberOf(ParticipantResults participants, ResultColumn column, int[] rows)
    {
        if (column is RowResults references)
        {
            var byRow = participants.Rows.Select((row, number) => (row, number)).ToDictionary(p => p.row, p => p.number);
            return [.. rows.Select(r => (byRow.GetValueOrDefault(references.Read(r), -1), r))];
        }

        var byName = participants.Names.Select((name, number) => (name, number)).ToDictionary(p => p.name, p => p.number, StringComparer.Ordinal);
        return [.. rows.Select(r => (((TextResults)column).Read(r) is { } name ? byName[name] : -1, r))];
    }
}
