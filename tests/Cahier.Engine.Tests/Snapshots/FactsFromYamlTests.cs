using Cahier.Facts.Snapshots;
using Cahier.Facts.Yaml;
using Cahier.Feel.Values;
using Xunit;

namespace Cahier.Engine.Tests.Snapshots;

public sealed class FactsFromYamlTests
{
    [Fact]
    public void Facts_Nested_AreTheSnapshotThatFilesGive()
    {
        var diagnostics = new DiagnosticBag();
        var facts = YamlDocument.Parse("facts.yaml", """
            ben:
              - ben_id: B1
                birth: 1950-01-31
                cost: 12.5
                stays:
                  - { stay_id: S2, entry: 2019-07-01, hospital: H1, acts: [{ code: B }, { code: A, price: 3 }] }
                  - { stay_id: S1, entry: 2019-03-01 }
              - { ben_id: B2, birth: 1960-01-31, sex: null, stays: [] }
            hospital:
              - { hospital_id: H1 }
            """).Root!;
        var snapshot = FactsFromYaml.Read(Rows.Model, facts, diagnostics);
        Assert.Equal(0, diagnostics.Count);
        var files = Rows.Load(
            ("ben", "ben_id,birth,cost\nB2,1960-01-31,\nB1,1950-01-31,12.5\n"),
            ("stay", "ben_id,stay_id,entry,hospital\nB1,S1,2019-03-01,\nB1,S2,2019-07-01,H1\n"),
            ("act", "stay_id,code,price\nS2,A,3\nS2,B,\n"),
            ("hospital", "hospital_id\nH1\n"));
        Assert.Equal(files.Hash, snapshot!.Hash);
        Assert.Equal("S1", ((RowValue)((ListValue)snapshot.Table("ben").Read(0, 6)).Items[0]).Key);
    }

    [Fact]
    public void Facts_Repeated_AreRowsWithKeysOfTheirOwn()
    {
        var diagnostics = new DiagnosticBag();
        var facts = YamlDocument.Parse("facts.yaml", """
            ben:
              - { ben_id: B, repeat: 2, birth: 1950-01-31, stays: [{ stay_id: S, repeat: 2, acts: [{ code: A, repeat: 3 }] }, { stay_id: T }] }
              - { ben_id: C, repeat: 1, birth: 1960-01-31 }
            """).Root!;
        var snapshot = FactsFromYaml.Read(Rows.Model, facts, diagnostics);
        Assert.Equal(0, diagnostics.Count);
        Assert.Equal(["B-1", "B-2", "C-1"], Keys(snapshot!, "ben"));
        Assert.Equal(["S-1-1", "S-1-2", "S-2-1", "S-2-2", "T-1", "T-2"], Keys(snapshot!, "stay"));
        Assert.Equal(12, snapshot!.Table("act").Count);
    }

    [Fact]
    public void Facts_RepeatedAndWrong_AreReportedOnce()
    {
        var diagnostics = new DiagnosticBag();
        var facts = YamlDocument.Parse("facts.yaml", "ben: [{ ben_id: B, repeat: 500, birth: 1950-02-31, stays: [{ stay_id: S, hospital: H9 }], colour: red }]").Root!;
        Assert.Null(FactsFromYaml.Read(Rows.Model, facts, diagnostics));
        Assert.Equal(["C223", "C221"], diagnostics.ToImmutable().Select(d => d.Code.Id));
    }

    [Theory]
    [InlineData("repeat: 100000", true)]
    [InlineData("repeat: 100001", false)]
    [InlineData("repeat: 0", false)]
    [InlineData("repeat: -3", false)]
    [InlineData("repeat: 2.5", false)]
    [InlineData("repeat: [2]", false)]
    [InlineData("repeat: 50001, stays: [{ stay_id: S }]", false)]
    [InlineData("repeat: 100000, stays: [{ stay_id: S, repeat: 100000 }]", false)]
    public void Facts_Repeated_AreBounded(string row, bool fits)
    {
        var diagnostics = new DiagnosticBag();
        var facts = YamlDocument.Parse("facts.yaml", $"ben: [{{ ben_id: B, birth: 1950-01-31, {row} }}]").Root!;
        var snapshot = FactsFromYaml.Read(Rows.Model, facts, diagnostics);
        Assert.Equal(fits, snapshot is not null);
        Assert.Equal(fits ? [] : ["C225"], diagnostics.ToImmutable().Select(d => d.Code.Id));
    }

    [Theory]
    [InlineData("ben: 5")]
    [InlineData("[a]")]
    [InlineData("ben: [5]")]
    [InlineData("ben: [{ ben_id: [1], birth: 1950-01-01 }]")]
    [InlineData("ben: [{ ben_id: B1, birth: 1950-01-01, stays: { a: 1 } }]")]
    public void Facts_OfTheWrongShape_AreSaidToBe(string text)
    {
        var diagnostics = new DiagnosticBag();
        Assert.Null(FactsFromYaml.Read(Rows.Model, YamlDocument.Parse("facts.yaml", text).Root!, diagnostics));
        Assert.Equal("C113", Assert.Single(diagnostics.ToImmutable()).Code.Id);
    }

    [Fact]
    public void Facts_UnderAParentThatIsWrong_AreNotReportedAgain()
    {
        var diagnostics = new DiagnosticBag();
        var facts = YamlDocument.Parse("facts.yaml", "ben:\n  - { birth: 1950-01-01, stays: [{ stay_id: S1, acts: [{ code: A }] }] }").Root!;
        Assert.Null(FactsFromYaml.Read(Rows.Model, facts, diagnostics));
        Assert.Equal("C222", Assert.Single(diagnostics.ToImmutable()).Code.Id);
    }

    private static IEnumerable<string> Keys(Snapshot snapshot, string entity) =>
        Enumerable.Range(0, snapshot.Table(entity).Count).Select(snapshot.Table(entity).Key).Order(StringComparer.Ordinal);
}
