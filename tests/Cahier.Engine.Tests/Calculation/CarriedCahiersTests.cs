using Cahier.Calculation.Compilation;
using Cahier.Calculation.Results;
using Cahier.Calculation.Runs;
using Cahier.Engine.Tests.Generator;
using Cahier.Engine.Tests.Models;
using Cahier.Facts.Snapshots;
using Cahier.Generator;
using Cahier.Rules;
using Cahier.Rules.Checking;
using Cahier.Rules.Loading;
using Cahier.Storage.Csv;
using Xunit;

namespace Cahier.Engine.Tests.Calculation;

/// <summary>
/// Every cahier of the repository on invented people, and on the same after rows came to be missing, in bundles here and
/// there: runs that take over figures find, to the byte, what runs on all facts find.
/// </summary>
public sealed class CarriedCahiersTests : IDisposable
{
    private const string Model = "article51";
    private const int People = 1_200;

    // Of so many people one has other facts; of such a person every third row is gone, and every third has a field less.
    private const int Every = 25;
    private const int OneInThree = 3;

    private static readonly string[] Lists = ["stay", "act", "dispensation", "condition", "answer", "screening"];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(11, 2020, true)]
    [InlineData(12, 2021, false)]
    public void EveryCahier_OnFactsThatChanged_FindsWhatARunOnAllOfThemFinds(int seed, int year, bool withRegistrations)
    {
        Dataset.Write(new PopulationOptions(People, seed) { ActsPerBeneficiary = 8 }, folder.File("former"));
        Change(withRegistrations ? [.. Lists, "enrolment"] : Lists, new Random(seed));
        var texts = new RuleFolder(Repository.PathOf("rules"), Repository.PathOf("schemas", "model"));
        var rules = texts.Cahiers.SelectMany(c => texts.Versions(c).Select(v => RuleSetCompiler.Compile(texts, c, v).RuleSet)).OfType<CheckedRuleSet>().Where(r => r.Model.Name == Model).ToList();
        var wanted = CheckedRuleSet.Wanted(rules);
        var (former, now) = (Read("former", rules[0], wanted), Read("now", rules[0], wanted));
        var (from, to) = (SampleRun.Day($"{year}-01-01"), SampleRun.Day($"{year}-12-31"));
        var carried = rules.ConvertAll(CompiledRuleSet.Compile).Count(compiled => CarriedRunTests.Compare(compiled, Execute(compiled, former), Execute(compiled, now), RunEngine.Compiled));
        Assert.InRange(carried, rules.Count / 2, rules.Count - 1);

        RunResult Execute(CompiledRuleSet compiled, Snapshot facts) => CalculationRun.Execute(compiled, facts, from, to, new RunOptions(RunEngine.Compiled));
    }

    private void Change(string[] lists, Random random)
    {
        Directory.CreateDirectory(folder.File("now"));
        foreach (var file in Directory.GetFiles(folder.File("former"), "*.csv"))
        {
            var lines = File.ReadAllLines(file);
            var name = Path.GetFileNameWithoutExtension(file);
            File.WriteAllLines(Path.Combine(folder.File("now"), Path.GetFileName(file)), lists.Contains(name) ? lines.Take(1).Concat(lines.Skip(1).Select(l => Changed(l, random)).OfType<string>()) : lines);
        }
    }

    private static string? Changed(string line, Random random)
    {
        // Rows are known by whom they are of; generated facts hold no comma.
        var fields = line.Split(',');
        if (Hash(fields[0]) % Every != 0)
        {
            return line;
        }

        switch (random.Next(OneInThree))
        {
            case 0:
                return null;
            case 1:
                fields[random.Next(1, fields.Length)] = "";
                return string.Join(',', fields);
            default:
                return line;
        }
    }

    private static int Hash(string text) => text.Aggregate(17, (hash, c) => unchecked(((hash * 31) + c) & int.MaxValue));

    private Snapshot Read(string name, CheckedRuleSet rules, WantedFields wanted) =>
        CsvFolder.Read(folder.File(name), rules.Model, wanted, cancellation: TestContext.Current.CancellationToken).Snapshot!;
}
