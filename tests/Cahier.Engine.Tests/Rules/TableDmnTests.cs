using System.Globalization;
using System.Xml.Linq;
using Cahier.Calculation.Compilation;
using Cahier.Calculation.Runs;
using Cahier.Facts.Snapshots;
using Cahier.Facts.Yaml;
using Cahier.Feel.Dmn;
using Cahier.Feel.Evaluation;
using Cahier.Feel.Values;
using Cahier.Rules;
using Cahier.Rules.Checking;
using Cahier.Rules.Loading;
using Cahier.Rules.Versions;
using Xunit;

namespace Cahier.Engine.Tests.Rules;

/// <summary>Tables in DMN files: one written and read again is the same table, and decides the same as a DMN model.</summary>
public sealed class TableDmnTests
{
    private const string Amending = "cahier: case\nversion: \"2\"\namends: base@1\napplies: { from: 2021-01-01 }\n";

    [Theory]
    [InlineData("inputs: { n: number }, rows: [[\"< 5\", 1], [\">= 5\", 2]]")]
    [InlineData("inputs: { n: number, m: number }, hit: first, rows: [[\"[0..5)\", \"-\", 1.5], [\"-\", \"3, 7\", 2]], default: 0")]
    [InlineData("inputs: { n: { type: number, allowed: [\"[0..50]\"] }, m: number }, hit: collect sum, rows: [[\"< 5\", \"-\", 1], [\"-\", \"< 7\", 2]]")]
    [InlineData("inputs: { n: number, m: number }, hit: priority, output: { allowed: [2, 1] }, rows: [[\"< 5\", \"-\", 1], [\"-\", \"< 7\", 2]]")]
    public void Table_WrittenAsDmnAndReadAgain_HasTheSameRowsAndDecidesTheSame(string table)
    {
        var calls = table.Contains("m:", StringComparison.Ordinal) ? "weight(stay.length_of_stay, stay.length_of_stay)" : "weight(stay.length_of_stay)";
        var values = $"values: {{ found: '{calls}' }}\n";
        var texts = new TextsAtHand().With("case/2.yaml", $"{Amending}tables: {{ weight: {{ source: text, {table} }} }}\n{values}");
        var former = Compile(texts);

        var dmn = TableDmn.Write(former.Tables[0].Definition, "case@2");
        var later = Compile(texts.With("case/weight.dmn", dmn).With("case/2.yaml", $"{Amending}tables: {{ weight: {{ source: text, from: weight.dmn#weight }} }}\n{values}"));

        Assert.Equal(Rows(former), Rows(later));
        Assert.Equal(former.Tables[0].Definition.Hit, later.Tables[0].Definition.Hit);
        Assert.Equal(dmn, TableDmn.Write(later.Tables[0].Definition, "case@2"));
        Assert.Equal(Values(former), Values(later));
        Assert.Equal(Values(former), Nights.Select(n => Decided(dmn, n)));
        Assert.Contains(later.Definition.Texts, t => t.Key == "case/weight.dmn");
    }

    [Theory]
    [MemberData(nameof(RuleFileTests.Versions), MemberType = typeof(RuleFileTests))]
    public void Tables_OfEveryCahier_AreReadAsTheyWereWritten(string cahier, string version)
    {
        foreach (var table in RuleSetLoader.Load(RuleFileTests.Folder, cahier, version).Definition!.Tables)
        {
            var dmn = TableDmn.Write(table, $"{cahier}@{version}");
            var found = DmnReader.Read("table.dmn", dmn).Model!.FindTable(table.Name.Text)!;
            Assert.Equal(table.Rows.Select(r => Plain(r.Select(c => c.Text))), found.Rules.Select(r => Plain(r.Tests.Concat(r.Outputs).Select(c => c.Text.Value))));

            var xml = XDocument.Parse(dmn).Descendants().ToList();
            var ids = xml.Attributes("id").Select(a => a.Value).ToList();
            Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
            Assert.All(xml.Attributes().Where(a => a.Name == "href" || a.Name == "dmnElementRef"), a => Assert.Contains(a.Value.TrimStart('#'), ids));
        }
    }

