using Cahier.Rules;
using Cahier.Rules.Checking;
using Cahier.Rules.Loading;
using Cahier.Rules.Versions;
using Xunit;

namespace Cahier.Engine.Tests.Rules;

/// <summary>Amending versions, and the choice of a version by date.</summary>
public sealed class ConsolidationTests
{
    private const string Second = """
        cahier: case
        version: "2"
        amends: base@1
        applies: { from: 2021-01-01, to: 2021-12-31 }

        """;

    private const string Third = """
        cahier: case
        version: "3"
        amends: case@2
        applies: { from: 2022-01-01 }

        """;

    [Fact]
    public void Amendment_SaysWhatChanges_KeepsTheRestInPlace()
    {
        var rules = Compile("2", Second + """
            values:
              nights: max(1, stay.length_of_stay)
              long_stay: nights > 10
            exclusions:
              - { id: EXC-1, when: long_stay }
            """);
        Assert.Equal(["nights", "long_stay"], rules.Values.Select(v => v.Name));
        Assert.Equal("max(1, stay.length_of_stay)", rules.Values[0].Definition.Expression.Text);
        Assert.Equal(["INC-1", "EXC-1"], rules.Rules.Select(r => r.Id));
        Assert.Equal("base@1", rules.Definition.Amends);
        Assert.Equal("Test case", rules.Definition.Title.English);
    }

    [Fact]
    public void Script_OfTheSameName_IsReplaced_AndMayBeRemoved()
    {
        const string Script = "scripts: {{ half: {{ parameters: {{ n: number }}, result: {{ type: number }}, script: 'return n.{0};' }} }}\n";
        var texts = new TextsAtHand()
            .With("case/2.yaml", Second + string.Format(null, Script, "dividedBy(2)"))
            .With("case/3.yaml", Third + string.Format(null, Script, "times(\"0.5\")"))
            .With("case/4.yaml", Third.Replace("\"3\"", "\"4\"", StringComparison.Ordinal) + "remove: { scripts: [half] }\n");

        Assert.Equal("return n.times(\"0.5\");", RuleSetCompiler.Compile(texts, "case", "3").RuleSet!.Scripts.Single().Definition.Body.Text);
        Assert.Empty(RuleSetCompiler.Compile(texts, "case", "4").RuleSet!.Scripts);
        Assert.NotEqual(RuleSetCompiler.Compile(texts, "case", "2").RuleSet!.Definition.Hash, RuleSetCompiler.Compile(texts, "case", "3").RuleSet!.Definition.Hash);
    }

    [Fact]
    public void Rule_OfTheSameId_IsReplacedWhereItStood()
    {
        var rules = Compile("2", Second + """
            eligibility:
              - { id: INC-0, when: nights > 1 }
              - { id: INC-1, when: nights > 2 }
            """);
        Assert.Equal(["INC-1: nights > 2", "INC-0: nights > 1"], rules.Rules.Select(r => $"{r.Id}: {r.Definition.When}"));
    }

    [Fact]
    public void Removal_TakesOut_ByNameAndId()
    {
        var rules = Compile("2", Second + """
            remove: { eligibility: [INC-1], indicators: [mean_nights] }
            """);
        Assert.Empty(rules.Rules);
        Assert.Empty(rules.Indicators);
    }

    [Fact]
    public void Removal_OfWhatOthersRead_IsNoticed() =>
        Assert.Contains(Outcome("2", Second + "remove: { parameters: [night_price] }").Diagnostics, d => d.Code.Id == "C401");

