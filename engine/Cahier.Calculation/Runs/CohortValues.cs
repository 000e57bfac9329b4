using System.Collections.Immutable;
using Cahier.Calculation.Compilation;
using Cahier.Calculation.Results;
using Cahier.Facts.Snapshots;
using Cahier.Feel.Types;
using Cahier.Feel.Values;
using Cahier.Rules.Checking;

namespace Cahier.Calculation.Runs;

/// <summary>
/// Finds a figure across participants, across units - those included, or all - or across rows of a reference entity.
/// Members without a value, or without a group, take no part.
/// </summary>
internal static class CohortValues
{
    public static CohortResults Find(CheckedCohortValue cohort, RunFrame frame, IColumnCalculator calculator)
    {
        if (cohort.Rows is { } rows)
        {
            return OfRows(cohort.Statistic, rows, frame.Table(rows.Entity.Entity), calculator);
        }

        var (values, marks) = cohort.OverUnits
            ? ((NumberResults)frame.UnitColumn(cohort.Source!), cohort.Definition.OverAllUnits ? AllMarks(frame.Units.Count) : frame.Units.IncludedMarks)
            : (frame.IndicatorColumn(cohort.Source!), Measuring.ParticipantMarks(frame));
        var groups = Groups(cohort, frame, calculator, values.Count, marks);
        var figures = new NumberResults(values.Count);
        var found = ImmutableArray.CreateBuilder<CohortGroup>();
        foreach (var group in Enumerable.Range(0, values.Count).Where(m => marks[m] != 0 && groups[m] is not null).GroupBy(m => groups[m]!, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var members = group.Where(m => values.Read(m) is not null).ToList();
            var numbers = members.ConvertAll(m => values.Read(m)!.Value);
            if (cohort.Statistic.IsPerMember)
            {
                var places = cohort.Statistic.Kind == StatisticKind.Rank ? Statistics.Ranks(numbers, LowerIsBetter(cohort, frame)) : Statistics.Ntiles(numbers, cohort.Statistic.Parameter);
                for (var i = 0; i < members.Count; i++)
                {
                    figures.Set(members[i], places[i]);
                    found.Add(new CohortGroup(MemberName(cohort, frame, members[i]), 1, places[i]));
                }
            }
            else
            {
                var figure = Statistics.Of(cohort.Statistic, numbers);
                found.Add(new CohortGroup(group.Key, numbers.Count, figure));
                foreach (var member in group)
                {
                    figures.Set(member, figure);
                }
            }
        }

        return new CohortResults(found.ToImmutable(), figures);
    }

    // In order of numbers, so that the order of rows in their file cannot show in the last digit of a sum.
    private static CohortResults OfRows(Statistic statistic, CohortRows rows, Table table, IColumnCalculator calculator)
    {
        var (counts, values) = (new BooleanResults(table.Count), new NumberResults(table.Count));
        if (rows.When is { } when)
        {
            calculator.Fill(LoopKind.FactRows, when, counts);
        }

        bool? Counts(int row) => rows.When is null ? true : counts.Read(row);
        calculator.Fill(LoopKind.FactRows, rows.Of, values, [.. Enumerable.Range(0, table.Count).Select(row => Counts(row) == true ? (byte)1 : (byte)0)]);
        var members = Enumerable.Range(0, table.Count).Where(row => Counts(row) != false)
            .Select(row => new CohortMember(table.Key(row), values.Read(row)))
            .OrderBy(m => m.Value is null).ThenBy(m => m.Value).ThenBy(m => m.Key, StringComparer.Ordinal).ToImmutableArray();
        var known = members.Select(m => m.Value).OfType<decimal>().ToList();
        return new CohortResults([new CohortGroup("", known.Count, Statistics.Of(statistic, known))], new NumberResults(0), members);
    }

    // The name of each member's group: what makes the group, in order; none where a part is unknown. Groups of several
    // parts keep apart what has a comma in it.
    private static string?[] Groups(CheckedCohortValue cohort, RunFrame frame, IColumnCalculator calculator, int count, byte[] marks)
    {
        var parts = cohort.By.Select(by =>
        {
            var column = ResultColumn.For(by.Fact.Type, count);
            calculator.Fill(cohort.OverUnits ? LoopKind.Units : LoopKind.Participants, by, column, marks);
            return (Type: by.Fact.Type, Column: column);
        }).ToList();
        return [.. Enumerable.Range(0, count).Select(m => marks[m] == 0 || parts.Exists(p => !p.Column.IsKnown(m)) ? null : string.Join(", ", parts.Select(p => Part(p.Type, p.Column, m))))];

        string Part(FeelType type, ResultColumn column, int member)
        {
            var text = column is RowResults rows ? frame.Table(((RowType)type).Entity).Key(rows.Read(member)) : FeelText.Plain(column.Value(member));
            return parts.Count > 1 && text.AsSpan().ContainsAny(',', '"') ? FeelText.Quote(text) : text;
        }
    }

    private static byte[] AllMarks(int count)
    {
        var marks = new byte[count];
        Array.Fill(marks, (byte)1);
        return marks;
    }

    private static string MemberName(CheckedCohortValue cohort, RunFrame frame, int member) => cohort.OverUnits ? frame.Units.Key(member) : frame.Participants.Names[member];

    private static bool LowerIsBetter(CheckedCohortValue cohort, RunFrame frame) =>
        frame.RuleSet.Indicators.FirstOrDefault(i => i.Symbol == cohort.Source)?.Definition.Better == "lower";
}
