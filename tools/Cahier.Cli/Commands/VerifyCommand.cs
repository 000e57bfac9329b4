using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Cahier.Calculation.Runs;
using Cahier.Cli.Console;
using Cahier.Storage.Stores;

namespace Cahier.Cli.Commands;

/// <summary><c>cahier verify</c>: whether a store still tells what was calculated.</summary>
internal static class VerifyCommand
{
    private static readonly JsonSerializerOptions AsWritten = new() { WriteIndented = true, NewLine = "\n", PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Make(Surface surface) => new("verify", "Check that a store still holds what was calculated.") { Run(surface), OfLedger(surface) };

    private static Command Run(Surface surface)
    {
        var number = new Argument<long>("N") { Description = "The number of the run, as cahier run says it and verify ledger lists it." };
        var (store, format) = (StoreOption(), FormatOption());
        var engine = new Option<RunEngine>("--engine") { Description = "Which of the two evaluators calculates again: compiled or interpreter.", DefaultValueFactory = _ => RunEngine.Compiled };
        var command = new Command("run", "Calculate a run again from the archived texts and the facts, and compare every byte.") { number, store, engine, format };
        command.SetAction((parsed, cancellation) =>
        {
            using var progress = new ConsoleProgress(surface, cancellation);
            using var opened = FactStore.OpenAsItIs(StoreAddress.Parse(parsed.GetRequiredValue(store)), surface.Time);
            var verified = RunVerification.Verify(opened, parsed.GetValue(number), new RunOptions(parsed.GetValue(engine), 0), progress, cancellation, progress);
            progress.Dispose();
            Show(opened, verified, parsed.GetValue(format)!, surface);
            return Task.FromResult(verified.Differences.Count == 0 ? ExitCodes.Done : ExitCodes.NotAsItWas);
        });
        return command;
    }

    private static Command OfLedger(Surface surface)
    {
        var (store, format) = (StoreOption(), FormatOption());
        var noted = new Option<string?>("--noted") { Description = "The hash of an entry that was noted elsewhere before: it must be there still.", HelpName = "HASH" };
        var command = new Command("ledger", "Check that no entry of the ledger was altered, and that it knows every run, statement and key, and the facts, as the store has them.") { store, noted, format };
        command.SetAction(parsed =>
        {
            using var opened = FactStore.OpenAsItIs(StoreAddress.Parse(parsed.GetRequiredValue(store)), surface.Time);
            var (entries, runs, statements, keys) = LedgerVerification.Verify(opened, parsed.GetValue(noted));
            if (parsed.GetValue(format) == "json")
            {
                surface.Output.WriteLine(JsonSerializer.Serialize(new { store = opened.Address.ToString(), entries = entries.Count, last_hash = entries is [.., var last] ? last.Hash : null, runs = runs.Select(Described), statements = statements.Select(Described) }, AsWritten));
                return ExitCodes.Done;
            }

            surface.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The ledger of {opened.Address} is whole: {entries.Count} {(entries.Count == 1 ? "entry" : "entries")}, {runs.Count} {(runs.Count == 1 ? "run" : "runs")}, {statements.Count} {(statements.Count == 1 ? "statement" : "statements")}{Keys(keys)}, each as the store has it."));
            foreach (var (before, entry) in entries.Zip(entries.Skip(1)).Where(e => string.CompareOrdinal(e.Second.At, e.First.At) < 0))
            {
                surface.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  entry {entry.Number} was written at {entry.At}, before entry {before.Number} of {before.At}: the clock was set back; the order of the entries holds"));
            }

            foreach (var run in runs)
            {
                surface.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  run {run.Id}  {run.FinishedAt}  {Named(run)}{(run.Held is null ? "" : "  held")}"));
            }

            foreach (var issued in statements)
            {
                surface.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  statement {issued.Number}  {issued.At}  {issued.Cahier} for {issued.Period}, run {issued.Run}"));
            }

            if (entries is [.., var end])
            {
                surface.Output.WriteLine($"Its last entry is {end.Hash}. Note it elsewhere: with --noted it shows later that nothing before it was removed or written anew.");
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static string Keys(IReadOnlyList<ApiKey> keys) => keys.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {keys.Count} {(keys.Count == 1 ? "key" : "keys")}");

    private static Option<string> StoreOption() => new("--store") { Description = "The store: FILE, postgresql://USER@HOST/DATABASE or \"sqlserver:Server=…;Database=…\".", HelpName = "URL", Required = true };

    private static Option<string> FormatOption()
    {
        var format = new Option<string>("--format") { Description = "What to print.", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("table", "json");
        return format;
    }

    private static void Show(FactStore store, VerifiedRun verified, string format, Surface surface)
    {
        var run = verified.Run;
        if (format == "json")
        {
            surface.Output.WriteLine(JsonSerializer.Serialize(new { store = store.Address.ToString(), run = Described(run), differences = verified.Differences }, AsWritten));
            return;
        }

        surface.Output.WriteLine(verified.Differences.Count == 0
            ? $"Run {run.Id} of {run.FinishedAt}, {Named(run)}: calculated again from the archived texts and the facts of {store.Address}, it is the same to the byte."
            : $"Run {run.Id} of {run.FinishedAt}, {Named(run)}, is not what comes out when it is calculated again:");
        foreach (var difference in verified.Differences)
        {
            surface.Output.WriteLine($"  {difference}");
        }

        if (verified.Differences.Count > 0)
        {
            surface.Output.WriteLine("  Trust no result of this store: put back a copy of it.");
        }
    }

    private static string Named(StoredRun run) => $"{run.Summary.Cahier}@{run.Summary.Version} for {run.Summary.Period.From}..{run.Summary.Period.To}";

    private static object Described(StoredRun run) =>
        new { number = run.Id, run.FinishedAt, run.Summary.Cahier, run.Summary.Version, run.Summary.Period, run.Summary.EngineVersion, run.Summary.RuleHash, run.Summary.SnapshotHash, run.Summary.ResultHash, held = run.Held?.Reasons };

    private static object Described(IssuedStatement issued) =>
        new { issued.Number, issued.Cahier, period = new { from = issued.Period.From.ToString(), to = issued.Period.To.ToString() }, issued.Run, issued_at = issued.At, issued_by = issued.By };
}
