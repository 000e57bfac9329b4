using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Cahier.Cli.Benching;
using Cahier.Cli.Console;
using Cahier.Generator;

namespace Cahier.Cli.Commands;

/// <summary><c>cahier bench</c>: measures what this machine can carry.</summary>
internal static class BenchCommand
{
    private const int MostRows = 10_000_000;

    private static readonly JsonSerializerOptions AsWritten = new()
    {
        WriteIndented = true, NewLine = "\n", PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Command Make(Surface surface)
    {
        var beneficiaries = new Option<int[]>("--beneficiaries") { Description = "How many invented people the French cahiers run on; several numbers measure each. A million take about 4 GB of disk for the time.", DefaultValueFactory = _ => [100_000], HelpName = "N", AllowMultipleArgumentsPerToken = true };
        var rows = new Option<int>("--rows") { Description = "On how many rows ten rules are held against code written by hand; a tenth of them as rules become more.", DefaultValueFactory = _ => 1_000_000, HelpName = "N" };
        var patience = new Option<decimal>("--patience") { Description = "How many seconds each small measurement is repeated; the least time counts.", DefaultValueFactory = _ => 2, HelpName = "SECONDS" };
        var api = new Option<int?>("--api") { Description = "Measure the service instead: so many requests to it from 32 clients, each answer held against the one that is right.", HelpName = "N" };
        var file = new Option<string?>("--out") { Description = "Write the results into this Markdown file, with a picture of how cost grows beside it.", HelpName = "FILE" };
        var format = new Option<string>("--format") { Description = "human or json.", DefaultValueFactory = _ => "human" };
        format.AcceptOnlyFromAmong("human", "json");
        var command = new Command("bench", "Measure what this machine can carry: rules beside code written by hand, and the French cahiers on invented people.") { beneficiaries, rows, patience, api, file, format };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (parsed.GetValue(api) is { } requests)
            {
                Require(requests is >= ApiBench.Clients and <= MostRows, "--api takes a number from 32 to 10000000");
                return await ApiBenchView.Show(requests, parsed.GetValue(format) == "json", surface, cancellation).ConfigureAwait(false);
            }

            var (people, count, seconds, path) = (parsed.GetValue(beneficiaries) ?? [], parsed.GetValue(rows), parsed.GetValue(patience), parsed.GetValue(file));
            Require(people.All(p => p is >= 1 and <= PopulationOptions.MostBeneficiaries), "--beneficiaries takes numbers from 1 to 99999999");
            Require(count is >= 10 and <= MostRows, "--rows takes a number from 10 to 10000000");
            Require(seconds is >= 0 and <= 3_600, "--patience takes seconds from 0 to 3600");
            Require(path is null || Path.GetExtension(path) == ".md", "--out takes the name of a Markdown file, such as results.md");
            Require(path is null || Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))), "--out takes a file in a folder that exists");
            var least = new Least(surface.Time, TimeSpan.FromSeconds((double)seconds), cancellation);
            var report = Measure(Workspace.Of(parsed), people, count, least, surface, cancellation);
            if (path is not null)
            {
                BenchFile.Write(path, report);
            }

            if (parsed.GetValue(format) == "json")
            {
                surface.Output.WriteLine(JsonSerializer.Serialize(report, AsWritten));
            }
            else
            {
                new BenchTables(surface, report).Show();
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new CommandStop(ExitCodes.Usage, otherwise, "");
        }
    }

    private static BenchReport Measure(Workspace workspace, int[] beneficiaries, int rows, Least least, Surface surface, CancellationToken cancellation)
    {
        ImmutableArray<int> threads = Environment.ProcessorCount == 1 ? [1] : [1, Environment.ProcessorCount];
        var machine = Machine.Here();
        using var progress = new ConsoleProgress(surface, cancellation);
        progress.Begin("ten rules");
        var tenRules = TenRulesBench.Measure(rows, threads, least);
        var growth = ImmutableArray.CreateBuilder<GrowthFigures>();
        foreach (var count in GrowthBench.Counts)
        {
            progress.Begin(string.Create(CultureInfo.InvariantCulture, $"{count} rules"));
            growth.Add(GrowthBench.Measure(count, rows / 10, least));
        }

        return new BenchReport(machine, tenRules, growth.ToImmutable(), [.. beneficiaries.Select(b => Populate(workspace, b, threads, surface, progress, cancellation))]);
    }

    private static PopulationFigures Populate(Workspace workspace, int beneficiaries, ImmutableArray<int> threads, Surface surface, ConsoleProgress progress, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("cahier-bench-");
        try
        {
            return new PopulationBench(workspace, surface, progress, folder.FullName, cancellation).Measure(beneficiaries, threads);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
