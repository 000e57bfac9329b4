using System.Collections.Immutable;
using Cahier.Calculation.Compilation;
using Cahier.Calculation.Results;
using Cahier.Facts.Snapshots;
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
        frame.Participants = participants is RowResults references ? ByRow(frame, references, rows, AlwaysThere(frame, calculator)) : ByName((TextResults)participants, rows);
        var numbers = NumberOf(frame.Participants, participants, rows);
        var order = ByParticipant(numbers, frame.Participants.Count);
        frame.Units = new UnitResults(rules, table, [.. order.Select(o => rows[o])], [.. order.Select(o => (int)dates.Read(rows[o])!.Value.EpochDay)], [.. order.Select(o => numbers[o])]);
        return undated.ToImmutable();
    }

    /// <summary>The rows of the participants that take part even without an included unit.</summary>
    private static HashSet<int> AlwaysThere(RunFrame frame, IColumnCalculator calculator)
    {
        if (frame.RuleSet.TakesPart is not { } condition)
        {
            return [];
        }

        // Whoever may take part stands as a participant while the condition is asked.
        var table = ParticipantTable(frame);
        int[] all = [.. Enumerable.Range(0, table.Count)];
        frame.Participants = new ParticipantResults([.. all.Select(table.Key)], table, all, []);
        var takesPart = new BooleanResults(table.Count);
        calculator.Fill(LoopKind.Participants, condition, takesPart);
        return [.. all.Where(row => takesPart.Read(row) == true)];
    }

    private static Table ParticipantTable(RunFrame frame) => frame.Table(((RowType)frame.RuleSet.Participant.Fact.Type).Entity);

    private static ParticipantResults ByRow(RunFrame frame, RowResults references, int[] rows, HashSet<int> always)
    {
        var table = ParticipantTable(frame);
        var used = rows.Select(references.Read).Where(r => r >= 0).Concat(always).Distinct().Select(r => (Name: table.Key(r), Row: r)).OrderBy(p => p.Name, StringComparer.Ordinal).ToList();
        return new ParticipantResults([.. used.Select(p => p.Name)], table, [.. used.Select(p => p.Row)], always);
    }

    private static ParticipantResults ByName(TextResults names, int[] rows) =>
        new([.. rows.Select(names.Read).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], null, [], []);

    /// <summary>For each row the number of its participant, −1 when that is missing.</summary>
    private static int[] NumberOf(ParticipantResults participants, ResultColumn column, int[] rows)
    {
        if (column is RowResults references)
        {
            var byRow = participants.Rows.Select((row, number) => (row, number)).ToDictionary(p => p.row, p => p.number);
            return [.. rows.Select(r => byRow.GetValueOrDefault(references.Read(r), -1))];
        }

        var byName = participants.Names.Select((name, number) => (name, number)).ToDictionary(p => p.name, p => p.number, StringComparer.Ordinal);
        return [.. rows.Select(r => ((TextResults)column).Read(r) is { } name ? byName[name] : -1)];
    }

    /// <summary>The places in order of participants, those without one first, each participant's in the order in which they stand.</summary>
    private static int[] ByParticipant(int[] numbers, int participants)
    {
        var next = new int[participants + 2];
        foreach (var number in numbers)
        {
            next[number + 2]++;
        }

        for (var i = 1; i < next.Length; i++)
        {
            next[i] += next[i - 1];
        }

        var order = new int[numbers.Length];
        for (var place = 0; place < numbers.Length; place++)
        {
            order[next[numbers[place] + 1]++] = place;
        }

        return order;
    }
}
