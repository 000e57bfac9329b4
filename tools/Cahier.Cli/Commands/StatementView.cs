using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Cahier.Calculation.Output;
using Cahier.Calculation.Statements;
using Cahier.Cli.Console;
using Cahier.Storage.Stores;

namespace Cahier.Cli.Commands;

/// <summary>Shows a statement: to people by participant and line, to programs likewise or unit by unit.</summary>
internal static class StatementView
{
    private static readonly JsonSerializerOptions AsWritten = new() { WriteIndented = true, NewLine = "\n", PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Show(SettledRun settled, bool byUnit, string format, Surface surface)
    {
        switch (format)
        {
            case "json":
                surface.Output.WriteLine(JsonSerializer.Serialize(Described(settled, byUnit), AsWritten));
                break;
            case "csv":
                WriteCsv(settled.Statement, byUnit, surface.Output);
                break;
            default:
                WriteTable(settled, byUnit, surface);
                break;
        }
    }

    private static void WriteTable(SettledRun settled, bool byUnit, Surface surface)
    {
        var output = surface.Output;
        output.WriteLine(settled.Issued is { } issued
            ? string.Create(CultureInfo.InvariantCulture, $"Statement {issued.Number} of {settled.Cahier} for {settled.Period}, issued {issued.At} by {issued.By}")
            : $"Statement of {settled.Cahier} for {settled.Period}, not issued");
        output.WriteLine($"  Paid so far: {Before(settled)}.");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  Right now: run {settled.Run.Id} of {settled.Run.FinishedAt}, {settled.Run.Summary.Cahier}@{settled.Run.Summary.Version}."));
        if (Change(settled) is { } change)
        {
            output.WriteLine($"  {change}");
        }

        output.WriteLine();
        var statement = settled.Statement;
        var table = Surface.Table(byUnit ? ["participant", "line", "unit", ">paid so far", ">right now", ">difference", ""] : ["participant", "line", ">paid so far", ">right now", ">top-up", ">claw-back", ">open", ""]);
        if (byUnit)
        {
            foreach (var line in statement.Lines.Where(l => l.IsOpen || l.Difference != 0))
            {
                Surface.AddRow(table, line.Item.Participant, line.Item.Line, line.Item.Unit ?? "", Amount(line.Paid), line.Right is { } right ? Amount(right) : "unknown", line.IsOpen ? "open" : Signed(line.Difference), line.Item.Currency);
            }
        }
        else
        {
            foreach (var sum in statement.Sums)
            {
                Add(table, sum.Participant!, sum.Line!, sum);
            }

            foreach (var total in statement.Totals)
            {
                Add(table, "all", "", total);
            }
        }

        surface.Tables().Write(table);
        output.WriteLine(Ends(statement));
    }

    private static void Add(Spectre.Console.Table table, string participant, string line, StatementSum sum) =>
        Surface.AddRow(table, participant, line, Amount(sum.Paid), Amount(sum.Right), Amount(sum.TopUp), Amount(sum.ClawBack), sum.Open == 0 ? "" : sum.Open.ToString(CultureInfo.InvariantCulture), sum.Currency);

    private static string Before(SettledRun settled) => settled switch
    {
        { Against: { } run } => string.Create(CultureInfo.InvariantCulture, $"taken to be what run {run.Id} of {run.FinishedAt}, {run.Summary.Cahier}@{run.Summary.Version}, came to"),
        { Before: { } before } => string.Create(CultureInfo.InvariantCulture, $"by statement {before.Number} of {before.At}, from run {before.Run}, and those before it"),
        _ => "nothing, no statement was issued",
    };

    // Why two runs differ: their texts, their facts, or the engine.
    private static string? Change(SettledRun settled)
    {
        if (settled.Former is not { } former || former.Id == settled.Run.Id)
        {
            return null;
        }

        var (before, now) = (former.Summary, settled.Run.Summary);
        var changed = new[]
        {
            before.RuleHash == now.RuleHash ? null : before.Version == now.Version ? "the text" : $"the text ({before.Version} → {now.Version})",
            before.SnapshotHash == now.SnapshotHash ? null : "the facts",
            before.EngineVersion == now.EngineVersion ? null : $"the engine ({before.EngineVersion} → {now.EngineVersion})",
        }.OfType<string>().ToList();
        return changed.Count == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"Changed since run {former.Id}: {string.Join(", ", changed)}.");
    }

