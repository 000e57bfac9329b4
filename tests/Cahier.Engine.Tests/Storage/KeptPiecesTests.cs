using Cahier.Calculation.Compilation;
using Cahier.Calculation.Kept;
using Cahier.Calculation.Runs;
using Cahier.Engine.Tests.Calculation;
using Cahier.Facts.Snapshots;
using Cahier.Storage.Kept;
using Xunit;

namespace Cahier.Engine.Tests.Storage;

/// <summary>Pieces in files: whole or not believed, and not more than there is use for.</summary>
public sealed class KeptPiecesTests : IDisposable
{
    private const int Patients = 12;

    private static readonly CompiledRuleSet Rules = CompiledRuleSet.Compile(SampleRun.Check("eligibility:\n  - { id: E1, when: count(index.patient.stays) > 1 }"));
    private static readonly Snapshot Facts = SampleRun.Facts(Rules.RuleSet.Model, SampleFacts.Random(1, Patients));
    private static readonly string Name = UnitPiece.NameOf(Rules, SampleRun.Day("2020-01-01"), SampleRun.Day("2020-12-31"));

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cahier-pieces-");
    private readonly List<string> notes = [];

    private string[] Files => [.. Directory.EnumerateFiles(folder.FullName).Order(StringComparer.Ordinal)];

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Read_OfNothing_GivesNothing() => Assert.Empty(Pieces("nowhere").Read(Name));

    [Fact]
    public void Read_OfWhatARunKept_IsTakenByTheNext()
    {
        Assert.Equal(0, Run().Reused);
        Assert.Equal(Patients, Run().Reused);
        Assert.Single(Files);
        Assert.Empty(notes);
    }

    [Fact]
    public void Keep_OfSharesThenOfTheRun_LeavesTheRunAlone()
    {
        foreach (var roots in RootRange.Cut(Patients, 3))
        {
            Pieces().Keep(Name, roots, UnitShare.Find(Rules, Facts, SampleRun.Day("2020-01-01"), SampleRun.Day("2020-12-31"), roots, new RunOptions())!);
        }

        Assert.Equal(3, Files.Length);
        Assert.Equal(Patients, Run().Reused);
        Assert.Single(Files);
        Assert.Equal(Patients, Run().Reused);
    }

    [Theory]
    [InlineData("altered")]
    [InlineData("truncated")]
    [InlineData("empty")]
    public void Read_OfAFileThatIsNotAsItWasWritten_SaysSoAndTakesNothing(string how)
    {
        Run();
        var bytes = File.ReadAllBytes(Assert.Single(Files));
        bytes[bytes.Length / 2] ^= how == "altered" ? (byte)4 : (byte)0;
        File.WriteAllBytes(Files[0], how switch { "truncated" => bytes[..(bytes.Length / 2)], "empty" => [], _ => bytes });

        Assert.Equal(0, Run().Reused);
        Assert.Contains("calculated anew", Assert.Single(notes), StringComparison.Ordinal);
        Assert.Equal(Patients, Run().Reused);
        Assert.Single(notes);
    }

    [Fact]
    public void Keep_OfManyPieces_RemovesTheOldest()
    {
        var units = Run();
        for (var i = 0; i < 110; i++)
        {
            Pieces().Keep(new string((char)('a' + (i % 26)), 31) + (char)('a' + (i / 26)), units);
        }

        Assert.Equal(100, Files.Length);
    }

    [Fact]
    public void Keep_WithNoPlaceForIt_SaysSoAndGoesOn()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "file"), "in the way");
        Pieces("file").Keep(Name, Run());
        Assert.Contains("cannot be kept", Assert.Single(notes), StringComparison.Ordinal);
    }

    private KeptPieces Pieces(string? name = null) => new(name is null ? folder.FullName : Path.Combine(folder.FullName, name), notes.Add);

    private KeptUnits Run()
    {
        var run = CalculationRun.Execute(Rules, Facts, SampleRun.Day("2020-01-01"), SampleRun.Day("2020-12-31"), new RunOptions(), pieces: Pieces().Read(Name));
        Pieces().Keep(Name, run.Kept!);
        return run.Kept!;
    }
}
