using Cahier.Facts.Models;
using Cahier.Feel.Types;
using Xunit;

namespace Cahier.Engine.Tests.Models;

public sealed class ModelTests
{
    internal const string Small = """
        model: small
        title: { fr: Petit, en: Small }
        entities:
          ben:
            kind: root
            key: ben_id
            fields:
              ben_id: { type: text, required: true }
              birth: { type: date, required: true }
              sex: { type: code, codes: { M: { fr: Homme, en: Male }, F: Femme } }
              cost: { type: number, unit: EUR }
              poor: { type: boolean }
              paid: { type: number, unit: EUR, outcome: true }
          stay:
            kind: child
            parent: ben
            collection: stays
            key: stay_id
            order: [entry, stay_id]
            fields:
              stay_id: { type: text, required: true }
              entry: { type: date }
              days: { type: number, unit: day }
              hospital: { type: reference, to: hospital }
          act:
            kind: child
            parent: stay
            collection: acts
            order: [code]
            fields:
              code: { type: text, required: true }
              price: { type: number, unit: EUR }
          hospital:
            kind: reference
            key: hospital_id
            fields:
              hospital_id: { type: text, required: true }
              town: { type: text }
        """;

    public static TheoryData<string> ModelFiles() => new(Directory.GetFiles(Repository.PathOf("schemas", "model"), "*.yaml").Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));

    internal static FactModel Read(string text)
    {
        var reading = ModelReader.Read("small.yaml", text);
        Assert.Empty(reading.Diagnostics);
        return reading.Model!;
    }

    [Theory]
    [MemberData(nameof(ModelFiles))]
    public void ModelFile_Read_IsWholeAndNamedAsItsFile(string file)
    {
        var reading = ModelReader.Read(file, Repository.Read("schemas", "model", file));
        Assert.Empty(reading.Diagnostics.Select(d => $"{d.Location} {d.Cause}: {d.Remedy}"));
        Assert.Equal(Path.GetFileNameWithoutExtension(file), reading.Model!.Name);
    }

    [Fact]
    public void Schema_OfModels_IsTheOneKept() => Repository.MustEqual(ModelForm.ToJsonSchema(), "schemas", "json", "model.schema.json");

    [Theory]
    [MemberData(nameof(ModelFiles))]
    public async Task ModelFile_HeldAgainstItsSchema_Fits(string file)
    {
        // The validator at hand reads an older draft, whose definitions have another name.
        var older = ModelForm.ToJsonSchema().Replace("$defs", "definitions", StringComparison.Ordinal);
        var schema = await NJsonSchema.JsonSchema.FromJsonAsync(older, TestContext.Current.CancellationToken);
        var json = YamlAsJson.Convert(Cahier.Facts.Yaml.YamlDocument.Parse(file, Repository.Read("schemas", "model", file)).Root!);
        Assert.Empty(schema.Validate(json.ToJsonString()).Select(e => e.ToString()));
    }

    [Fact]
    public void Model_RowTypes_HaveFieldsThenParentThenLists()
    {
        var model = Read(Small);
        var ben = model.RowType("ben");
        Assert.Equal(["ben_id", "birth", "sex", "cost", "poor", "paid", "stays"], ben.Fields.Select(f => f.Name));
        Assert.Equal(["stay_id", "entry", "days", "hospital", "ben", "acts"], model.RowType("stay").Fields.Select(f => f.Name));
        Assert.Equal(TypeFact.Optional(new TextType(new CodeList("sex", ["M", "F"]))), ben.Fields[2].Fact);
        Assert.Equal("number of EUR", ben.Fields[3].Fact.Type.Display);
        Assert.True(ben.Fields[5].Outcome);
        Assert.Equal(TypeFact.Present(new ListType(model.RowType("stay"), false)), ben.Fields[6].Fact);
        Assert.Equal(RowFieldKind.Parent, model.RowType("stay").Fields[4].Kind);
        Assert.Equal(TypeFact.Optional(model.RowType("hospital")), model.RowType("stay").Fields[3].Fact);
    }

    [Fact]
    public void Model_Hash_IsOfWhatBearsOnResultsOnly()
    {
        var hash = Read(Small).Hash;
        Assert.Equal(hash, Read(Small.Replace("en: Small", "en: Tiny", StringComparison.Ordinal) + "\n# a comment").Hash);
        Assert.NotEqual(hash, Read(Small.Replace("unit: day", "unit: month", StringComparison.Ordinal)).Hash);
    }

    [Fact]
    public void Model_DeclaredUnit_IsKnown()
    {
        var model = Read(Small.Replace("entities:", "units: [sack]\nentities:", StringComparison.Ordinal).Replace("unit: day", "unit: EUR/sack", StringComparison.Ordinal));
        Assert.True(model.TryReadUnit("sack", out _));
        Assert.False(model.TryReadUnit("scak", out _));
        Assert.Equal("did you mean sack?", model.SuggestUnit("scak"));
    }

    [Fact]
    public void Model_ChildKey_MayHoldTheParentsKey()
    {
        var model = Read(Small.Replace("key: stay_id", "key: [ben_id, stay_id]", StringComparison.Ordinal));
        Assert.Equal(["ben_id", "stay_id"], model.Find("act")!.ParentKey);
        Assert.Equal(["ben_id", "stay_id", "code", "price"], model.Find("act")!.Columns);
    }
}
