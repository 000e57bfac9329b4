using System.Globalization;
using System.Text.RegularExpressions;
using Cahier.Calculation.Compilation;
using Cahier.Calculation.Runs;
using Cahier.Engine.Tests.Models;
using Cahier.Engine.Tests.Rules;
using Cahier.Facts.Models;
using Cahier.Facts.Snapshots;
using Cahier.Feel.Diagnostics;
using Cahier.Feel.Tests.Fuzzing;
using Cahier.Feel.Values;
using Cahier.Rules;
using Cahier.Rules.Tests;
using Cahier.Rules.Versions;
using Xunit;

namespace Cahier.Engine.Tests.Fuzzing;

/// <summary>
/// Whatever stands in a file of rules, tests or a model, reading it ends within bounds, in something that can be run or
/// in diagnostics with places and remedies. CAHIER_FUZZ_COUNT and CAHIER_FUZZ_SEED make longer and other runs.
/// </summary>
public sealed partial class RuleTextFuzzTests
{
    private const long MostBytes = 2L << 30;
    private const int Longest = 60_000;

    [Fact]
    public void MutatedCahier_LoadedAndChecked_RunsOrSaysWhatIsWrong()
    {
        var made = 0;
        Fuzz(Yaml("rules").Concat(Yaml("tests/cases")), text =>
        {
            var texts = new TextsAtHand().With("case/2.yaml", Version().Replace(Cahier().Replace(text, "cahier: case"), "version: \"2\""));
            var catalog = VersionCatalog.Load(texts, "case");
            var outcome = RuleSetCompiler.Compile(texts, "case", "2");
            MustSayWhere([.. catalog.Diagnostics, .. outcome.Diagnostics]);
            Assert.True(outcome.RuleSet is not null || outcome.Diagnostics.Any(d => d.IsError));
            if (outcome.RuleSet is { } rules)
            {
                made++;
                CalculationRun.Execute(CompiledRuleSet.Compile(rules), new SnapshotBuilder(rules.Model).Build(), new Date(0), new Date(30_000), new RunOptions(Threads: 1));
            }
        });
        Assert.True(made > 0, "no text made a cahier that runs: the test says too little");
    }

    [Fact]
    public void MutatedModel_Read_IsAModelOrSaysWhatIsWrong() => Fuzz(Yaml("schemas/model"), text =>
    {
        var reading = ModelReader.Read("model.yaml", text);
        MustSayWhere(reading.Diagnostics);
        Assert.True(reading.Model is not null || reading.Diagnostics.Any(d => d.IsError));
    });

    [Fact]
    public void MutatedTests_Read_AreTestsOrSayWhatIsWrong() => Fuzz(Directory.GetFiles(Repository.PathOf("rules"), "*.yaml", SearchOption.AllDirectories).Where(f => f.Contains("/tests/", StringComparison.Ordinal)), text =>
    {
        var reading = TestReader.Read("test.yaml", text);
        MustSayWhere(reading.Diagnostics);
        Assert.True(reading.File is not null || reading.Diagnostics.Any(d => d.IsError));
    });

    private static void Fuzz(IEnumerable<string> files, Action<string> read)
    {
        var first = Setting("CAHIER_FUZZ_SEED", 1);
        var count = Setting("CAHIER_FUZZ_COUNT", 300);
        string[] corpus = [.. files.Order(StringComparer.Ordinal).Select(File.ReadAllText).Where(t => t.Length < Longest)];
        for (var seed = first; seed < first + count; seed++)
        {
            var text = new Mutator(seed, Mutator.InCahiers, Longest).Mutate(corpus);
            Bounded.Run($"seed {seed.ToString(CultureInfo.InvariantCulture)}", () => read(text), MostBytes);
        }
    }

    // A text is found under a name of its own, so that most of what is wrong with it is not the name.
    [GeneratedRegex("^cahier: .*$", RegexOptions.Multiline)]
    private static partial Regex Cahier();

    [GeneratedRegex("^version: .*$", RegexOptions.Multiline)]
    private static partial Regex Version();

    private static IEnumerable<string> Yaml(string folder) => Directory.GetFiles(Repository.PathOf(folder.Split('/')), "*.yaml", SearchOption.AllDirectories);

    private static void MustSayWhere(IEnumerable<Diagnostic> diagnostics) => Assert.All(diagnostics, d =>
    {
        Assert.NotEmpty(d.Cause);
        Assert.NotEmpty(d.Remedy);
        Assert.True(d.Location.Line >= 1 && d.Location.Column >= 1, d.ToString());
    });

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
