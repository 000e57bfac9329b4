using System.Collections.Immutable;
using System.Globalization;
using Cahier.Calculation.Output;
using Cahier.Calculation.Runs;
using Cahier.Calculation.Testing;
using Cahier.Facts.Models;
using Cahier.Facts.Snapshots;
using Cahier.Facts.Yaml;
using Cahier.Feel.Checking;
using Cahier.Feel.Diagnostics;
using Cahier.Rules.Loading;
using Cahier.Storage.Csv;
using Sylvan.Data.Csv;

namespace Cahier.Storage.Datasets;

/// <summary>
/// Replays a dataset: runs its cahiers on its facts and compares with the results that were agreed on, which stand beside
/// as <c>cahier run --out</c> writes them. Datasets are folders; nothing else is read, and only <see cref="Accept"/> writes.
/// </summary>
public static class DatasetReplay
{
    private const string Expected = "expected";

    /// <summary>Runs and compares.</summary>
    /// <param name="folder">The dataset's folder.</param>
    /// <param name="texts">Where cahiers and models are.</param>
    /// <param name="options">How runs are carried out; none changes a result.</param>
    /// <param name="cancellation">Ends reading with <see cref="OperationCanceledException"/>.</param>
    public static ReplayReport Run(string folder, IRuleTexts texts, RunOptions? options = null, CancellationToken cancellation = default) =>
        Each(folder, texts, options ?? new RunOptions(), Compare, cancellation);

    /// <summary>Runs, and writes the results as those agreed on. Reading the difference is the job of who accepts.</summary>
    /// <inheritdoc cref="Run"/>
    public static ReplayReport Accept(string folder, IRuleTexts texts, RunOptions? options = null, CancellationToken cancellation = default) =>
        Each(folder, texts, options ?? new RunOptions(), Write, cancellation);

    private static ReplayReport Each(string folder, IRuleTexts texts, RunOptions options, Func<string, string, RunReport, List<LoadProblem>, CahierReplay> use, CancellationToken cancellation)
    {
        var diagnostics = new DiagnosticBag();
        var problems = new List<LoadProblem>();
        var cahiers = ImmutableArray.CreateBuilder<CahierReplay>();
        var path = Path.Combine(folder, DatasetManifest.FileName);
        if (!File.Exists(path))
        {
            return new ReplayReport(folder, null, [], [], [new LoadProblem(path, 0, "there is no manifest", "name a folder that holds manifest.yaml, facts/ and expected/")]);
        }

        var manifest = DatasetManifest.Read(path, File.ReadAllText(path), diagnostics);
        if (manifest is not null && Model(manifest, texts, diagnostics) is { } model)
        {
            var load = CsvFolder.Read(Path.Combine(folder, "facts"), model, cancellation: cancellation);
            problems.AddRange(load.Problems);
            foreach (var asked in load.Snapshot is null ? [] : manifest.Cahiers)
            {
                var report = DatasetRun.Execute(manifest, asked, texts, load.Snapshot!, options, diagnostics);
                var replay = report is null ? new CahierReplay(asked.Text, 0, [], null) : use(asked.Text, Path.Combine(folder, Expected, asked.Text.Split('@')[0]), report, problems);
                cahiers.Add(report is null || report.Facts.Rejected == manifest.Rejected ? replay : replay with { Differences = [Rejected(manifest, report, path), .. replay.Differences] });
            }
        }

        return new ReplayReport(folder, manifest, cahiers.ToImmutable(), diagnostics.ToImmutable(), [.. problems]);
    }

    private static FactModel? Model(DatasetManifest manifest, IRuleTexts texts, DiagnosticBag diagnostics)
    {
        if (texts.Model(manifest.Model.Text) is not { } found)
        {
            diagnostics.Add(DiagnosticCatalog.UnknownModel, manifest.Model.Location, manifest.Model.Text.Length, $"there is no model ‘{manifest.Model}’", Suggestions.Remedy(manifest.Model.Text, texts.Models));
            return null;
        }

        var reading = ModelReader.Read(found.File, found.Text);
        diagnostics.AddRange(reading.Diagnostics);
        return reading.Model;
    }

    private static CahierReplay Compare(string name, string folder, RunReport report, List<LoadProblem> problems)
    {
        var comparison = new ResultComparison(report.Result);
        var tables = TablesOf(report);
        foreach (var (file, keys) in ResultTable.Compared.Where(t => File.Exists(Path.Combine(folder, t.File))))
        {
            var path = Path.Combine(folder, file);
            try
            {
                using var text = File.OpenText(path);
                var expected = ResultTable.Read(text, keys);
                var found = ResultTable.Read(new StringReader(tables[file]), keys);
                if (expected.Differs(found, path) is { } problem)
                {
                    problems.Add(problem);
                    continue;
                }

                comparison.Compare(path, expected, found);
            }
            catch (CsvFormatException e)
            {
                problems.Add(new LoadProblem(path, Math.Max(1, e.RowNumber), $"the CSV cannot be read: {e.Message}", "close every quote, and separate cells by commas"));
            }
        }

        if (comparison.Compared == 0 && problems.Count == 0)
        {
            problems.Add(new LoadProblem(folder, 0, "there are no results to compare with", "put decisions.csv, indicators.csv, cohort.csv or payments.csv there, or accept those of a run"));
        }

        return new CahierReplay(name, comparison.Compared, comparison.Differences, report);
    }

    private static CahierReplay Write(string name, string folder, RunReport report, List<LoadProblem> problems)
    {
        Directory.CreateDirectory(folder);
        var tables = TablesOf(report);
        foreach (var (file, _) in ResultTable.Compared)
        {
            File.WriteAllText(Path.Combine(folder, file), tables[file]);
        }

        return new CahierReplay(name, 0, [], report);
    }

    private static Dictionary<string, string> TablesOf(RunReport report)
    {
        var streams = new Dictionary<string, MemoryStream>(StringComparer.Ordinal);
        ResultFiles.WriteTables(report, name => streams[name] = new MemoryStream());
        return streams.ToDictionary(s => s.Key, s => System.Text.Encoding.UTF8.GetString(s.Value.ToArray()), StringComparer.Ordinal);
    }

    private static Difference Rejected(DatasetManifest manifest, RunReport report, string path) => new(
        "",
        "rejected rows",
        manifest.Rejected.ToString(CultureInfo.InvariantCulture),
        report.Facts.Rejected.ToString(CultureInfo.InvariantCulture),
        [.. report.Facts.Rejections.Take(10).Select(r => $"{Path.GetFileName(r.File)}:{r.Line.ToString(CultureInfo.InvariantCulture)} {r.Field}: {r.Reason}")],
        new SourceLocation(path, 1, 1));
}
