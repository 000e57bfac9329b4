using System.Globalization;
using System.Text;
using Cahier.Calculation.Compilation;
using Cahier.Calculation.Masks;
using Cahier.Calculation.Results;
using Cahier.Calculation.Runs;
using Cahier.Facts.Snapshots;
using Cahier.Rules;
using Cahier.Rules.Checking;
using Xunit;

namespace Cahier.Engine.Tests.Calculation;

/// <summary>Numbers that are found in whole numbers are those of the tree walker, digit for digit: for all units, for most, and for few.</summary>
public sealed class NumberAgreementTests
{
    private const int Numbers = 30;

    [Theory]
    [InlineData(1, 65, "true")]
    [InlineData(2, 1_100, "true")]
    [InlineData(3, 1_100, "index.nights > 4")]
    [InlineData(4, 1_100, "index.nights > 25")]
    [InlineData(5, 513, "index.cost > 0")]
    [InlineData(6, 64, "index.nights > 40")]
    public void Numbers_RandomOverRandomFacts_AreThoseOfTheInterpreter(int seed, int stays, string included)
    {
        var random = new Random(seed);
        var numbers = Enumerable.Range(0, Numbers).Select(_ => MaskAgreementTests.Number(random)).ToList();
        var rules = Check(numbers, included);
        var snapshot = MaskAgreementTests.Facts(rules, random, stays);

        var walked = Execute(rules, snapshot, new RunOptions(RunEngine.Interpreter));
        foreach (var threads in (int[])[1, 2])
        {
            Assert.Equal(Digits(walked), Digits(Execute(rules, snapshot, new RunOptions(RunEngine.Compiled, threads))));
        }

        var sources = new MaskSources(walked.Frame);
        var whole = rules.Values.Count(v => MaskMaker.MakeNumber(v.Expression, sources) is not null);
        Assert.True(whole > Numbers / 3, $"only {whole} of {rules.Values.Length} are found in whole numbers: the test says too little");
    }

    [Theory]
    [InlineData("half up to 0.01")]
    [InlineData("half even to 0.1")]
    [InlineData("half down to 0.001")]
    [InlineData("up to 1")]
    [InlineData("down to 0.01")]
    [InlineData("floor to 0.1")]
    [InlineData("ceiling to 0.01")]
    [InlineData("half up to 0.05")]
    [InlineData("half up to 10")]
    public void Amounts_Rounded_AreThoseOfTheInterpreter(string rounding)
    {
        string[] amounts = ["index.cost * tariff(index.mode)", "index.cost * share(index.mode)", "(0 - index.cost) * index.patient.risk", "index.cost", "index.cost * 123456789.123456789 * index.patient.risk", "index.cost * weight(index.nights, index.patient.insured) - index.cost"];
        var lines = string.Concat(amounts.Select((amount, i) => $"    - {{ id: l{i}, amount: '{amount}', round: {rounding}, source: made up }}\n"));
        var rules = Check([], "index.nights > 4", SampleRun.Model.Replace(", unit: day", "", StringComparison.Ordinal), "payment:\n  unit:\n" + lines);
        var snapshot = MaskAgreementTests.Facts(rules, new Random(7), 700);

        var walked = Execute(rules, snapshot, new RunOptions(RunEngine.Interpreter));
        var compiled = Execute(rules, snapshot, new RunOptions(RunEngine.Compiled));

        Assert.Equal(Amounts(walked), Amounts(compiled));
        Assert.True(Amounts(walked).Distinct().Count() > 700, "the amounts are too few to say anything");
    }

    [Fact]
    public void Amount_WhoseDecimalsDiffer_IsFoundInWholeNumbersWhereRoundingMakesThemAlike()
    {
        string[] lines = ["half up to 0.01", "half up to 0.001", "half up to 0.05"];
        var rules = Check([], "true", SampleRun.Model.Replace(", unit: day", "", StringComparison.Ordinal), "payment:\n  unit:\n" + string.Concat(lines.Select((r, i) => $"    - {{ id: l{i}, amount: index.cost * share(index.mode), round: {r}, source: made up }}\n")));
        var run = Execute(rules, SampleRun.Facts(rules.Model, "patient:\n  - patient_id: P\n    birth_date: 1950-01-01\n    stays:\n      - { stay_id: S, entry_date: 2020-03-01, nights: 2, mode: home, cost: 12.55 }\n"), new RunOptions(RunEngine.Compiled));

        var found = rules.UnitLines.Select(line => MaskMaker.MakeAmount(line.Amount, line.Rounding, new MaskSources(run.Frame)) is not null);

        Assert.Equal([true, false, false], found);
    }

