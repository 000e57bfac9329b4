using System.Collections.Immutable;
using Cahier.Calculation.Compilation;
using Cahier.Calculation.Results;
using Cahier.Calculation.Runs;
using Cahier.Engine.Tests.Rules;
using Cahier.Facts.Snapshots;
using Cahier.Generator;
using Cahier.Rules;
using Cahier.Rules.Checking;
using Cahier.Rules.Versions;
using Cahier.Storage.Csv;
using Xunit;

namespace Cahier.Engine.Tests.Generator;

/// <summary>
/// In twenty thousand people over five years, each rule of each version of a French cahier meets units on both sides. Only those
/// count whom the rules before have let through: that an enrolment is no inclusion says nothing of the age of those included.
/// </summary>
public sealed class RuleSidesTests
{
    private const int People = 20_000;
    private const int FirstYear = 2019;
    private const int Years = 5;

    [Fact]
    public void Rules_TwentyThousandPeopleInFiveYears_LetThroughAndTurnAway()
    {
        var versions = Versions();
        var facts = Facts([.. versions.Select(v => v.Version.RuleSet)]);
        var holes = versions.SelectMany(v => Holes(v.Version, v.Periods, facts)).ToList();
        Assert.True(holes.Count == 0, string.Join('\n', holes));
    }

    /// <summary>The versions of the model, each with its days in each of these years. <c>t2a</c> has a model of its own, and nothing is invented for it.</summary>
    private static List<(CompiledRuleSet Version, Period[] Periods)> Versions()
    {
        var found = new List<(CompiledRuleSet, Period[])>();
        foreach (var cahier in RuleFileTests.Folder.Cahiers)
        {
            var catalog = VersionCatalog.Load(RuleFileTests.Folder, cahier);
            var parts = Enumerable.Range(FirstYear, Years).Select(Period.OfYear).SelectMany(y => catalog.During(y.From, y.To)).ToLookup(p => p.Entry.Version, StringComparer.Ordinal);
            foreach (var version in RuleFileTests.Folder.Versions(cahier))
            {
                if (RuleSetCompiler.Compile(RuleFileTests.Folder, cahier, version).RuleSet is { Model.Name: "article51" } rules)
                {
                    found.Add((CompiledRuleSet.Compile(rules), [.. parts[version].Select(p => Period.Of(p.From, p.To))]));
                }
            }
        }

        return found;
    }

    private static Snapshot Facts(List<CheckedRuleSet> versions)
    {
        var wanted = new WantedFields(versions[0].Model);
        foreach (var rules in versions)
        {
            wanted.Add(rules.UnitEntity.Entity);
            foreach (var (entity, field) in rules.FieldsRead)
            {
                wanted.Add(entity.Entity, field.Name);
            }
        }

        using var folder = new TemporaryFolder();
        Dataset.Write(new PopulationOptions(People, seed: 51) { FirstYear = FirstYear, Years = Years, ActsPerBeneficiary = 4 }, folder.File("data"));
        return CsvFolder.Read(folder.File("data"), versions[0].Model, wanted, cancellation: TestContext.Current.CancellationToken).Snapshot!;
    }

    /// <summary>The rules of a version that turn away nobody, in any of its periods, whom the rules before have let through; and that all together let nobody through.</summary>
    private static IEnumerable<string> Holes(CompiledRuleSet version, Period[] periods, Snapshot facts)
    {
        var rules = version.RuleSet.Rules.ToList();
        var turnsAway = new bool[rules.Count];
        var included = false;
        foreach (var period in periods.TakeWhile(_ => !included || turnsAway.Contains(false)))
        {
            var outcomes = Judged(version, facts, period);
            var through = Enumerable.Repeat(ulong.MaxValue, outcomes[0].TrueWords.Length).ToArray();
            for (var rule = 0; rule < rules.Count; rule++)
            {
                var (wanted, against) = rule < version.RuleSet.Eligibility.Length
                    ? (outcomes[rule].TrueWords, outcomes[rule].FalseWords)
                    : (outcomes[rule].FalseWords, outcomes[rule].TrueWords);
                turnsAway[rule] |= through.Zip(against, (a, b) => a & b).Any(word => word != 0);
                through = [.. through.Zip(wanted, (a, b) => a & b)];
            }

            included |= through.Any(word => word != 0);
        }

        var name = version.RuleSet.Definition.Name;
        return rules.Where((_, i) => !turnsAway[i]).Select(rule => $"{name}: {rule.Definition.Id.Text} turns nobody away")
            .Concat(included ? [] : [$"{name}: nobody is let through"]);
    }

    /// <summary>A run as far as its decisions: nothing is measured or paid.</summary>
    private static ImmutableArray<BooleanResults> Judged(CompiledRuleSet version, Snapshot facts, Period period)
    {
        var frame = new RunFrame(version.RuleSet, facts, period.From, period.To);
        var calculator = new CompiledCalculator(version, frame, Environment.ProcessorCount, together: null);
        UnitSelection.Select(frame, calculator);
        Measuring.Calculate(version.RuleSet.Schedule[..version.RuleSet.JudgingSteps], frame, calculator);
        Judging.Judge(frame, calculator);
        return frame.Units.Outcomes;
    }
}
