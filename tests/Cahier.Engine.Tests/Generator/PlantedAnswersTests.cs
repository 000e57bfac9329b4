using Cahier.Calculation.Compilation;
using Cahier.Calculation.Output;
using Cahier.Calculation.Runs;
using Cahier.Engine.Tests.Rules;
using Cahier.Facts.Snapshots;
using Cahier.Feel.Values;
using Cahier.Generator;
using Cahier.Rules;
using Cahier.Rules.Versions;
using Cahier.Storage.Csv;
using Xunit;

namespace Cahier.Engine.Tests.Generator;

/// <summary>What was worked out by hand of those who are planted in a population, found again by running the cahiers on it.</summary>
public sealed class PlantedAnswersTests
{
    [Theory]
    [InlineData(300, 1, 3)]
    [InlineData(1_200, 77, 4)]
    public void Answers_OfAnyPopulation_AreFoundAgain(int people, int seed, int years)
    {
        using var folder = new TemporaryFolder();
        var options = new PopulationOptions(people, seed) { Years = years, ActsPerBeneficiary = 2, Plants = true };
        Dataset.Write(options, folder.File("data"));
        var answers = new Article51Population(options).Planted;
        Assert.Equal(["ipep", "aci", "biosimilaires-art51"], answers.Select(a => a.Cahier).Distinct());
        foreach (var asked in answers.GroupBy(a => (a.Cahier, a.Year)))
        {
            Assert.True(Period.TryParse(asked.Key.Year.ToString(System.Globalization.CultureInfo.InvariantCulture), out var period));
            var version = Assert.Single(VersionCatalog.Load(RuleFileTests.Folder, asked.Key.Cahier).During(period.From, period.To)).Entry.Version;
            var rules = RuleSetCompiler.Compile(RuleFileTests.Folder, asked.Key.Cahier, version).RuleSet!;
            var facts = CsvFolder.Read(folder.File("data"), rules.Model, null, cancellation: TestContext.Current.CancellationToken).Snapshot!;
            var result = CalculationRun.Execute(CompiledRuleSet.Compile(rules), facts, period.From, period.To, new RunOptions());
            var paid = PaymentLines.Of(result).ToLookup(p => (p.Participant, p.Line.Name), p => p.Amount);
            Assert.All(asked, answer => Assert.Equal(answer.Amount, Assert.Single(paid[(answer.Participant, answer.Line)])));
        }
    }

    [Fact]
    public void Population_WithPlants_IsTheSameBeside()
    {
        using var folder = new TemporaryFolder();
        Dataset.Write(new PopulationOptions(400, 7), folder.File("without"));
        Dataset.Write(new PopulationOptions(400, 7) { Plants = true }, folder.File("with"));
        foreach (var file in Directory.EnumerateFiles(folder.File("without"), "*.csv"))
        {
            Assert.True(File.ReadAllBytes(Path.Combine(folder.File("with"), Path.GetFileName(file))).AsSpan().StartsWith(File.ReadAllBytes(file)), Path.GetFileName(file));
        }

        Assert.Contains("G9001, efficiency_gains: 152500.00 € (5000 patients × 0.5 × 61.00 € below the reference)", File.ReadAllText(Path.Combine(folder.File("with"), "generated.txt")), StringComparison.Ordinal);
    }
}
