using System.Collections.Immutable;
using Cahier.Calculation.Compilation;
using Cahier.Calculation.Results;
using Cahier.Facts.Snapshots;
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

        var (values, places) = cohort.OverUnits
            ? ((NumberResults)frame.UnitColumn(cohort.Source!), cohort.Definition.OverAllUnits ? Places.All(frame.Units.Count) : frame.Units.IncludedPlaces)
            : (frame.IndicatorColumn(cohort.Source!), Measuring.ParticipantPlaces(frame));
        var parts = CohortGroups.Parts(cohort, calculator, places);
        if (CohortSums.Find(cohort, frame, calculator, values, places, parts) is { } sums)
        {
            return sums;
        }

        if (cohort.OverUnits)
        {
            frame.Carried?.Break();
        }

        var groups = CohortGroups.Of(cohort, frame, parts, places);
        var figures = new NumberResults(places);
        var found = new CohortGroup[groups.Length][];
        calculator.Share(groups.Length, (from, to) =>
        {
            for (var g = from; g < to; g++)
            {
                found[g] = cohort.Statistic.IsPerMember ? PerMember(cohort, frame, groups[g], values, figures) : [OfGroup(cohort.Statistic, groups[g], values, figures)];
            }
        });
        return new CohortResults([.. found.SelectMany(g => g)], figures);
    }

    private static CohortGroup[] PerMember(CheckedCohortValue cohort, RunFrame frame, NamedGroup group, NumberResults values, NumberResults figures)
    {
        var (members, numbers) = Known(group.Members, values);
        var ranks = cohort.Statistic.Kind == StatisticKind.Rank ? Statistics.Ranks(numbers, LowerIsBetter(cohort, frame)) : Statistics.Ntiles(numbers, cohort.Statistic.Parameter);
        for (var i = 0; i < members.Count; i++)
        {
            figures.Set(members[i], ranks[i]);
        }

        return [.. members.Select((member, i) => new CohortGroup(MemberName(cohort, frame, member), 1, ranks[i]))];
    }

    private static CohortGroup OfGroup(Statistic statistic, NamedGroup group, NumberResults values, NumberResults figures)
    {
        var (_, numbers) = Known(group.Members, values);
        var figure = Statistics.Of(statistic, numbers);
        foreach (var member in group.Members)
        {
            figures.Set(member, figure);
        }

        return new CohortGroup(group.Name, numbers.Count, figure);
    }

    private static (List<int> Members, List<decimal> Numbers) Known(List<int> group, NumberResults values)
    {
        var (members, numbers) = (new List<int>(group.Count), new List<decimal>(group.Count));
        foreach (var member in group)
        {
            if (values.Read(member) is { } number)
            {
                members.Add(member);
                numbers.Add(number);
            }
        }

        return (members, numbers);
    }

    // In order of numbers, so that the order of rows in their file cannot show in the last digit of a sum.
    private static CohortResults OfRows(Statistic statistic, CohortRows rows, Table table, IColumnCalculator calculator)
    {
        var counts = new BooleanResults(Places.All(table.Count));
        if (rows.When is { } when)
        {
            calculator.Fill(LoopKind.FactRows, when, counts);
        }

        bool? Counts(int row) => rows.When is null ? true : counts.Read(row);
        var values = new NumberResults(Places.Where(table.Count, row => Counts(row) == true, calculator.Share));
        calculator.Fill(LoopKind.FactRows, rows.Of, values);
        var members = Enumerable.Range(0, table.Count).Where(row => Counts(row) != false)
            .Select(row => new CohortMember(table.Key(row), values.Read(row)))
            .OrderBy(m => m.Value is null).ThenBy(m => m.Value).ThenBy(m => m.Key, StringComparer.Ordinal).ToImmutableArray();
        var known = members.Select(m => m.Value).OfType<decimal>().ToList();
        return new CohortResults([new CohortGroup("", known.Count, Statistics.Of(statistic, known))], new NumberResults(0), members);
    }

    private static string MemberName(CheckedCohortValue cohort, RunFrame frame, int member) => cohort.OverUnits ? frame.Units.Key(member) : frame.Participants.Names[member];

    private static bool LowerIsBetter(CheckedCohortValue cohort, RunFrame frame) =>
        frame.RuleSet.Indicators.FirstOrDefault(i => i.Symbol == cohort.Source)?.Definition.Better == "lower";
}
