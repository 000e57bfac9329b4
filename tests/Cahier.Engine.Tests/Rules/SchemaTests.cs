using Cahier.Engine.Tests.Models;
using Cahier.Facts.Forms;
using Cahier.Facts.Yaml;
using Cahier.Rules.Loading;
using Cahier.Rules.Tests;
using Cahier.Storage.Mappings;
using Xunit;

namespace Cahier.Engine.Tests.Rules;

/// <summary>The JSON Schemas that editors read say what the forms say.</summary>
public sealed class SchemaTests
{
    [Fact]
    public void Schema_OfRuleSets_IsTheOneKept() => Repository.MustEqual(RuleSetForm.ToJsonSchema(), "schemas", "json", "ruleset.schema.json");

    [Fact]
    public void Schema_OfLibraries_IsTheOneKept() => Repository.MustEqual(RuleSetForm.LibrarySchema(), "schemas", "json", "library.schema.json");

    [Fact]
    public async Task Libraries_HeldAgainstSchema_FitAsTheyDoTheForm()
    {
        var schema = await SchemaOf(RuleSetForm.LibrarySchema());
        Assert.All(RuleFiles().Where(IsLibrary), f => Agree(schema, RuleSetForm.Library, f));
    }

    [Fact]
    public void Schema_OfTests_IsTheOneKept() => Repository.MustEqual(TestForm.ToJsonSchema(), "schemas", "json", "test.schema.json");

    [Fact]
    public void Schema_OfMappings_IsTheOneKept() => Repository.MustEqual(MappingForm.ToJsonSchema(), "schemas", "json", "mapping.schema.json");

    [Fact]
    public async Task Mappings_HeldAgainstSchema_FitAsTheyDoTheForm()
    {
        var schema = await SchemaOf(MappingForm.ToJsonSchema());
        var files = Directory.GetFiles(Repository.PathOf("schemas", "mapping"), "*.yaml")
            .Concat(Directory.GetFiles(Repository.PathOf("tests", "cases", "bad"), "mapping.yaml", SearchOption.AllDirectories));
        Assert.All(files, f => Agree(schema, MappingForm.Root, f));
    }

    [Fact]
    public async Task RuleFiles_HeldAgainstSchema_FitAsTheyDoTheForm()
    {
        var schema = await SchemaOf(RuleSetForm.ToJsonSchema());
        var files = RuleFiles().Where(f => !IsLibrary(f)).Concat(BadVersions());
        Assert.All(files, f => Agree(schema, RuleSetForm.Root, f));
    }

    [Fact]
    public async Task TestFiles_HeldAgainstSchema_FitAsTheyDoTheForm()
    {
        var schema = await SchemaOf(TestForm.ToJsonSchema());
        var files = Directory.GetFiles(Repository.PathOf("rules"), "*.yaml", SearchOption.AllDirectories).Where(IsTest)
            .Concat(Directory.GetFiles(Repository.PathOf("tests", "cases", "bad"), "test.yaml", SearchOption.AllDirectories));
        Assert.All(files, f => Agree(schema, TestForm.Root, f));
    }

    [Theory]
    [InlineData("values: [a]")]
    [InlineData("parameters: { a: { values: {} } }")]
    [InlineData("tables: { t: { inputs: { a: float } } }")]
    [InlineData("indicators: [{ id: a, type: share }]")]
    [InlineData("payment: { unit: [{ id: a, amount: b, round: nearest }] }")]
    [InlineData("eligibility: [{ id: 1-INC, when: a }]")]
    [InlineData("cohort: [{ id: a, of: b, statistic: quartile }]")]
    [InlineData("remove: { rules: [a] }")]
    public async Task BadForm_HeldAgainstBoth_IsRefusedByBoth(string section)
    {
        var root = YamlDocument.Parse("2.yaml", $"cahier: case\nversion: \"2\"\namends: base@1\napplies: {{ from: 2021-01-01 }}\n{section}\n").Root!;
        Assert.False(RuleSetForm.Root.Check(root, new DiagnosticBag()));
        Assert.NotEmpty((await SchemaOf(RuleSetForm.ToJsonSchema())).Validate(YamlAsJson.Convert(root).ToJsonString()));
    }

    private static IEnumerable<string> BadVersions() => Directory.GetDirectories(Repository.PathOf("tests", "cases", "bad"), "C7*")
        .SelectMany(d => Directory.GetFiles(d, "*.yaml")).Where(f => Path.GetFileName(f) != "published.yaml").Append(Repository.PathOf("tests", "cases", "base", "1.yaml"));

    private static IEnumerable<string> RuleFiles() => Directory.GetFiles(Repository.PathOf("rules"), "*.yaml", SearchOption.AllDirectories).Where(f => !IsTest(f) && Path.GetFileName(f) != "published.yaml");

    private static bool IsLibrary(string file) => File.ReadLines(file).Any(l => l.StartsWith("library:", StringComparison.Ordinal));

    private static bool IsTest(string file) => Path.GetFileName(Path.GetDirectoryName(file)) == "tests";

    private static void Agree(NJsonSchema.JsonSchema schema, MapForm form, string file)
    {
        var root = YamlDocument.Parse(Path.GetFileName(file), File.ReadAllText(file)).Root!;
        var found = new DiagnosticBag();
        form.Check(root, found);
        Assert.Empty(found.ToImmutable().Select(d => $"{d.Location} {d.Cause}"));
        Assert.True(schema.Validate(YamlAsJson.Convert(root).ToJsonString()).Count == 0, string.Join("\n", schema.Validate(YamlAsJson.Convert(root).ToJsonString())));
    }

    // The validator at hand reads an older draft, whose definitions have another name.
    private static Task<NJsonSchema.JsonSchema> SchemaOf(string text) =>
        NJsonSchema.JsonSchema.FromJsonAsync(text.Replace("$defs", "definitions", StringComparison.Ordinal), TestContext.Current.CancellationToken);
}
