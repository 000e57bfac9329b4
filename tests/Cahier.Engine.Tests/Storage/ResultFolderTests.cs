using Cahier.Engine.Tests.Output;
using Cahier.Calculation.Output;
using Cahier.Storage.Results;
using Xunit;

namespace Cahier.Engine.Tests.Storage;

public sealed class ResultFolderTests : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("cahier-out-");
    private readonly RunReport report = new SmallCahier().Run(SmallCahier.Facts(4));

    private string Out => Path.Combine(root.FullName, "out");

    public void Dispose() => root.Delete(recursive: true);

    [Fact]
    public void Folder_AppearsWhole()
    {
        using (var folder = new ResultFolder(Out))
        {
            var summary = ResultFiles.WriteTables(report, folder.Open);
            Assert.False(Directory.Exists(Out));
            folder.Complete(summary);
        }

        Assert.Equal(ResultFiles.Names.Order(StringComparer.Ordinal), Directory.EnumerateFiles(Out).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));
        Assert.Equal(["out"], Directory.EnumerateFileSystemEntries(root.FullName).Select(Path.GetFileName));
    }

    [Fact]
    public void Folder_StoppedHalfWay_LeavesTheFormerResult()
    {
        Write();
        var before = File.ReadAllText(Path.Combine(Out, ResultFiles.Summary));
        using (var folder = new ResultFolder(Out))
        {
            folder.Open("decisions.csv").Dispose();
        }

        Assert.Equal(before, File.ReadAllText(Path.Combine(Out, ResultFiles.Summary)));
        Assert.Equal(["out"], Directory.EnumerateFileSystemEntries(root.FullName).Select(Path.GetFileName));
    }

    [Fact]
    public void Folder_LeftByAKilledRun_IsCleanedByTheNext()
    {
        Directory.CreateDirectory(Out + ".partial");
        File.WriteAllText(Path.Combine(Out + ".partial", "decisions.csv"), "half");
        Write();
        Write();
        Assert.Equal(["out"], Directory.EnumerateFileSystemEntries(root.FullName).Select(Path.GetFileName));
    }

    [Fact]
    public void FormerResult_OfARunKilledBetweenRenamings_IsPutBack()
    {
        Write();
        Directory.Move(Out, Out + ".former");
        using (var folder = new ResultFolder(Out))
        {
            Assert.True(Directory.Exists(Out));
        }
    }

    [Theory]
    [InlineData("notes.txt", null)]
    [InlineData("notes.txt", ResultFiles.Summary)]
    public void Folder_WithSomethingElse_IsRefused(string file, string? other)
    {
        Directory.CreateDirectory(Out);
        File.WriteAllText(Path.Combine(Out, file), "mine");
        if (other is not null)
        {
            File.WriteAllText(Path.Combine(Out, other), "{}");
        }

        Assert.Throws<ResultFolderException>(() => new ResultFolder(Out));
        Assert.Equal("mine", File.ReadAllText(Path.Combine(Out, file)));
    }

    [Fact]
    public void Folder_HeldByAnotherRun_IsRefused()
    {
        using var first = new ResultFolder(Out);
        Assert.Throws<ResultFolderException>(() => new ResultFolder(Out));
    }

    private void Write()
    {
        using var folder = new ResultFolder(Out);
        folder.Complete(ResultFiles.WriteTables(report, folder.Open));
    }
}
