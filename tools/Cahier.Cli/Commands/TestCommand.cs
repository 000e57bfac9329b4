using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cahier.Calculation.Runs;
using Cahier.Calculation.Testing;
using Cahier.Cli.Console;
using Cahier.Facts.Snapshots;
using Cahier.Feel.Diagnostics;
using Cahier.Rules.Tests;

namespace Cahier.Cli.Commands;

/// <summary><c>cahier test</c>: runs the tests beside the rules, side by side, and shows each difference.</summary>
internal static class TestCommand
{
    private const string TestsFolder = "tests";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Make(Surface surface)
    {
        var paths = new Argument<string[]>("PATH") { Description = "Test files, cahiers, or folders of either; the tests of all cahiers when none is named.", Arity = ArgumentArity.ZeroOrMore };
        var filter = new Option<string?>("--filter") { Description = "Only cases whose name, or whose file's name, holds this text.", HelpName = "TEXT" };
        var engine = new Option<RunEngine>("--engine") { Description = "Which of the two evaluators calculates: compiled, interpreter, or auto: the second for a few facts, the first for more. The results are the same.", DefaultValueFactory = _ => RunEngine.Auto };
        var format = new Option<string>("--format") { Description = "human or json.", DefaultValueFactory = _ => "human" };
        format.AcceptOnlyFromAmong("human", "json");
        var command = new Command("test", "Run the tests beside the rules.") { paths, filter, engine, format };
        command.SetAction(parsed =>
        {
            var workspace = Workspace.Of(parsed);
            var files = Files(parsed.GetValue(paths) ?? [], workspace);
            var reports = new FileReport[files.Count];
            var rules = new TestedFolders(workspace);
            Parallel.For(0, files.Count, Processors.All(), i => reports[i] = Run(files[i], rules, parsed.GetValue(filter), parsed.GetValue(engine)));
            var told = reports.Where(r => r.Tests is null || !r.Tests.Cases.IsEmpty || !r.Tests.Diagnostics.IsEmpty).ToList();
            return parsed.GetValue(format) == "json" ? PrintJson(told, surface) : Print(told, parsed.GetValue(filter), surface);
        });
        return command;
    }

    /// <param name="Tests">What came of the tests; null when the file cannot be read.</param>
    private sealed record FileReport(string File, TestReport? Tests, IReadOnlyList<Diagnostic> Unreadable)
    {
        public bool Passed => Tests is { Passed: true } && Unreadable.Count == 0;
    }

    private static List<string> Files(string[] paths, Workspace workspace)
    {
        if (paths.Length == 0)
        {
            return Below(workspace.RulesFolder);
        }

        return [.. paths.SelectMany(p =>
            File.Exists(p) ? [p]
            : Directory.Exists(p) ? Below(p)
            : Directory.Exists(Path.Combine(workspace.RulesFolder, p, TestsFolder)) ? Below(Path.Combine(workspace.RulesFolder, p))
            : throw new CommandStop(ExitCodes.Usage, $"there is no test file, folder or cahier ‘{p}’", Feel.Checking.Suggestions.Remedy(p, workspace.Texts.Cahiers)))];
    }

