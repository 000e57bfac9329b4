using Cahier.Calculation.Results;
using Cahier.Calculation.Runs;
using Cahier.Rules.Checking;
using Xunit;

namespace Cahier.Engine.Tests.Calculation;

/// <summary>Sums and means across units, held against adding decimals one by one: numbers alike and not, missing ones, units without a group.</summary>
public sealed class CohortSumsTests
{
    private const string Body = """
        values:
          days: index.nights + 1
          mixed: 'if index.nights > 12 then index.nights * 0.25 else index.nights * 1.5'
          cost: index.cost
          none: 'if index.nights < 0 then index.nights else null'
        eligibility:
          - { id: E1, when: index.nights > 3 }
        cohort:
          - { id: a, of: days, statistic: sum, over: all units }
          - { id: b, of: days, statistic: mean, over: all units, by: index.hospital }
          - { id: c, of: mixed, statistic: sum, over: all units, by: index.hospital }
          - { id: d, of: cost, statistic: mean, by: index.hospital }
          - { id: e, of: cost, statistic: sum }
          - { id: f, of: none, statistic: mean, by: index.hospital }
          - { id: g, of: days, statistic: sum, by: index.group }
        """;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Groups_OfManyUnits_ComeToWhatDecimalsComeTo(int threads)
    {
        var rules = SampleRun.Check(Body);
        var run = SampleRun.Execute(rules, MaskAgreementTests.Facts(rules, new Random(3), 2_600), threads: threads);

        foreach (var cohort in rules.Cohort)
        {
            var expected = Members(run, cohort).GroupBy(m => m.Group, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new CohortGroup(g.Key, g.Count(m => m.Value is not null), Figure(cohort, [.. g.Select(m => m.Value).OfType<decimal>()]))).ToList();
            var found = run.Participants.Cohort(cohort.Symbol);

            Assert.NotEmpty(expected);
            Assert.Equal(expected.Select(Written), found.Groups.Select(Written));
            Assert.All(Members(run, cohort), m => Assert.Equal(expected.Single(g => g.Group == m.Group).Value, found.ByMember.Read(m.Unit)));
        }
    }

    private static List<(int Unit, string Group, decimal? Value)> Members(RunResult run, CheckedCohortValue cohort) =>
    [
        .. from unit in Enumerable.Range(0, run.Units.Count)
           where cohort.Definition.OverAllUnits || run.Units.Statuses[unit] == DecisionStatus.Included
           let @group = cohort.By.IsEmpty ? "" : cohort.Name == "g" ? run.Units.Table.Read(run.Units.Rows[unit], Field(run, "group")) is Feel.Values.TextValue t ? t.Value : null : run.Units.Participants[unit] is var p and >= 0 ? run.Participants.Names[p] : null
           where @group is not null
           select (unit, @group, ((NumberResults)run.Units.Find(cohort.Source!)!).Read(unit)),
    ];

    private static int Field(RunResult run, string name) => run.RuleSet.UnitEntity.TryFind(name, out var field) ? field.Ordinal : throw new ArgumentException(name);

    private static decimal? Figure(CheckedCohortValue cohort, List<decimal> numbers) =>
        numbers.Count == 0 ? null : cohort.Statistic.Kind == StatisticKind.Sum ? numbers.Aggregate(0m, (sum, n) => sum + n) : numbers.Aggregate(0m, (sum, n) => sum + n) / numbers.Count;

    private static string Written(CohortGroup group) => FormattableString.Invariant($"{group.Group} {group.Members} {group.Value}");
}
