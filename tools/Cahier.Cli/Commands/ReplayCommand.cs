using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cahier.Calculation.Runs;
using Cahier.Cli.Console;
using Cahier.Storage.Datasets;

namespace Cahier.Cli.Commands;

/// <summary><c>cahier replay</c>: runs cahiers on the facts of a dataset and explains every difference from the results that were agreed on.</summary>
internal static class ReplayCommand
{
    private const int MostShown = 50;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Make(Surface surface)
    {
        var folders = new Argument<string[]>("DATASET") { Description = "A folder with manifest.yaml, facts/ and expected/; several may be named.", Arity = ArgumentArity.OneOrMore };
        var engine = new Option<RunEngine>("--engine") { Description = "Which of the two evaluators calculates: compiled, interpreter, or auto: the second for a few facts, the first for more. The results are the same.", DefaultValueFactory = _ => RunEngine.Auto };
        var accept = new Option<bool>("--accept") { Description = "Take what comes now as what is expected from now on: read the change before you commit it." };
        var format = new Option<string>("--format") { Description = "human or json.", DefaultValueFactory = _ => "human" };
        format.AcceptOnlyFromAmong("human", "json");
        var command = new Command("replay", "Replay datasets and explain each difference from what was expected.") { folders, engine, accept, format };
        command.SetAction((parsed, cancellation) =>
        {
            var workspace = Workspace.Of(parsed);
            var options = new RunOptions(parsed.GetValue(engine));
            var reports = parsed.GetRequiredValue(folders).Select(f => !Directory.Exists(f)
                ? throw new CommandStop(ExitCodes.Usage, $"there is no folder {f}", "name a folder that holds manifest.yaml, facts/ and expected/")
                : parsed.GetValue(accept) ? DatasetReplay.Accept(f, workspace.Texts, options, cancellation) : DatasetReplay.Run(f, workspace.Texts, options, cancellation)).ToList();
            if (parsed.GetValue(format) == "json")
            {
                surface.Output.WriteLine(new JsonArray([.. reports.Select(Json)]).ToJsonString(Indented));
            }
            else
            {
                reports.ForEach(r => Print(r, parsed.GetValue(accept), surface));
            }

            return Task.FromResult(reports.TrueForAll(r => r.Passed) ? ExitCodes.Done
                : reports.Exists(r => !r.Problems.IsEmpty) ? ExitCodes.DataProblem
                : ExitCodes.AuthorsMistake);
        });
        return command;
    }

    private static void Print(ReplayReport report, bool accepted, Surface surface)
    {
        surface.Output.WriteLine($"{(report.Passed ? accepted ? "accepted" : "same" : "DIFFERS")}  {report.Folder}  {report.Manifest?.Title}".TrimEnd());
        DiagnosticPrinter.Print(report.Diagnostics, surface.Output);
        foreach (var problem in report.Problems)
        {
            surface.Output.WriteLine($"  {problem}");
        }

        foreach (var cahier in report.Cahiers)
        {
            surface.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {cahier.Name}: {cahier.Compared} figures compared, {cahier.Differences.Length} differ"));
            foreach (var difference in cahier.Differences.Take(MostShown))
            {
                surface.Output.WriteLine($"    {difference.ToString().ReplaceLineEndings("\n    ")}");
            }

            if (cahier.Differences.Length > MostShown)
            {
                surface.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    … and {cahier.Differences.Length - MostShown} more; --format json lists all"));
            }
        }
    }

    private static JsonObject Json(ReplayReport report) => new()
    {
        ["dataset"] = report.Folder,
        ["passed"] = report.Passed,
        ["problems"] = new JsonArray([.. report.Problems.Select(p => JsonValue.Create(p.ToString())), .. report.Diagnostics.Select(d => JsonValue.Create($"{d.Location} {d.Code}: {d.Cause}"))]),
        ["cahiers"] = new JsonArray([.. report.Cahiers.Select(c => new JsonObject
        {
            ["cahier"] = c.Name,
            ["compared"] = c.Compared,
            ["differences"] = new JsonArray([.. c.Differences.Select(d => new JsonObject
            {
                ["of"] = d.Of, ["what"] = d.What, ["expected"] = d.Expected, ["found"] = d.Found, ["because"] = new JsonArray([.. d.Because.Select(b => JsonValue.Create(b))]),
            })]),
        })]),
    };
}