    private static List<string> Below(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories)
            .Where(f => Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(f))) == TestsFolder)
            .Order(StringComparer.Ordinal),
    ];

    private static FileReport Run(string file, TestedFolders rules, string? filter, RunEngine engine)
    {
        var shown = Path.GetRelativePath(Environment.CurrentDirectory, Path.GetFullPath(file));
        var reading = TestReader.Read(shown, File.ReadAllText(file));
        if (reading.File is not { } tests)
        {
            return new FileReport(shown, null, reading.Diagnostics);
        }

        if (filter is not null && !shown.Contains(filter, StringComparison.OrdinalIgnoreCase))
        {
            tests = tests with { Cases = [.. tests.Cases.Where(c => c.Name.Text.Contains(filter, StringComparison.OrdinalIgnoreCase))] };
        }

        return new FileReport(shown, tests.Cases.IsEmpty ? new TestReport(shown, null, [], []) : TestRunner.Run(rules.Of(file), tests, new RunOptions(engine, Threads: 1)), []);
    }

    private static int Print(List<FileReport> reports, string? filter, Surface surface)
    {
        foreach (var report in reports)
        {
            var cases = report.Tests?.Cases ?? [];
            surface.Output.WriteLine($"{(report.Passed ? "pass" : "FAIL")}  {report.File}  {Count(cases.Count(c => c.Passed), "case")}{(cases.All(c => c.Passed) ? "" : $", {Count(cases.Count(c => !c.Passed), "failure")}")}");
            DiagnosticPrinter.Print(report.Unreadable.Concat(report.Tests?.Diagnostics ?? []), surface.Output);
            foreach (var failed in cases.Where(c => !c.Passed))
            {
                surface.Output.WriteLine($"  {failed.Name}  ({failed.At}){(failed.Run is null ? ": not run, its rules or facts have mistakes" : "")}");
                DiagnosticPrinter.Print(failed.Mistakes, surface.Output);
                foreach (var difference in failed.Differences)
                {
                    surface.Output.WriteLine($"    {difference.ToString().ReplaceLineEndings("\n    ")}");
                }
            }
        }

        var all = reports.SelectMany(r => r.Tests?.Cases ?? []).ToList();
        if (all.Count == 0 && reports.TrueForAll(r => r.Passed))
        {
            surface.Output.WriteLine(filter is null ? "there are no tests here: write them in rules/<cahier>/tests/" : $"no case's name holds ‘{filter}’");
            return filter is null ? ExitCodes.Done : ExitCodes.AuthorsMistake;
        }

        var notRun = reports.Count(r => !r.Passed && (r.Tests?.Cases ?? []).All(c => c.Passed));
        var because = notRun == 0 ? "" : $"; {Count(notRun, "file")} not run, for the mistakes above";
        surface.Output.WriteLine($"{Count(all.Count(c => c.Passed), "case")} passed, {all.Count(c => !c.Passed)} failed, {Count(all.Sum(c => c.Checks), "figure")} compared{because}");
        return reports.TrueForAll(r => r.Passed) ? ExitCodes.Done : ExitCodes.AuthorsMistake;
    }

    private static string Count(int number, string what) => string.Create(CultureInfo.InvariantCulture, $"{number} {what}{(number == 1 ? "" : "s")}");

    private static int PrintJson(List<FileReport> reports, Surface surface)
    {
        var json = new JsonArray([.. reports.Select(r => new JsonObject
        {
            ["file"] = r.File,
            ["passed"] = r.Passed,
            ["version"] = r.Tests?.Version,
            ["problems"] = new JsonArray([.. r.Unreadable.Concat(r.Tests?.Diagnostics ?? []).Select(Problem)]),
            ["cases"] = new JsonArray([.. (r.Tests?.Cases ?? []).Select(Case)]),
        })]);
        surface.Output.WriteLine(json.ToJsonString(Indented));
        return reports.TrueForAll(r => r.Passed) ? ExitCodes.Done : ExitCodes.AuthorsMistake;
    }

    private static JsonObject Case(CaseReport report) => new()
    {
        ["name"] = report.Name,
        ["at"] = report.At.ToString(),
        ["passed"] = report.Passed,
        ["compared"] = report.Checks,
        ["problems"] = new JsonArray([.. report.Mistakes.Select(Problem)]),
        ["differences"] = new JsonArray([.. report.Differences.Select(d => new JsonObject
        {
            ["of"] = d.Of, ["what"] = d.What, ["expected"] = d.Expected, ["found"] = d.Found, ["at"] = d.At.ToString(),
            ["because"] = new JsonArray([.. d.Because.Select(b => JsonValue.Create(b))]),
        })]),
    };

    private static JsonObject Problem(Diagnostic diagnostic) => new()
    {
        ["code"] = diagnostic.Code.Id, ["at"] = diagnostic.Location.ToString(), ["cause"] = diagnostic.Cause, ["remedy"] = diagnostic.Remedy,
    };
}
