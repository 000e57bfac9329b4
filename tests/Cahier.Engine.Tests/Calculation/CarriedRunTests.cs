using System.Collections.Immutable;
using System.Globalization;
using Cahier.Calculation.Carried;
using Cahier.Calculation.Compilation;
using Cahier.Calculation.Output;
using Cahier.Calculation.Results;
using Cahier.Calculation.Runs;
using Cahier.Facts.Columns;
using Cahier.Facts.Snapshots;
using Cahier.Rules.Versions;
using Xunit;

namespace Cahier.Engine.Tests.Calculation;

/// <summary>Runs that find the units of changed bundles only, and take all else from the figures of a run before: what they find is, to the byte, what a run on all facts finds.</summary>
public sealed class CarriedRunTests
{
    private const int Patients = 60;

    internal const string OfStays = """
        parameters:
          amount: { unit: EUR, source: made up, values: { 2000-01-01: 100.005, 2020-05-01: 250.5 } }
        values:
          earlier: count(index.patient.stays[item.entry_date < index.entry_date])
          per_night: index.cost / (index.nights + 1)
          beds: 'get or else(index.hospital.beds, 0)'
          one: index.nights * 0 + 1
          evenly: alike * 2
          ward: 'if index.nights > 5 then "long" else "short"'
        eligibility:
          - { id: E1, when: index.nights > 0 }
          - { id: E2, when: index.patient.insured }
        exclusions:
          - { id: X1, when: earlier > 4, when missing: false }
          - { id: X2, when: 'starts with(index.group, "C")' }
        indicators:
          - { id: again, type: proportion, numerator: earlier > 0, denominator: index.nights > 1, better: lower, minimum: 2 }
          - { id: cheap, type: proportion, numerator: index.cost < 300, when missing: leave out }
          - { id: dear, type: proportion, numerator: index.cost >= 300, when missing: false }
          - { id: cheap_long, type: proportion, numerator: index.cost < 300, denominator: index.cost / 2 > 3 or index.nights > 3 }
          - { id: costly, type: count, of: index.cost > 500 }
          - { id: cost_mean, type: mean, of: per_night }
          - { id: cost_ratio, type: ratio, numerator: index.cost, denominator: index.nights }
          - { id: long, type: count, of: index.nights > 10 }
          - { id: of_them, type: count }
          - { id: nights, type: mean, of: index.nights, better: lower }
          - { id: spent, type: sum, of: index.cost, when missing: leave out }
          - { id: by_night, type: ratio, numerator: index.cost, denominator: index.nights, when missing: leave out }
          - { id: by_bed, type: value, value: spent / (participant.beds + 1) }
          - { id: of_long, type: value, value: 'get or else(sum(units[ward = "long" and get or else(evenly, 0) > 1].paid), 0) / 3' }
        cohort:
          - { id: target, of: nights, statistic: percentile 30 }
          - { id: place, of: spent, statistic: rank, by: participant.region }
          - { id: usual, of: earlier, statistic: mean }
          - { id: by_hospital, of: earlier, statistic: sum, over: all units, by: index.hospital }
          - { id: alike, of: one, statistic: mean, over: all units, by: index.hospital }
          - { id: beds_of_all, of: 'get or else(item.beds, 0)', over: hospital, statistic: sum }
        payment:
          unit:
            - { id: paid, amount: amount * (1 + earlier), round: half even to 0.05 }
            - { id: more, amount: index.cost / 7, round: half up to 0.01 }
          participant:
            - { id: bonus, amount: 'max(0, spent - of_them * amount) * get or else(again, 0)', round: half up to 0.01 }
            - { id: more_together, amount: sum(units.more) + sum(units.paid), round: half up to 0.01 }
            - { id: together, amount: sum(units.paid) - max(units.paid) / 7 + min(units.paid), round: half up to 0.01 }
            - { id: usual_share, amount: amount * usual / (beds_of_all + 1), round: half up to 0.01 }
        """;

    private const string ByName = "unit: { entity: stay, as: index, date: index.entry_date, participant: index.group }";

    private const string Computed = "unit: { entity: stay, as: index, date: 'get or else(index.exit_date, index.entry_date)', participant: 'if index.group = null then null else substring(index.group, 1, 1)' }";