    [Fact]
    public void Table_OfADmnFile_TakesNamesAndUnitsFromTheCahier()
    {
        var texts = new TextsAtHand().With("case/2.yaml", $"{Amending}tables: {{ weight: {{ source: text, inputs: {{ nights: number }}, output: {{ unit: EUR }}, from: weight.dmn#The price }} }}\nvalues: {{ found: weight(stay.length_of_stay) }}\n")
            .With("case/weight.dmn", """
                <definitions xmlns="http://www.omg.org/spec/DMN/20180521/MODEL/" name="a" namespace="urn:a">
                  <itemDefinition name="tNights"><typeRef>number</typeRef><allowedValues><text>[0..100]</text></allowedValues></itemDefinition>
                  <decision name="The price" id="price">
                    <decisionTable hitPolicy="FIRST">
                      <input><inputExpression typeRef="tNights"><text>Nights in bed</text></inputExpression></input>
                      <output typeRef="number"><defaultOutputEntry><text>0</text></defaultOutputEntry></output>
                      <rule><inputEntry><text>&lt; 5</text></inputEntry><outputEntry><text>100</text></outputEntry></rule>
                      <rule><inputEntry><text></text></inputEntry><outputEntry><text>200</text></outputEntry></rule>
                    </decisionTable>
                  </decision>
                </definitions>
                """);
        var rules = Compile(texts);
        Assert.Equal(["100", "200", "unknown"], Values(rules, 3, 8, 101));
        Assert.Contains("EUR", rules.Tables[0].Symbol.Fact.Type is Cahier.Feel.Types.FunctionType function ? function.Result.ToString() : "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../risk.dmn#x")]
    [InlineData("/etc/risk.dmn#x")]
    [InlineData("a/risk.dmn#x")]
    [InlineData("..dmn#x")]
    public void File_OutsideOfTheCahier_IsRefused(string from)
    {
        var outcome = RuleSetCompiler.Compile(new TextsAtHand().With("case/2.yaml", $"{Amending}tables: {{ weight: {{ source: text, from: '{from}' }} }}\n"), "case", "2");
        Assert.Contains(outcome.Diagnostics, d => d.Code.Id is "C114" or "C117");
    }

    private static readonly int[] Nights = [0, 3, 5, 6, 7, 12, 40];

    private static CheckedRuleSet Compile(TextsAtHand texts)
    {
        var outcome = RuleSetCompiler.Compile(texts, "case", "2");
        Assert.Empty(outcome.Diagnostics.Where(d => d.IsError).Select(d => $"{d.Location} {d.Cause}"));
        return outcome.RuleSet!;
    }

    private static IEnumerable<string> Rows(CheckedRuleSet rules) => rules.Tables[0].Table.Rows.Select(r => $"{string.Join(" | ", r.Tests.Select(t => t.Text))} → {r.Output}");

    // A word of a cahier stands in quotes in DMN.
    private static string Plain(IEnumerable<string> cells) => string.Join(" | ", cells).Replace("\"", "", StringComparison.Ordinal);

    private static string Decided(string dmn, int nights)
    {
        var number = new NumberValue(nights);
        var inputs = new ContextValue([KeyValuePair.Create<string, FeelValue>("n", number), KeyValuePair.Create<string, FeelValue>("m", number)]);
        var value = new DmnEvaluation(DmnModels.Load("weight.dmn", dmn, []).Models!, inputs, new EvaluationClock(TimeProvider.System)).Decide("weight")!;
        return value.IsNull ? "unknown" : FeelText.Plain(value);
    }

    private static IEnumerable<string> Values(CheckedRuleSet rules, params int[] nights)
    {
        var rows = (nights.Length == 0 ? Nights : nights).Select((n, i) => string.Create(CultureInfo.InvariantCulture, $"{{ stay_id: S{i:00}, ghm: a, ghs: b, entry_date: 2021-03-02, exit_date: 2021-03-07, length_of_stay: {n}, establishment: E1 }}"));
        var facts = FactsFromYaml.Read(rules.Model, YamlDocument.Parse("facts.yaml", $"stay: [{string.Join(", ", rows)}]").Root!, new DiagnosticBag())!;
        var period = Period.OfYear(2021);
        var run = CalculationRun.Execute(CompiledRuleSet.Compile(rules), facts, period.From, period.To, new RunOptions());
        var found = rules.Values.Single(v => v.Name == "found");
        return Enumerable.Range(0, run.Units.Count).Select(u => run.ValueOf(found, u) is { IsNull: false } value ? FeelText.Plain(value) : "unknown");
    }
}