    [Theory]
    [InlineData("9000000000000000000", "18000000000000000000")]
    [InlineData("-9000000000000000000", "-18000000000000000000")]
    [InlineData("9223372036854775807", "18446744073709551614")]
    [InlineData("4", "8")]
    public void Sum_OfNumbersAlike_IsExactWhereItLeaves64Bits(string cost, string sum)
    {
        var rules = Check([], "true", SampleRun.Model, "indicators:\n  - { id: total, type: sum, of: index.cost }\n");
        var stays = string.Concat(Enumerable.Range(0, 2).Select(i => FormattableString.Invariant($"      - {{ stay_id: S{i}, entry_date: 2020-01-01, nights: 1, cost: {cost}, hospital: H }}\n")));
        var snapshot = SampleRun.Facts(rules.Model, $"hospital:\n  - {{ hospital_id: H }}\npatient:\n  - patient_id: P\n    birth_date: 1950-01-01\n    stays:\n{stays}");

        var run = Execute(rules, snapshot, new RunOptions(RunEngine.Compiled));

        Assert.Equal(decimal.Parse(sum, CultureInfo.InvariantCulture), run.Participants.Indicator(rules.Indicators[0].Symbol).Value.Read(0));
    }

    [Fact]
    public void Number_WhoseDecimalsDifferFromUnitToUnit_IsLeftToDecimals()
    {
        var rules = Check(["most", "get or else(index.cost, 0.125)", "index.cost"], "true");
        var run = Execute(rules, MaskAgreementTests.Facts(rules, new Random(1), 40), new RunOptions(RunEngine.Compiled));

        var found = rules.Values[^3..].Select(v => MaskMaker.MakeNumber(v.Expression, new MaskSources(run.Frame)) is not null);

        Assert.Equal([false, false, true], found);
    }

    [Theory]
    [InlineData("2020-03-01", "2020-05-31", true)]
    [InlineData("2020-03-01", "2020-06-01", false)]
    [InlineData("2019-01-01", "2019-12-31", true)]
    public void Parameter_WithOneValueInThePeriod_IsAConstant(string from, string to, bool isConstant)
    {
        var rules = Check(["most * index.nights"], "true");
        var snapshot = MaskAgreementTests.Facts(rules, new Random(3), 400);

        var walked = CalculationRun.Execute(CompiledRuleSet.Compile(rules), snapshot, SampleRun.Day(from), SampleRun.Day(to), new RunOptions(RunEngine.Interpreter));
        var compiled = CalculationRun.Execute(CompiledRuleSet.Compile(rules), snapshot, SampleRun.Day(from), SampleRun.Day(to), new RunOptions(RunEngine.Compiled));

        Assert.Equal(Digits(walked), Digits(compiled));
        Assert.Equal(isConstant, MaskMaker.MakeNumber(rules.Values[^1].Expression, new MaskSources(compiled.Frame)) is not null);
    }

    [Fact]
    public void Number_OfTwoBranches_IsFoundInWholeNumbersWhereBothHaveAsManyDecimals()
    {
        var rules = Check(["if get or else(is_dear, false) then index.nights else 0", "if get or else(is_dear, false) then index.cost else 0", "if get or else(is_dear, false) then index.nights else null"], "true");
        var run = Execute(rules, MaskAgreementTests.Facts(rules, new Random(1), 40), new RunOptions(RunEngine.Compiled));

        var found = rules.Values[^3..].Select(v => MaskMaker.MakeNumber(v.Expression, new MaskSources(run.Frame)) is not null);

        Assert.Equal([true, false, false], found);
    }

    private static RunResult Execute(CheckedRuleSet rules, Snapshot snapshot, RunOptions options) =>
        CalculationRun.Execute(CompiledRuleSet.Compile(rules), snapshot, SampleRun.Day("2020-01-01"), SampleRun.Day("2020-12-31"), options);

    private static CheckedRuleSet Check(IEnumerable<string> numbers, string included) =>
        Check(numbers, included, SampleRun.Model.Replace(", unit: EUR", "", StringComparison.Ordinal).Replace(", unit: day", "", StringComparison.Ordinal), "");

    private static CheckedRuleSet Check(IEnumerable<string> numbers, string included, string model, string more)
    {
        var text = new StringBuilder(SampleRun.Head).Append('\n').Append(MaskAgreementTests.Named.TrimEnd()).Append('\n');
        foreach (var (number, i) in numbers.Select((n, i) => (n, i)))
        {
            text.Append(CultureInfo.InvariantCulture, $"  n{i}: {number}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"eligibility:\n  - {{ id: E1, when: {included} }}\n").Append(more);
        var outcome = RuleSetCompiler.Compile(new SampleTexts(model, text.ToString()), "sample", "1");
        return outcome.RuleSet ?? throw new InvalidOperationException(string.Join('\n', outcome.Diagnostics.Select(d => $"{d.Location} {d.Code} {d.Cause}")));
    }

    private static List<string> Amounts(RunResult run) =>
    [
        .. Enumerable.Range(0, run.Units.Count).SelectMany(u => run.RuleSet.UnitLines.Select(l => string.Create(CultureInfo.InvariantCulture, $"{run.Units.Key(u)} {l.Name} {((NumberResults)run.Units.Find(l.Symbol)!).Read(u)}"))),
    ];

    private static List<string> Digits(RunResult run) =>
    [
        .. Enumerable.Range(0, run.Units.Count).SelectMany(u => run.RuleSet.Values.Select(v => (v.Name, Column: run.Units.Find(v.Symbol) as NumberResults)).Where(v => v.Column is not null)
            .Select(v => string.Create(CultureInfo.InvariantCulture, $"{run.Units.Key(u)} {v.Name} {v.Column!.Read(u)}"))),
    ];
}