    private static readonly string NotOfHospitals = OfStays.Replace("participant.beds", "of_them", StringComparison.Ordinal).Replace("participant.region", "of_them > 3", StringComparison.Ordinal);

    private static readonly (string Name, CompiledRuleSet Rules)[] Cahiers =
    [
        ("of hospitals", Compile(OfStays, SampleRun.Head)),
        ("of hospitals that always take part", Compile(OfStays, SampleRun.Head.Replace("index.hospital }", "index.hospital, participants: 'get or else(participant.beds, 0) > 250' }", StringComparison.Ordinal))),
        ("of hospitals whose units read what there is of others", Compile(OfStays.Replace("of: one, statistic: mean", "of: long_one, statistic: sum", StringComparison.Ordinal).Replace("one: index.nights * 0 + 1", "long_one: 'if index.nights > 12 then 1 else 0'", StringComparison.Ordinal), SampleRun.Head)),
        ("of participants by name", Compile(NotOfHospitals, Head(ByName))),
        ("of participants that are calculated", Compile(NotOfHospitals, Head(Computed))),
    ];

    public static TheoryData<string, int, RunEngine> Runs =>
        [.. Cahiers.SelectMany(c => Enumerable.Range(1, 4).Select(seed => new TheoryDataRow<string, int, RunEngine>(c.Name, seed, seed % 2 == 0 ? RunEngine.Interpreter : RunEngine.Compiled)))];

    [Theory]
    [MemberData(nameof(Runs))]
    public void RunOnFiguresOfABefore_FindsWhatARunOnAllFactsFinds(string cahier, int seed, RunEngine engine)
    {
        var rules = Cahiers.First(c => c.Name == cahier).Rules;
        var (changes, carried) = (new Random(seed), 0);
        var facts = SampleFacts.Random(seed, Patients);
        for (var night = 0; night < 12; night++)
        {
            var former = Execute(rules, facts, engine);
            facts = NightsTests.Changed(facts, changes, night);
            var now = Execute(rules, facts, engine);
            carried += Compare(rules, former, now, engine) ? 1 : 0;
        }

        Assert.InRange(carried, cahier.Contains("read what", StringComparison.Ordinal) ? 1 : 5, 11);
    }

    [Fact]
    public void RunOnFacts_OfWhichNoBundleChanged_FindsWhatARunOnAllFactsFinds()
    {
        var rules = Cahiers[0].Rules;
        var facts = SampleFacts.Random(3, Patients);
        var more = facts.Replace("  - { hospital_id: H0,", "  - { hospital_id: A9, region: north, beds: 900 }\n  - { hospital_id: H0,", StringComparison.Ordinal);
        Assert.NotEqual(facts, more);
        Assert.True(Compare(rules, Execute(rules, facts, RunEngine.Compiled), Execute(rules, more, RunEngine.Compiled), RunEngine.Compiled));
    }

    [Theory]
    [InlineData(1, RunEngine.Compiled)]
    [InlineData(2, RunEngine.Interpreter)]
    public void CahierOfUnitsThatStandInNoBundle_IsCarriedWhileNothingThatItReadsChanged(int seed, RunEngine engine)
    {
        const string Body = """
            parameters:
              per_bed: { unit: EUR, source: made up, values: { 2000-01-01: 10.7 } }
            eligibility:
              - { id: E1, when: index.beds > 20 }
            indicators:
              - { id: many, type: proportion, numerator: index.beds > 200 }
              - { id: beds, type: sum, of: index.beds }
            cohort:
              - { id: mean_beds, of: beds, statistic: mean }
              - { id: beds_of_all, of: 'get or else(item.beds, 0)', over: hospital, statistic: sum }
            payment:
              unit:
                - { id: paid, amount: per_bed * index.beds / 7, round: half up to 0.01 }
              participant:
                - { id: bonus, amount: sum(units.paid) * mean_beds / (beds_of_all + 1), round: half up to 0.01 }
                - { id: shares, amount: per_bed * sum(units.share), round: half up to 0.01 }
            values:
              share: index.beds / 7
            """;
        var rules = Compile(Body, Head("unit: { entity: hospital, as: index, date: 'date(2020, 6, 1)', participant: index.region }"));
        Assert.False(CarriedRules.Allow(rules.RuleSet));
        var facts = SampleFacts.Random(seed, Patients);
        var former = Execute(rules, facts, engine);
        var others = SampleFacts.Random(seed, Enumerable.Range(0, Patients + 3).Select(p => (p, seed + 50)));
        Assert.True(Compare(rules, former, Execute(rules, others, engine), engine));

        var more = others.Replace("  - { hospital_id: H0", "  - { hospital_id: A9, region: north, beds: 900 }\n  - { hospital_id: H0", StringComparison.Ordinal);
        Assert.NotEqual(others, more);
        Assert.False(Compare(rules, former, Execute(rules, more, engine), engine));
    }

