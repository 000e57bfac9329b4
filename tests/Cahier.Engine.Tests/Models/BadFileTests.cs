using Cahier.Facts.Forms;
using Cahier.Facts.Models;
using Cahier.Facts.Snapshots;
using Cahier.Facts.Yaml;
using Cahier.Feel.Diagnostics;
using Xunit;

namespace Cahier.Engine.Tests.Models;

/// <summary>
/// Runs the bad cases of families C1 and C2: <c>tests/cases/bad/CODE-slug</c> with a <c>model.yaml</c>, a model and
/// <c>facts.yaml</c>, or a <c>form.yaml</c> that a small form is held against. <c>expected.txt</c> has a line for each
/// diagnostic: code, place, cause; with CAHIER_ACCEPT=1 it is written.
/// </summary>
public sealed class BadFileTests
{
    private static readonly Form Rule = Form.Map("rule", "A rule.")
        .Required("id", Form.TextLike("^[A-Z]+-[0-9]+$", "an id such as INC-1"))
        .Required("when", Form.Expression)
        .Optional("inputs", Form.ListOf(Form.Expression));

    public static TheoryData<string> Cases() => new(Directory.GetDirectories(Repository.PathOf("tests", "cases", "bad"))
        .Select(d => Path.GetFileName(d)!)
        .Where(d => d.StartsWith("C1", StringComparison.Ordinal) || d.StartsWith("C2", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Cases))]
    public void BadFile_Read_SaysWhatIsWrongAndWhere(string name)
    {
        var folder = Repository.PathOf("tests", "cases", "bad", name);
        var found = Diagnostics(folder);

        Assert.Contains(found, d => d.Code.Id == name[..4]);
        Assert.All(found, d => Assert.NotEmpty(d.Remedy));
        var lines = found.Select(d => $"{d.Code} {d.Location.Line}:{d.Location.Column} {d.Cause}\n");
        Repository.MustEqual(string.Concat(lines), "tests", "cases", "bad", name, "expected.txt");
    }

    [Fact]
    public void Catalog_EveryCodeOfFiles_HasABadCase()
    {
        var codes = DiagnosticCatalog.All.Select(c => c.Id).Where(c => c[1] is '1' or '2');
        var cases = Cases().Select(c => c.Data[..4]).ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(codes, c => !cases.Contains(c));
    }

    private static IReadOnlyList<Diagnostic> Diagnostics(string folder)
    {
        string Read(string file) => File.ReadAllText(Path.Combine(folder, file));
        var bag = new DiagnosticBag();
        if (File.Exists(Path.Combine(folder, "form.yaml")))
        {
            var parse = YamlDocument.Parse("form.yaml", Read("form.yaml"));
            bag.AddRange(parse.Diagnostics);
            _ = parse.Root is not null && Rule.Check(parse.Root, bag);
            return bag.ToImmutable();
        }

        var reading = ModelReader.Read("model.yaml", Read("model.yaml"));
        if (!File.Exists(Path.Combine(folder, "facts.yaml")))
        {
            return reading.Diagnostics;
        }

        Assert.Empty(reading.Diagnostics);
        Assert.Null(FactsFromYaml.Read(reading.Model!, YamlDocument.Parse("facts.yaml", Read("facts.yaml")).Root!, bag));
        return bag.ToImmutable();
    }
}
