using System.Globalization;
using Cahier.Calculation.Compilation;
using Cahier.Calculation.Runs;
using Cahier.Facts.Snapshots;
using Cahier.Facts.Yaml;
using Cahier.Feel.Values;
using Cahier.Rules;
using Cahier.Rules.Checking;
using Cahier.Rules.Versions;
using Xunit;

namespace Cahier.Engine.Tests.Rules;

/// <summary>Decision tables: what is proven of them, and what each hit policy gives.</summary>
public sealed class TableTests
{
    [Theory]
    [InlineData("unique", "[\"< 5\", 1], [\">= 5\", 2]", "1", "2")]
    [InlineData("first", "[\"< 7\", 1], [\"-\", 2]", "1", "2")]
    [InlineData("F", "[\"< 7\", 1], [\"< 9\", 3], [\"-\", 2]", "1", "3")]
    [InlineData("any", "[\"< 7\", 1], [\"< 5\", 1], [\">= 7\", 2]", "1", "2")]
    [InlineData("collect sum", "[\"< 7\", 1], [\"-\", 2]", "3", "2")]
    [InlineData("C+", "[\"< 7\", 1], [\"-\", 2]", "3", "2")]
    [InlineData("collect min", "[\"< 7\", 1], [\"-\", 2]", "1", "2")]
    [InlineData("C>", "[\"< 7\", 1], [\"-\", 2]", "2", "2")]
    [InlineData("collect count", "[\"< 7\", 1], [\"-\", 2]", "2", "1")]
    [InlineData("unique", "[\"< 5\", 1]", "1", "unknown")]
    public void HitPolicy_OfATable_DecidesWhatCounts(string hit, string rows, string three, string eight)
    {
        var rules = Compile($"tables: {{ weight: {{ source: text, inputs: {{ n: number }}, hit: {hit}, rows: [{rows}] }} }}\nvalues: {{ found: weight(stay.length_of_stay) }}\n");
        Assert.Equal([three, eight], Values(rules, "found", 3, 8));
    }

    [Theory]
    [InlineData("priority", "2", "1")]
    [InlineData("P", "2", "1")]
    [InlineData("output order", "[2, 1, 3]", "[1]")]
    [InlineData("O", "[2, 1, 3]", "[1]")]
    [InlineData("collect", "[1, 3, 2]", "[1]")]
    [InlineData("rule order", "[1, 3, 2]", "[1]")]
    [InlineData("R", "[1, 3, 2]", "[1]")]
    public void OutputsInOrder_OfATable_GoByTheValuesAllowed(string hit, string three, string eight)
    {
        var rules = Compile($"tables: {{ weight: {{ source: text, inputs: {{ n: number }}, hit: {hit}, output: {{ allowed: [2, 1, 3] }}, rows: [[\"-\", 1], [\"< 7\", 3], [\"< 5\", 2]] }} }}\nvalues: {{ found: 'string(weight(stay.length_of_stay))' }}\n");
        Assert.Equal([three, eight], Values(rules, "found", 3, 8));
    }

    [Fact]
    public void SeveralOutputs_AreAContext_WithADefaultForEach()
    {
        var rules = Compile("tables: { weight: { source: text, inputs: { n: number }, hit: collect max, outputs: { points: { type: number, default: 0 }, share: { type: number, default: 0.5 } }, rows: [[\"< 7\", 1, 0.9], [\"< 5\", 3, 0.7]] } }\nvalues: { found: weight(stay.length_of_stay).points, share: weight(stay.length_of_stay).share }\n");
        Assert.Equal(["3", "0"], Values(rules, "found", 3, 8));
        Assert.Equal(["0.9", "0.5"], Values(rules, "share", 3, 8));
    }

    [Fact]
    public void Input_ThatTheTableDoesNotAllow_GivesNothing()
    {
        var rules = Compile("tables: { weight: { source: text, inputs: { n: { type: number, allowed: [\"[0..5]\", 8] } }, rows: [[\"-\", 1]] } }\nvalues: { found: weight(stay.length_of_stay) }\n");
        Assert.Equal(["1", "unknown", "1"], Values(rules, "found", 3, 7, 8));
        Assert.False(((Cahier.Feel.Types.FunctionType)rules.Tables[0].Symbol.Fact.Type).IsTotal);
    }