    private static string Ends(Statement statement)
    {
        if (statement.Lines.IsEmpty)
        {
            return "Nothing was paid, and nothing is to be paid.";
        }

        var open = statement.Lines.Count(l => l.IsOpen);
        var differences = string.Join(", ", statement.Totals.Select(t => $"{Signed(t.Difference)} {t.Currency}"));
        return $"Difference: {differences}."
            + (open == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" {open} {(open == 1 ? "amount is" : "amounts are")} open for a missing fact: nothing is added or taken back before it is known."));
    }

    private static void WriteCsv(Statement statement, bool byUnit, TextWriter writer)
    {
        using var stream = new MemoryStream();
        var csv = byUnit
            ? new CsvWriter(stream, "participant", "line", "unit", "paid", "right", "difference", "currency")
            : new CsvWriter(stream, "participant", "line", "paid", "right", "top_up", "claw_back", "open", "currency");
        foreach (var line in byUnit ? statement.Lines : [])
        {
            Begin(csv, line.Item.Participant, line.Item.Line);
            csv.Text(line.Item.Unit);
            csv.Amount(line.Paid);
            csv.Amount(line.Right);
            csv.Amount(line.IsOpen ? null : line.Difference);
            csv.Text(line.Item.Currency);
            csv.EndRow();
        }

        foreach (var sum in byUnit ? [] : statement.Sums)
        {
            Begin(csv, sum.Participant!, sum.Line!);
            csv.Amount(sum.Paid);
            csv.Amount(sum.Right);
            csv.Amount(sum.TopUp);
            csv.Amount(sum.ClawBack);
            csv.Number(sum.Open);
            csv.Text(sum.Currency);
            csv.EndRow();
        }

        csv.Flush();
        writer.Write(Encoding.UTF8.GetString(stream.ToArray()));
    }

    private static void Begin(CsvWriter csv, string participant, string line)
    {
        csv.Text(participant);
        csv.Text(line);
    }

    private static object Described(SettledRun settled, bool byUnit) => new
    {
        statement = settled.Issued?.Number,
        cahier = settled.Cahier,
        period = new { from = settled.Period.From.ToString(), to = settled.Period.To.ToString() },
        issued_at = settled.Issued?.At,
        issued_by = settled.Issued?.By,
        run = settled.Run.Id,
        version = settled.Run.Summary.Version,
        paid_by_statement = settled.Before?.Number,
        against_run = settled.Against?.Id,
        totals = settled.Statement.Totals.Select(Written),
        lines = byUnit ? null : settled.Statement.Sums.Select(Written),
        units = byUnit ? settled.Statement.Lines.Select(Written) : null,
    };

    // Amounts are text, so that no program reads them as binary fractions.
    private static object Written(StatementSum sum) =>
        new { sum.Participant, sum.Line, paid = Plain(sum.Paid), right = Plain(sum.Right), top_up = Plain(sum.TopUp), claw_back = Plain(sum.ClawBack), open = sum.Open, sum.Currency };

    private static object Written(StatementLine line) =>
        new { line.Item.Participant, line.Item.Line, line.Item.Unit, paid = Plain(line.Paid), right = line.Right is { } right ? Plain(right) : null, difference = line.IsOpen ? null : Plain(line.Difference), line.Item.Currency };

    private static string Plain(decimal amount) => amount.ToString(CultureInfo.InvariantCulture);

    private static string Signed(decimal amount) => amount > 0 ? $"+{Amount(amount)}" : Amount(amount);

    private static string Amount(decimal amount) => Surface.Amount(amount);
}
