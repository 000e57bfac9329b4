using Cahier.Calculation.Compilation;
using Cahier.Calculation.Kept;
using Cahier.Calculation.Output;
using Cahier.Calculation.Results;
using Cahier.Calculation.Runs;
using Cahier.Facts.Snapshots;
using Cahier.Feel.Values;
using Cahier.Rules.Checking;
using Cahier.Rules.Versions;
using Xunit;

namespace Cahier.Engine.Tests.Calculation;

/// <summary>What earlier runs kept, or hosts that share one, changes nothing of what a run finds, to the byte; and it is taken where the bundle is the same.</summary>
public sealed class KeptUnitsTests
{
    private const int Patients = 40;

    // Nothing here goes beyond a bundle before participants are measured, so that a share can do all that is kept.
    private const string Alone = """
        values:
          earlier: index.patient.stays[item.entry_date < index.entry_date]
          stays_before: count(earlier)
          before_cost: sum(earlier.cost)
          last_mode: earlier[-1].mode
          first_day: min(earlier.entry_date)
          near: 'count(index.patient.stays[get or else(item.hospital.region, "") = get or else(index.hospital.region, "")])'
        eligibility:
          - { id: E1, when: before_cost >= 0 or index.nights > 3 }
        exclusions:
          - { id: X1, when: some s in earlier satisfies s.cost > 900 }
        indicators:
          - { id: again, type: proportion, numerator: 'count(earlier[item.nights > 2]) > 0', when missing: leave out }
        payment:
          unit:
            - { id: paid, amount: sum(earlier.cost) * 0.5, round: half up to 0.01 }
        """;

    private static readonly (string Name, CompiledRuleSet Rules)[] Cahiers =
    [
        ("all", CompiledRuleSet.Compile(SampleRun.Check(EngineAgreementTests.Body))),
        ("open", CompiledRuleSet.Compile(SampleRun.Check(EngineAgreementTests.Open))),
        ("alone", CompiledRuleSet.Compile(SampleRun.Check(Alone))),
    ];

    public static TheoryData<string, int> Runs => [.. Cahiers.SelectMany(c => Enumerable.Range(1, 2).Select(seed => new TheoryDataRow<string, int>(c.Name, seed)))];