    [Theory]
    [InlineData("{ n: number }", "[\"< 5\", 1], [\">= 5\", 2]", true)]
    [InlineData("{ n: number }", "[\"< 5\", 1], [\"> 5\", 2]", false)]
    [InlineData("{ n: number }", "[\"< 5\", 1], [\"[5..7)\", 2], [\">= 7\", 3]", true)]
    [InlineData("{ n: number }", "[\"[-1..1]\", 1], [\"not([-1..1])\", 2]", true)]
    [InlineData("{ n: number }", "[\"? * 2 < 5\", 1], [\"? * 2 >= 5\", 2]", false)]
    [InlineData("{ b: boolean }", "[true, 1], [false, 2]", true)]
    [InlineData("{ b: boolean, n: number }", "[true, \"-\", 1], [false, \"< 3\", 2]", false)]
    [InlineData("{ d: date }", "['< date(\"2020-01-01\")', 1], ['>= date(\"2020-01-01\")', 2]", true)]
    [InlineData("{ t: text }", "[a, 1], [b, 2]", false)]
    [InlineData("{ t: text }", "[\"a, b\", 1], ['not(\"a\", \"b\")', 2]", true)]
    public void Table_WithoutGap_IsKnownToGiveAValue(string inputs, string rows, bool total)
    {
        var rules = Compile($"tables: {{ weight: {{ source: text, inputs: {inputs}, rows: [{rows}] }} }}\nvalues: {{ unused: stay.ghm }}\n");
        Assert.Equal(total, ((Cahier.Feel.Types.FunctionType)rules.Tables[0].Symbol.Fact.Type).IsTotal);
    }

    [Fact]
    public void Table_OverTheCodesOfAField_KnowsThemAll()
    {
        var outcome = RuleSetCompiler.Compile(RuleFileTests.Folder, "mssp", "2013");
        var terms = outcome.RuleSet!.Tables.Single(t => t.Name == "track_terms");
        Assert.True(((Cahier.Feel.Types.FunctionType)terms.Symbol.Fact.Type).IsTotal);
    }

    [Fact]
    public void Cell_ThatIsNoCodeOfTheField_IsRefused()
    {
        var texts = new TextsAtHand().With("case/2.yaml", Repository("track: aco_year.track").Replace("[T1, 1]", "[T9, 1]", StringComparison.Ordinal));
        var found = Assert.Single(RuleSetCompiler.Compile(texts, "case", "2").Diagnostics.Where(d => d.IsError));
        Assert.Equal("C407", found.Code.Id);
    }

    [Fact]
    public void UnknownInput_ThatDoesNotMatter_LeavesTheOutcomeKnown()
    {
        var rules = Compile("tables: { weight: { source: text, inputs: { a: boolean, b: boolean }, rows: [[true, \"-\", 1], [false, true, 2], [false, false, 3]] } }\nvalues: { found: 'weight(stay.length_of_stay > 5, if stay.length_of_stay > 100 then true else null)' }\n");
        Assert.Equal(["unknown", "1"], Values(rules, "found", 3, 8));
    }

    [Fact]
    public void Csv_OfThousandsOfRows_IsReadAndFound()
    {
        var csv = string.Concat(Enumerable.Range(0, 5000).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i},{i * 2}\n")));
        var texts = new TextsAtHand()
            .With("case/2.yaml", Amending + "tables: { weight: { source: text, inputs: { n: number }, csv: weights.csv } }\nvalues: { found: weight(stay.length_of_stay) }\n")
            .With("case/weights.csv", "n,weight\n" + csv);
        var rules = RuleSetCompiler.Compile(texts, "case", "2").RuleSet!;
        Assert.Equal(["9998", "unknown"], Values(rules, "found", 4999, 5000));
    }

    private const string Amending = "cahier: case\nversion: \"2\"\namends: base@1\napplies: { from: 2021-01-01 }\n";

    private static string Repository(string input) => $$"""
        cahier: case
        version: "2"
        title: Tracks
        model: mssp
        applies: { from: 2021-01-01 }
        unit: { entity: aco_year, as: aco_year, date: 'date(aco_year.performance_year, 12, 31)', participant: aco_year.aco }
        tables:
          weight:
            source: a text
            inputs: { {{input}} }
            rows: [[T1, 1], ["T2, T3", 2]]
        """;

    private static CheckedRuleSet Compile(string more)
    {
        var outcome = RuleSetCompiler.Compile(new TextsAtHand().With("case/2.yaml", Amending + more), "case", "2");
        Assert.Empty(outcome.Diagnostics.Where(d => d.IsError).Select(d => $"{d.Location} {d.Cause}"));
        return outcome.RuleSet!;
    }

    private static IEnumerable<string> Values(CheckedRuleSet rules, string name, params int[] nights)
    {
        var rows = nights.Select((n, i) => string.Create(CultureInfo.InvariantCulture, $"{{ stay_id: S{i}, ghm: a, ghs: b, entry_date: 2021-03-02, exit_date: 2021-03-07, length_of_stay: {n}, establishment: E1 }}"));
        var facts = FactsFromYaml.Read(rules.Model, YamlDocument.Parse("facts.yaml", $"stay: [{string.Join(", ", rows)}]").Root!, new DiagnosticBag())!;
        var period = Period.OfYear(2021);
        var run = CalculationRun.Execute(CompiledRuleSet.Compile(rules), facts, period.From, period.To, new RunOptions());
        var column = run.Units.Find(rules.Values.Single(v => v.Name == name).Symbol)!;
        return Enumerable.Range(0, run.Units.Count).Select(u => column.IsKnown(u) ? FeelText.Plain(column.Value(u)) : "unknown");
    }
}