    [Theory]
    [InlineData("spent", false)]
    [InlineData("spent * count(index.patient.visits) / (1 + count(index.patient.visits))", true)]
    public void FieldThatACahierDoesNotRead_ChangesNothingForIt(string amount, bool reads)
    {
        var body = OfStays.Replace("amount: index.cost / 7", $"amount: {amount.Replace("spent", "index.cost", StringComparison.Ordinal)}", StringComparison.Ordinal);
        var rules = Compile(body, SampleRun.Head);
        var facts = SampleFacts.Random(5, Patients);
        var fees = facts.Replace("  - { name: v3", "  - { name: v3, day: 2020-02-02 }\n      - { name: v4", StringComparison.Ordinal);
        var (former, now) = (Execute(rules, facts, RunEngine.Compiled), Execute(rules, fees, RunEngine.Compiled));
        var bundles = ChangedBundles.For(rules.RuleSet, former.Snapshot, now.Snapshot, () => null);
        Assert.Equal(reads, bundles is null);
        Assert.NotEqual(bundles?.AreNone, false);
        Assert.Equal(!reads, bundles is not null && Compare(rules, former, now, RunEngine.Compiled));
    }

    [Fact]
    public void SumThatDependsOnItsOrder_IsCarriedOnlyWhileNothingChanged()
    {
        var body = OfStays.Replace("  one: index.nights", "  week: index.cost / 7\n  one: index.nights", StringComparison.Ordinal).Replace("amount: sum(units.more)", "amount: sum(units.week)", StringComparison.Ordinal);
        var rules = Compile(body, SampleRun.Head);
        Assert.True(CarriedRules.Allow(rules.RuleSet));
        var facts = SampleFacts.Random(6, Patients);
        var former = Execute(rules, facts, RunEngine.Compiled);
        var unread = facts.Replace("  - { name: v3", "  - { name: v3, day: 2020-02-02 }\n      - { name: v4", StringComparison.Ordinal);
        Assert.True(Compare(rules, former, Execute(rules, unread, RunEngine.Compiled), RunEngine.Compiled));
        Assert.False(Compare(rules, former, Execute(rules, NightsTests.Changed(facts, new Random(6), 1), RunEngine.Compiled), RunEngine.Compiled));
    }

    [Theory]
    [InlineData("type: median, of: index.nights, better: lower", "type: mean, of: index.nights, better: lower")]
    [InlineData("spent / (count(units) + 1)", "spent / (participant.beds + 1)")]
    [InlineData("amount: amount * (1 + of_them)", "amount: amount * (1 + earlier)")]
    [InlineData("sum(units.paid) - mean(units.paid)", "sum(units.paid) - max(units.paid)")]
    [InlineData("statistic: percentile 50, over: all units, by: index.hospital", "statistic: sum, over: all units, by: index.hospital")]
    public void Figures_ThatAreNoSumsOverBundles_AreNotCarried(string other, string instead)
    {
        var body = OfStays.Replace(instead, other, StringComparison.Ordinal);
        Assert.NotEqual(OfStays, body);
        Assert.True(CarriedRules.Allow(Cahiers[0].Rules.RuleSet));
        Assert.False(CarriedRules.Allow(SampleRun.Check(body)));
    }

