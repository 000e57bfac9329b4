using System.Text.Json;
using Cahier.Cli;
using Cahier.Cli.Console;
using Xunit;

namespace Cahier.House.Tests.Commands;

public sealed class DemoTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cahier-demo-test-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Demo_OnABareMachine_ShowsEveryCahier()
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await CommandLine.RunAsync(["demo"], new Surface(output, error, TimeProvider.System), TestContext.Current.CancellationToken);
        Assert.Equal((ExitCodes.Done, ""), (code, error.ToString()));
        foreach (var part in new[] { "eds-pth@", "eds-ptg@", "eds-colectomie@", "included", "payment", "Where to look next" })
        {
            Assert.Contains(part, output.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Generate_IntoFilesOrAStore_GivesTheSameResults()
    {
        var (csv, store) = (Path.Combine(folder.FullName, "csv"), Path.Combine(folder.FullName, "facts.db"));
        await Run("generate", "article51", "--beneficiaries", "2000", "--seed", "7", "--out", csv);
        await Run("generate", "article51", "--beneficiaries", "2000", "--seed", "7", "--store", store);
        Assert.Equal(await ResultHash("--data", csv), await ResultHash("--store", store));
    }

    [Fact]
    public async Task Generate_WithPlants_SaysWhatMustBeFoundAgain()
    {
        var output = await Run("generate", "article51", "--beneficiaries", "20", "--plant", "--out", Path.Combine(folder.FullName, "planted"));
        Assert.Contains("planted: aci 2021 pays G9002 -4702.50 € of balance: ", output, StringComparison.Ordinal);

        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(["generate", "article51", "--beneficiaries", "20", "--plant", "--as", "snds", "--out", Path.Combine(folder.FullName, "snds")], new Surface(TextWriter.Null, error, TimeProvider.System), TestContext.Current.CancellationToken);
        Assert.Equal(ExitCodes.Usage, code);
        Assert.Contains("take --plant without --as", error.ToString(), StringComparison.Ordinal);
    }

    private static async Task<string> ResultHash(string option, string value)
    {
        using var summary = JsonDocument.Parse(await Run("run", "eds-pth", "--period", "2020", option, value, "--format", "json"));
        Assert.NotEqual(0, summary.RootElement.GetProperty("decisions").GetProperty("included").GetInt32());
        return summary.RootElement.GetProperty("result_hash").GetString()!;
    }

    private static async Task<string> Run(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await CommandLine.RunAsync(arguments, new Surface(output, error, TimeProvider.System), TestContext.Current.CancellationToken);
        Assert.True(code == ExitCodes.Done, error.ToString());
        return output.ToString();
    }
}