    [Fact]
    public void Chain_OfAmendments_IsReadFromTheFirst()
    {
        var texts = new TextsAtHand()
            .With("case/2.yaml", Second + "parameters: { night_price: { unit: EUR/day, source: text, values: { 2020-01-01: 120 } } }")
            .With("case/3.yaml", Third + "values: { nights: stay.length_of_stay + extra_night }\nparameters: { extra_night: { unit: day, source: text, values: { 2022-01-01: 1 } } }");
        var rules = RuleSetCompiler.Compile(texts, "case", "3").RuleSet!;
        Assert.Equal(["night_price", "extra_night"], rules.Parameters.Select(p => p.Name));
        Assert.Equal("120", rules.Parameters[0].Values[0].Value.ToString());
        Assert.Equal(["case@3.yaml", "case@2.yaml", "base@1.yaml"], rules.Definition.Texts.Select(t => t.Key));
        Assert.Null(rules.Definition.AppliesTo);
    }

    [Fact]
    public void Hash_ChangesWithEveryTextThatAVersionConsistsOf()
    {
        var texts = new TextsAtHand().With("case/2.yaml", Second).With("case/3.yaml", Third);
        var before = RuleSetLoader.Load(texts, "case", "3").Definition!.Hash;
        Assert.Equal(before, RuleSetLoader.Load(texts, "case", "3").Definition!.Hash);
        texts.With("case/2.yaml", Second + "# a word\n");
        Assert.NotEqual(before, RuleSetLoader.Load(texts, "case", "3").Definition!.Hash);
    }

    [Fact]
    public void Version_ByDate_IsTheOneThatHolds()
    {
        var catalog = VersionCatalog.Load(new TextsAtHand().With("case/2.yaml", Second).With("case/3.yaml", Third), "case");
        Assert.Empty(catalog.Diagnostics);
        Assert.Equal(["2"], Versions(catalog, "2021"));
        Assert.Equal(["3"], Versions(catalog, "2030"));
        Assert.Equal(["2 2021-12-01 2021-12-31", "3 2022-01-01 2022-01-31"], catalog.During(Period.Parse("2021-12-01..2022-01-31").From, Period.Parse("2021-12-01..2022-01-31").To).Select(p => $"{p.Entry.Version} {p.From} {p.To}"));
        Assert.Empty(Versions(catalog, "2020"));
    }

    [Fact]
    public void Published_Versions_AloneAreChosen()
    {
        var texts = new TextsAtHand().With("case/2.yaml", Second).With("case/3.yaml", Third);
        texts.With("case/published.yaml", $"published:\n  - {{ version: \"2\", hash: {RuleSetLoader.Load(texts, "case", "2").Definition!.Hash}, date: 2020-12-01, by: Direction }}\n");
        var catalog = VersionCatalog.Load(texts, "case");
        Assert.Empty(catalog.Diagnostics);
        Assert.Equal(VersionStatus.Published, catalog.Find("2")!.Status);
        Assert.Equal(VersionStatus.Draft, catalog.Find("3")!.Status);
        Assert.Equal(["2"], Versions(catalog, "2021"));
        Assert.Empty(Versions(catalog, "2022"));
    }

    [Fact]
    public void Published_ThenWithdrawn_IsNotChosen()
    {
        var texts = new TextsAtHand().With("case/2.yaml", Second);
        texts.With("case/published.yaml", $"published:\n  - {{ version: \"2\", hash: {RuleSetLoader.Load(texts, "case", "2").Definition!.Hash}, date: 2020-12-01, by: Direction, withdrawn: 2021-02-01 }}\n");
        var catalog = VersionCatalog.Load(texts, "case");
        Assert.Equal(VersionStatus.Withdrawn, catalog.Find("2")!.Status);
        Assert.Empty(Versions(catalog, "2021"));
    }

    private static IEnumerable<string> Versions(VersionCatalog catalog, string period) => catalog.During(Period.Parse(period).From, Period.Parse(period).To).Select(p => p.Entry.Version);

    private static CheckOutcome Outcome(string version, string text) => RuleSetCompiler.Compile(new TextsAtHand().With($"case/{version}.yaml", text), "case", version);

    private static CheckedRuleSet Compile(string version, string text)
    {
        var outcome = Outcome(version, text);
        Assert.DoesNotContain(outcome.Diagnostics, d => d.IsError);
        return outcome.RuleSet!;
    }
}
