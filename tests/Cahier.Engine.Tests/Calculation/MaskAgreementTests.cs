using System.Globalization;
using System.Text;
using Cahier.Calculation.Masks;
using Cahier.Calculation.Runs;
using Cahier.Facts.Snapshots;
using Cahier.Rules;
using Cahier.Rules.Checking;
using Xunit;

namespace Cahier.Engine.Tests.Calculation;

/// <summary>Conditions found by masks are those of the tree walker: random ones over random facts, at the borders of words and blocks, with facts missing and numbers so large that masks must refuse.</summary>
public sealed class MaskAgreementTests
{
    private const int Rules = 40;

    /// <summary>Parameters and values that conditions and numbers read by name.</summary>
    public const string Named = """
        parameters:
          limit: { source: made up, values: { 2000-01-01: 12.5 } }
          most: { source: made up, values: { 2000-01-01: 3, 2020-03-01: 10, 2020-06-01: 7.25, 2020-10-01: 400 } }
          window: { source: made up, values: { 2000-01-01: 'duration("P200D")' } }
        tables:
          tariff:
            source: made up
            inputs: { mode: stay.mode }
            output: { type: number }
            rows: [[home, 0.70], ["transfer, emergency", 0.65]]
          share:
            source: made up
            inputs: { mode: stay.mode }
            output: { type: number }
            rows: [[home, 0.5], [transfer, 1]]
            default: 0.125
          weight:
            source: made up
            inputs: { age: number, insured: boolean }
            output: { type: number }
            rows: [["< 10", true, 1.25], ["< 10", false, 0.75], [">= 10", "-", 2.50]]
        values:
          age: years and months duration(index.patient.birth_date, index.entry_date).years
          is_dear: index.cost > 500
          spent: get or else(index.cost, 0) - 100

        """;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 63)]
    [InlineData(3, 64)]
    [InlineData(4, 65)]
    [InlineData(5, 511)]
    [InlineData(6, 512)]
    [InlineData(7, 513)]
    [InlineData(8, 1_100)]
    public void Conditions_RandomOverRandomFacts_AreThoseOfTheInterpreter(int seed, int stays)
    {
        var random = new Random(seed);
        var conditions = Enumerable.Range(0, 3 * Rules).Select(_ => Condition(random, 3)).Where(c => TryCheck([c]).RuleSet is not null).Take(Rules).ToList();
        var rules = Check(conditions);
        var snapshot = Facts(rules, random, stays);

        var compiled = SampleRun.Execute(rules, snapshot);
        var walked = SampleRun.Execute(rules, snapshot, RunEngine.Interpreter);

        foreach (var (rule, r) in rules.Rules.Select((rule, r) => (rule, r)))
        {
            for (var unit = 0; unit < walked.Units.Count; unit++)
            {
                Assert.True(walked.Units.Outcomes[r].Read(unit) == compiled.Units.Outcomes[r].Read(unit), $"{rule.When.Text} of {walked.Units.Key(unit)}: walked {walked.Units.Outcomes[r].Read(unit)}, by mask {compiled.Units.Outcomes[r].Read(unit)}");
            }
        }

        Assert.Equal(walked.Units.Statuses, compiled.Units.Statuses);
        Assert.Equal(walked.Units.Included, compiled.Units.Included);
        var sources = new MaskSources(compiled.Frame);
        var masks = rules.Rules.Count(rule => MaskMaker.Make(rule.When, sources) is not null);
        Assert.True(masks > Rules / 2, $"only {masks} of {conditions.Count} conditions are masks: the test says too little");
    }

    [Theory]
    [InlineData("index.cost * index.cost > 1")]
    [InlineData("index.cost * 10000000000 * 10000000000 > index.nights")]
    [InlineData("index.cost + 0.00000000000000000001 > 0")]
    public void Condition_ThatMightNotFitOrIsNotExact_IsLeftToDecimals(string condition)
    {
        var rules = Check([condition]);
        var stays = string.Concat(((string[])["900000000000000000", "-900000000000000000", "0.01", "12"]).Select((cost, i) => FormattableString.Invariant($"      - {{ stay_id: S{i}, entry_date: 2020-01-01, nights: 12, cost: {cost} }}\n")));
        var snapshot = SampleRun.Facts(rules.Model, $"patient:\n  - patient_id: P\n    birth_date: 1950-01-01\n    stays:\n{stays}      - {{ stay_id: S9, entry_date: 2020-01-01, nights: 12 }}\n");

        var compiled = SampleRun.Execute(rules, snapshot);

        Assert.Null(MaskMaker.Make(rules.Eligibility[0].When, new MaskSources(compiled.Frame)));
        Assert.Equal(SampleRun.Describe(SampleRun.Execute(rules, snapshot, RunEngine.Interpreter)), SampleRun.Describe(compiled));
    }

    private static CheckedRuleSet Check(IEnumerable<string> conditions)
    {
        var outcome = TryCheck(conditions);
        return outcome.RuleSet ?? throw new InvalidOperationException(string.Join('\n', outcome.Diagnostics.Select(d => $"{d.Location} {d.Code} {d.Cause}")));
    }

    private static CheckOutcome TryCheck(IEnumerable<string> conditions)
    {
        // Without units any number may stand beside any other.
        var model = SampleRun.Model.Replace(", unit: EUR", "", StringComparison.Ordinal).Replace(", unit: day", "", StringComparison.Ordinal);
        var text = new StringBuilder(SampleRun.Head).Append('\n').Append(Named).Append("eligibility:\n");
        foreach (var (condition, i) in conditions.Select((c, i) => (c, i)))
        {
            text.Append(CultureInfo.InvariantCulture, $"  - id: R{i}\n    when: >-\n      {condition}\n");
            text.Append(i % 7 == 6 ? "    when missing: true\n" : "");
        }

        return RuleSetCompiler.Compile(new SampleTexts(model, text.ToString()), "sample", "1");
    }

    /// <summary>A number of a stay, of which some are missing.</summary>
    public static string Number(Random random)
    {
        string Pick(params string[] choices) => choices[random.Next(choices.Length)];
        return random.Next(13) switch
        {
            0 => Pick("index.cost", "index.nights", "index.hospital.beds", "index.patient.risk"),
            1 => $"({Pick("index.nights", "index.patient.risk")} * {Pick("3", "-2", "0.125", "index.hospital.beds")})",
            2 => $"(index.cost {Pick("+", "-")} {Pick("100", "0.005", "index.patient.risk")})",
            3 => Pick("limit", "most", "age", "spent"),
            4 => $"get or else({Pick("index.cost", "index.hospital.beds")}, {Pick("0", "12.345", "index.patient.risk")})",
            5 => "-(index.nights)",
            6 => $"(if {Pick("get or else(index.patient.insured, true)", "get or else(is_dear, false)", "index.mode != null and index.mode = \"home\"", "index.nights > 12")} then {Pick("index.nights", "index.cost", "index.patient.risk")} else {Pick("0", "-7", "index.nights", "12.345")})",
            7 => Pick("tariff(index.mode)", "weight(index.nights, index.patient.insured)", "weight(age, index.patient.insured)", "weight(index.nights, is_dear)"),
            8 => $"({Pick("index.cost", "index.nights")} * {Pick("tariff(index.mode)", "weight(index.nights, is_dear)")})",
            _ => Pick("index.cost", "index.nights"),
        };
    }

    private static string Condition(Random random, int depth)
    {
        string Pick(params string[] choices) => choices[random.Next(choices.Length)];
        string Deeper() => Condition(random, depth - 1);
        string Number() => MaskAgreementTests.Number(random);
        string Day() => Pick("index.entry_date", "index.exit_date", "index.patient.birth_date", "(index.entry_date + window)", "(index.exit_date - duration(\"P30D\"))", "date(\"2020-05-17\")", "period.start", "(period.end - duration(\"P7M\"))", "(period.start + duration(\"P1Y\"))");
        string Compare() => Pick("<", "<=", ">", ">=");
        if (depth > 0 && random.Next(3) > 0)
        {
            return random.Next(4) switch
            {
                0 => $"not({Deeper()})",
                1 => $"get or else({Deeper()}, {Pick("true", "false", Deeper())})",
                2 => $"({Deeper()} and {Deeper()})",
                _ => $"({Deeper()} or {Deeper()})",
            };
        }

        return random.Next(14) switch
        {
            0 => "index.patient.insured",
            1 => $"{Pick("index.mode", "get or else(index.mode, \"home\")")} {Pick("=", "!=")} \"{Pick("home", "transfer")}\"",
            2 => "index.mode in (\"home\", \"emergency\")",
            3 => $"{Pick("starts with", "ends with", "contains", "matches")}(index.group, \"{Pick("A", "z", "x")}\")",
            4 => $"{Pick("index.hospital.region", "index.hospital", "index.patient")} {Pick("=", "!=")} null",
            5 => $"{Day()} {Compare()} index.entry_date",
            6 => $"index.exit_date in [date(\"2020-02-01\")..date(\"2020-09-{Pick("01", "30")}\")]",
            7 => $"index.cost {Pick("in", "in")} ({Pick("<", ">=")} {Pick("100", "749.995")}, {Pick("[200..300)", "(0..1]", "5")})",
            8 => $"{Number()} between 1 and {Number()}",
            9 => $"index.exit_date - index.entry_date {Compare()} duration(\"P{random.Next(1, 90)}D\")",
            10 => $"years and months duration(index.patient.birth_date, index.entry_date) {Compare()} duration(\"P{random.Next(1, 80)}Y\")",
            11 => $"{Pick("index.nights", "index.patient.risk")} {Pick("=", "!=")} {Pick("3", "1.5", "0.1")}",
            12 => "is_dear",
            _ => $"{Number()} {Compare()} {Number()}",
        };
    }

    public static Snapshot Facts(CheckedRuleSet rules, Random random, int stays)
    {
        string Day(int year) => string.Create(CultureInfo.InvariantCulture, $"{random.Next(year, year + 2)}-{random.Next(1, 13):00}-{random.Next(1, 29):00}");
        string Maybe(string field, string value) => random.Next(5) == 0 ? "" : $", {field}: {value}";
        string Number(int below) => (random.Next(-below / 4, below) / 100m).ToString(CultureInfo.InvariantCulture);

        var text = new StringBuilder("hospital:\n");
        for (var h = 0; h < 3; h++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - {{ hospital_id: H{h}{Maybe("region", "north")}{Maybe("beds", Number(50_000))} }}\n");
        }

        text.Append("patient:\n");
        for (var s = 0; s < stays; s++)
        {
            if (s % 3 == 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"  - patient_id: P{s:0000}\n    birth_date: {Day(1930 + random.Next(85))}\n");
                text.Append(random.Next(4) == 0 ? "" : $"    risk: {Number(500)}\n").Append(random.Next(6) == 0 ? "" : $"    insured: {(random.Next(3) == 0 ? "false" : "true")}\n").Append("    stays:\n");
            }

            text.Append(CultureInfo.InvariantCulture, $"      - {{ stay_id: S{s:0000}, entry_date: {Day(2020)}, nights: {random.Next(30)}{Maybe("exit_date", Day(2020))}{Maybe("mode", new[] { "home", "transfer", "emergency" }[random.Next(3)])}{Maybe("group", new[] { "Axz", "Ab", "Bz", "C" }[random.Next(4)])}{Maybe("cost", Number(100_000))}{Maybe("hospital", $"H{random.Next(3)}")} }}\n");
        }

        return SampleRun.Facts(rules.Model, text.ToString());
    }
}
