using Cahier.Cli.Console;
using Cahier.Cli.Running;
using Xunit;

namespace Cahier.House.Tests.Startup;

/// <summary>The small run that makes code ready gets through: else it would make nothing ready, and nobody would hear of it.</summary>
public sealed class ReadyingTests
{
    [Fact]
    public void Run_OfTheSmallCahier_GetsToItsTables()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();

        Readying.Run(new Surface(output, error, TimeProvider.System));

        Assert.Contains("small@1", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("9.01", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("mean_cost", output.ToString(), StringComparison.Ordinal);
        Assert.Equal("", error.ToString());
    }
}