    [Theory]
    [MemberData(nameof(Runs))]
    public void Run_AfterSomeBundlesChanged_TakesTheOthersAndFindsTheSame(string cahier, int seed)
    {
        var rules = Rules(cahier);
        var (before, after) = (Facts(rules, seed, Enumerable.Range(0, Patients).Select(p => (p, seed))), Facts(rules, seed, Changed(seed)));
        var piece = Piece(Run(rules, before, []).Kept);

        var second = Run(rules, after, [piece]);
        var third = Run(rules, before, [Piece(second.Kept)]);

        Assert.Equal(Written(Run(rules, after, null)), Written(second));
        Assert.Equal(Written(Run(rules, before, null)), Written(third));
        var same = Changed(seed).Count(p => p.Seed == seed && p.Patient < Patients);
        Assert.Equal((same, same), (second.Kept!.Reused, third.Kept!.Reused));
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Run_AfterRowsThatBundlesNameChanged_FindsTheSame(string cahier, int seed)
    {
        var rules = Rules(cahier);
        var patients = Enumerable.Range(0, Patients).Select(p => (p, seed)).ToList();
        var piece = Piece(Run(rules, Facts(rules, seed, patients), []).Kept);

        var second = Run(rules, Facts(rules, seed + 100, patients), [piece]);

        Assert.Equal(Written(Run(rules, second.Snapshot, null)), Written(second));
        Assert.InRange(second.Kept!.Reused, 0, Patients - 1);
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Run_OfSharesMadeApart_FindsTheSame(string cahier, int seed)
    {
        var rules = Rules(cahier);
        var facts = Facts(rules, seed, Enumerable.Range(0, Patients).Select(p => (p, seed)));
        var plain = Run(rules, facts, null);
        foreach (var parts in new[] { 1, 2, 7 })
        {
            var pieces = RootRange.Cut(Patients, parts).Select(roots => Piece(Share(rules, facts, roots))).ToList();
            var run = Run(rules, facts, pieces);
            Assert.Equal(Written(plain), Written(run));
            Assert.Equal(Patients, run.Kept!.Reused);

            // The share that one host did before it was killed.
            Assert.Equal(Written(plain), Written(Run(rules, facts, pieces[..1])));
        }
    }

    [Fact]
    public void Share_OfAllBundles_IsWhatARunKeeps()
    {
        var rules = Rules("alone");
        var facts = Facts(rules, 1, Enumerable.Range(0, Patients).Select(p => (p, 1)));

        Assert.Equal(Bytes(Run(rules, facts, []).Kept), Bytes(Share(rules, facts, new RootRange(0, Patients))));
    }

    [Fact]
    public void Run_WithAPieceThatSaysOtherwise_TakesItForUnchangedBundlesOnly()
    {
        // A piece made of other facts, under the hashes of these: what is taken shows.
        var rules = Rules("alone");
        var facts = Facts(rules, 1, Enumerable.Range(0, Patients).Select(p => (p, 1)));
        var told = Bytes(Run(rules, facts, []).Kept);
        var plain = Run(rules, facts, null);
        var altered = Altered(told, plain);

        Assert.NotEqual(Written(plain), Written(Run(rules, facts, [UnitPiece.Open(altered)!])));
        Assert.Equal(Written(plain), Written(Run(rules, facts, [UnitPiece.Open(told)!])));
    }

    [Fact]
    public void Run_OfAnotherPeriodOrText_TakesNothing()
    {
        var rules = Rules("alone");
        var facts = Facts(rules, 1, Enumerable.Range(0, Patients).Select(p => (p, 1)));
        var piece = Piece(Run(rules, facts, []).Kept);

        Assert.Equal(0, CalculationRun.Execute(rules, facts, SampleRun.Day("2020-01-01"), SampleRun.Day("2020-12-30"), new RunOptions(), pieces: [piece]).Kept!.Reused);
        Assert.Equal(0, Run(Rules("open"), facts, [piece]).Kept!.Reused);
    }

    [Fact]
    public void Run_ByTheInterpreter_KeepsNothing()
    {
        var rules = Rules("alone");
        var facts = Facts(rules, 1, [(1, 1)]);

        Assert.Null(CalculationRun.Execute(rules, facts, SampleRun.Day("2020-01-01"), SampleRun.Day("2020-12-31"), new RunOptions(RunEngine.Interpreter), pieces: []).Kept);
    }

    [Fact]
    public void Share_OfACahierThatTakesNoTime_IsNone()
    {
        var rules = CompiledRuleSet.Compile(SampleRun.Check("eligibility:\n  - { id: E1, when: index.nights > 3 }"));

        Assert.Null(Share(rules, Facts(rules, 1, [(1, 1)]), new RootRange(0, 1)));
    }

    [Fact]
    public void Open_OfBytesThatWereAltered_GivesNone()
    {
        var rules = Rules("alone");
        var bytes = Bytes(Run(rules, Facts(rules, 1, Enumerable.Range(0, 5).Select(p => (p, 1))), []).Kept);
        Assert.NotNull(UnitPiece.Open(bytes));
        for (var at = 0; at < bytes.Length; at += 7)
        {
            var altered = (byte[])bytes.Clone();
            altered[at] ^= 16;
            Assert.Null(UnitPiece.Open(altered));
            Assert.Null(UnitPiece.Open(bytes[..at]));
        }
    }

    private static byte[] Altered(byte[] bytes, RunResult plain)
    {
        var places = Enumerable.Range(0, plain.Units.Count).Where(u => plain.Units.Statuses[u] == DecisionStatus.Included).ToList();
        Assert.NotEmpty(places);

        // The days of first_day stand as they are: one of them is found by its bytes and moved.
        var value = plain.RuleSet.Values.First(v => v.Name == "before_cost");
        var cost = ((NumberResults)plain.Units.Find(value.Symbol)!).Read(places.First(u => ((NumberResults)plain.Units.Find(value.Symbol)!).Read(u) > 100))!.Value;
        var scaled = BitConverter.GetBytes((int)decimal.ToInt64(cost * (decimal)Math.Pow(10, cost.Scale)));
        var altered = (byte[])bytes.Clone();
        altered[altered.AsSpan().IndexOf(scaled) + 1] ^= 1;
        BitConverter.GetBytes(System.IO.Hashing.XxHash3.HashToUInt64(altered.AsSpan(..^8))).CopyTo(altered, altered.Length - 8);
        return altered;
    }

    private static CompiledRuleSet Rules(string cahier) => Cahiers.First(c => c.Name == cahier).Rules;

    private static Snapshot Facts(CompiledRuleSet rules, int hospitals, IEnumerable<(int Patient, int Seed)> patients) => SampleRun.Facts(rules.RuleSet.Model, SampleFacts.Random(hospitals, patients));

    // Some have other facts, some are gone, some are new.
    private static IEnumerable<(int Patient, int Seed)> Changed(int seed) =>
        Enumerable.Range(0, Patients + 10).Where(p => p % 13 != seed).Select(p => (p, p % 9 == seed ? seed + 50 : seed));

    private static RunResult Run(CompiledRuleSet rules, Snapshot facts, IReadOnlyList<UnitPiece>? pieces) =>
        CalculationRun.Execute(rules, facts, SampleRun.Day("2020-01-01"), SampleRun.Day("2020-12-31"), new RunOptions(Threads: 3), pieces: pieces);

    private static KeptUnits? Share(CompiledRuleSet rules, Snapshot facts, RootRange roots) =>
        UnitShare.Find(rules, facts, SampleRun.Day("2020-01-01"), SampleRun.Day("2020-12-31"), roots, new RunOptions());

    private static UnitPiece Piece(KeptUnits? kept) => UnitPiece.Open(Bytes(kept))!;

    private static byte[] Bytes(KeptUnits? kept)
    {
        using var stream = new MemoryStream();
        kept!.Save(stream);
        return stream.ToArray();
    }

    private static string Written(RunResult run)
    {
        var report = new RunReport(run, VersionStatus.Draft, FactsReport.Of(run.Snapshot, null));
        return $"{ResultFiles.WriteTables(report, _ => Stream.Null).ResultHash}\n{SampleRun.Describe(run)}";
    }
}