    /// <summary>Holds a run on the figures of a former one against one on all facts; false when everything was to be found anew.</summary>
    internal static bool Compare(CompiledRuleSet rules, RunResult former, RunResult now, RunEngine engine)
    {
        if (RunFigures.Write(former, ResultFiles.WriteTables(Report(former), _ => Stream.Null)) is not { } figures || ChangedBundles.For(rules.RuleSet, former.Snapshot, now.Snapshot, () => ChangedBundles.Of(former.Snapshot, now.Snapshot)) is not { } bundles
            || CarriedRun.Execute(rules, RunFigures.Open(new Values<byte>(figures))!, bundles, now.From, now.To, new RunOptions(engine, Threads: 2)) is not { } run)
        {
            return false;
        }

        Assert.Equal(Figures(now), Figures(run.Result));
        Assert.Equal(Summarizing.Summarize(Report(now)).ToString(), Summarizing.Summarize(Report(run.Result)).ToString());
        Assert.Equal(ResultFiles.ToJson(Summarizing.Summarize(Report(now))), ResultFiles.ToJson(Summarizing.Summarize(Report(run.Result))));
        Assert.Equal(Rows(now, now.Units.Listed), Listed(rules, run, bundles, Rows(former, former.Units.Listed)));

        // Of all units, as of any others.
        var all = run.With(new ListedRows([(0, now.Units.Count)], Rows(now, now.Units.Listed)), new ListedRows([(0, now.Units.Included.Count)], Rows(now, now.Units.Included)));
        var parts = new ResultParts(Parts(now, now.Units.Listed), Parts(now, now.Units.Included));
        Assert.Equal(ResultFiles.WriteTables(Report(now), _ => Stream.Null).ResultHash, ResultFiles.Hash(Report(all), parts).Summary.ResultHash);
        return true;
    }

    private static int[] Rows(RunResult run, IEnumerable<int> units) => [.. units.Select(unit => run.Units.Rows[unit])];

    private static int[] Listed(CompiledRuleSet rules, CarriedRun run, ChangedBundles bundles, int[] former)
    {
        var entity = rules.RuleSet.Model.Find(rules.RuleSet.UnitEntity.Entity)!;
        var (rows, next) = (new List<int>(), 0);
        foreach (var change in run.Changes(former))
        {
            rows.AddRange(former[next..change.FormerFrom].Select(row => bundles.NowOf(entity, row)));
            rows.AddRange(Enumerable.Range(change.From, change.To - change.From).Select(place => bundles.RowOfCame(entity, run.Result.Units.Rows[run.Result.Units.Listed[place]])));
            next = change.FormerTo;
        }

        return [.. rows, .. former[next..].Select(row => bundles.NowOf(entity, row))];
    }

    private static TableParts Parts(RunResult run, IReadOnlyList<int> units)
    {
        int[] ends = [.. Enumerable.Range(1, units.Count).Where(end => end == units.Count || UnitParts.EndsAfter(System.Text.Encoding.UTF8.GetBytes(run.Units.Key(units[end - 1]))))];
        return new TableParts(default, [new KnownStretch(0, 0, ends.Length)], [.. ends.Select((end, part) => (part == 0 ? 0 : ends[part - 1], end))]);
    }

    private static string Figures(RunResult run)
    {
        var text = SampleRun.Describe(run);
        return string.Join('\n', text.Split('\n').SkipWhile((_, line) => line < run.Units.Count)) + string.Join(' ', run.Undated) + string.Join(' ', Enumerable.Range(0, run.Participants.Count).Select(p => run.Participants.TakesPart(p, run.Units)));
    }

    private static RunReport Report(RunResult run) => new(run, VersionStatus.Draft, FactsReport.Of(run.Snapshot, null));

    private static CompiledRuleSet Compile(string body, string head) => CompiledRuleSet.Compile(SampleRun.Check(body, head));

    private static string Head(string unit) => string.Join('\n', SampleRun.Head.Split('\n').Where(l => !l.StartsWith("unit:", StringComparison.Ordinal)).Append(unit));

    private static RunResult Execute(CompiledRuleSet rules, string facts, RunEngine engine) =>
        CalculationRun.Execute(rules, SampleRun.Facts(rules.RuleSet.Model, facts), SampleRun.Day("2020-01-01"), SampleRun.Day("2020-12-31"), new RunOptions(engine));
}
