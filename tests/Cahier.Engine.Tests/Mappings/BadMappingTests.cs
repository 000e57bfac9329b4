using Cahier.Engine.Tests.Models;
using Cahier.Feel.Diagnostics;
using Cahier.Rules.Loading;
using Cahier.Storage.Mappings;
using Xunit;

namespace Cahier.Engine.Tests.Mappings;

/// <summary>
/// Runs the bad cases of family C92: <c>tests/cases/bad/CODE-slug</c> with a <c>mapping.yaml</c> to the model
/// <c>tests/cases/base/clinic.yaml</c>. <c>expected.txt</c> has a line for each diagnostic; with CAHIER_ACCEPT=1 it is written.
/// </summary>
public sealed class BadMappingTests
{
    internal static IRuleTexts Texts { get; } = new RuleFolder(Repository.PathOf("rules"), Repository.PathOf("tests", "cases", "base"));

    public static TheoryData<string> Cases() => new(Directory.GetDirectories(Repository.PathOf("tests", "cases", "bad"))
        .Select(d => Path.GetFileName(d)!)
        .Where(d => d.StartsWith("C92", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Cases))]
    public void BadMapping_Read_SaysWhatIsWrongAndWhere(string name)
    {
        var reading = MappingReader.Read("mapping.yaml", Repository.Read("tests", "cases", "bad", name, "mapping.yaml"), Texts);

        Assert.Null(reading.Mapping);
        Assert.Contains(reading.Diagnostics, d => d.Code.Id == name[..4]);
        Assert.All(reading.Diagnostics, d => Assert.NotEmpty(d.Remedy));
        var lines = reading.Diagnostics.Select(d => $"{d.Code} {d.Location.Line}:{d.Location.Column} {d.Cause}\n");
        Repository.MustEqual(string.Concat(lines), "tests", "cases", "bad", name, "expected.txt");
    }

    [Fact]
    public void Catalog_EveryCodeOfMappings_HasABadCase()
    {
        var codes = DiagnosticCatalog.All.Select(c => c.Id).Where(c => c.StartsWith("C92", StringComparison.Ordinal));
        var cases = Cases().Select(c => c.Data[..4]).ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(codes, c => !cases.Contains(c));
    }

    [Fact]
    public void Mapping_ToAModelThatIsNotThere_IsRefused()
    {
        var reading = MappingReader.Read("m.yaml", "mapping: m\nmodel: klinic\ntables: { A: { files: A.csv, columns: { B: text } } }\nentities: { c: [{ from: A, fields: { d: B } }] }\n", Texts);
        Assert.Equal(["C705 2:8 there is no model ‘klinic’"], reading.Diagnostics.Select(d => $"{d.Code} {d.Location.Line}:{d.Location.Column} {d.Cause}"));
    }

    [Theory]
    [InlineData("T_MCO{aa}B.csv", "T_MCO19B.csv", "19")]
    [InlineData("{a}_{b}.csv", "x_2.csv", "x 2")]
    [InlineData("A.csv", "A.csv", "")]
    [InlineData("A.csv", "Axcsv", null)]
    [InlineData("A{n}.csv", "A.csv", null)]
    [InlineData("A{n}.csv", "A1_2.csv", null)]
    public void FilePattern_OnAName_GivesWhatStandsInBraces(string pattern, string name, string? values)
    {
        Assert.True(FilePattern.TryParse(pattern, out var parsed));
        Assert.Equal(values is not null, parsed.TryMatch(name, out var found));
        Assert.Equal(values ?? "", string.Join(' ', found));
    }

    [Theory]
    [InlineData("YYYY-MM-DD", "2019-02-28", "2019-02-28")]
    [InlineData("DD/MM/YYYY", "28/02/2019", "2019-02-28")]
    [InlineData("DD/MM/YYYY*", "28/02/2019 00:00:00", "2019-02-28")]
    [InlineData("YYYYMMDD", "20190228", "2019-02-28")]
    [InlineData("YYYYMM", "201902", "2019-02-01")]
    [InlineData("YYYY", "2019", "2019-01-01")]
    [InlineData("DD/MM/YYYY", "29/02/2019", null)]
    [InlineData("DD/MM/YYYY", "28/02/2019 ", null)]
    [InlineData("DD/MM/YYYY", "28-02-2019", null)]
    [InlineData("DD/MM/YYYY", "+8/02/2019", null)]
    public void DateFormat_OnAText_GivesItsDate(string format, string text, string? date)
    {
        Assert.True(DateFormat.TryParse(format, out var parsed));
        Assert.Equal(date, parsed.TryRead(text, out var found) ? found.ToString() : null);
    }

    [Theory]
    [InlineData("DD/MM/YY")]
    [InlineData("DD/MM/YYYYT")]
    [InlineData("DD/YYYY")]
    [InlineData("*YYYY-MM-DD")]
    [InlineData("")]
    public void DateFormat_ThatSaysNoDate_IsRefused(string format) => Assert.False(DateFormat.TryParse(format, out _));
}
