using Cahier.Generator;
using Xunit;

namespace Cahier.Engine.Tests.Generator;

public sealed class PopulationTests
{
    [Fact]
    public void Population_SameSeed_SameBytes()
    {
        using var folder = new TemporaryFolder();
        Dataset.Write(new PopulationOptions(1_500, 7), folder.File("one"));
        Dataset.Write(new PopulationOptions(1_500, 7), folder.File("two"));

        Assert.Equal(Files(folder.File("one")), Files(folder.File("two")));
        foreach (var name in Files(folder.File("one")))
        {
            Assert.Equal(File.ReadAllBytes(Path.Combine(folder.File("one"), name)), File.ReadAllBytes(Path.Combine(folder.File("two"), name)));
        }
    }

    [Fact]
    public void Population_OtherSeed_OtherPeople()
    {
        using var folder = new TemporaryFolder();
        Dataset.Write(new PopulationOptions(500, 7), folder.File("one"));
        Dataset.Write(new PopulationOptions(500, 8), folder.File("two"));

        Assert.NotEqual(
            File.ReadAllBytes(Path.Combine(folder.File("one"), "beneficiary.csv")),
            File.ReadAllBytes(Path.Combine(folder.File("two"), "beneficiary.csv")));
    }

    [Theory]
    [InlineData(1_000, 2_000)]
    [InlineData(23_990, 24_010)]
    public void Population_Smaller_IsTheBeginningOfLarger(int few, int many)
    {
        using var folder = new TemporaryFolder();
        Dataset.Write(new PopulationOptions(few, 7), folder.File("few"));
        Dataset.Write(new PopulationOptions(many, 7), folder.File("many"));

        foreach (var name in Files(folder.File("few")).Where(n => n.EndsWith(".csv", StringComparison.Ordinal)))
        {
            var smaller = File.ReadAllBytes(Path.Combine(folder.File("few"), name));
            var larger = File.ReadAllBytes(Path.Combine(folder.File("many"), name));
            Assert.True(larger.AsSpan().StartsWith(smaller), name);
        }
    }

    [Fact]
    public void Population_TwiceAsMany_TakesNoMoreMemory()
    {
        Allocated(500);
        var few = Allocated(2_000);
        var many = Allocated(4_000);

        // A person allocates nothing: the difference is noise and the places of a few more lists.
        Assert.InRange(many - few, -100_000, 100_000);
    }

    [Fact]
    public void Options_OutOfBounds_Throw()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new PopulationOptions(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PopulationOptions(1, 1) { Years = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new PopulationOptions(1, 1) { FirstYear = 1900 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new PopulationOptions(1, 1) { ActsPerBeneficiary = -1 });
    }

    private static long Allocated(int people)
    {
        using var sink = new CountingSink();
        var before = GC.GetAllocatedBytesForCurrentThread();
        new Article51Population(new PopulationOptions(people, 7)).WriteTo(sink, progress: null, TestContext.Current.CancellationToken);
        Assert.True(sink.Completed);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static string[] Files(string folder) =>
        [.. Directory.EnumerateFiles(folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];
}
