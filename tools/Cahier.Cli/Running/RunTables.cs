using System.Globalization;
using Cahier.Calculation.Output;
using Cahier.Cli.Console;
using Cahier.Facts.Models;
using Spectre.Console;

namespace Cahier.Cli.Running;

/// <summary>Shows a run to people: who came in and why not, what was measured, what is paid, what is unknown.</summary>
internal sealed class RunTables(Surface surface, RunView view)
{
    private const int MostParticipants = 8;
    private const int WidthOfParticipant = 20;
    private const int MostMissing = 8;

    private readonly IAnsiConsole console = surface.Tables();
    private readonly RunSummary summary = view.Summary;

    public void Show()
    {
        var definition = view.Plan.Definition;
        console.WriteLine($"{view.Plan.Name} ({summary.Status}), {view.Plan.Period}: {definition.Title.In("en", definition.Cahier)}");
        Funnel();
        Rules();
        Indicators();
        Payments();
        Unknown();
        Data();
        foreach (var note in view.Notes)
        {
            console.WriteLine(note);
        }

        console.WriteLine();
    }

    private void Funnel()
    {
        var table = Surface.Table("", ">units", ">of all");
        Row(table, "units in the period", summary.Units);
        Row(table, "not eligible", summary.Decisions.NotEligible);
        Row(table, "excluded by a rule", summary.Decisions.Excluded);
        Row(table, "undetermined: a fact is missing", summary.Decisions.Undetermined);
        Row(table, "included", summary.Decisions.Included);
        console.Write(table);
    }

    private void Row(Table table, string label, int count) => Surface.AddRow(
        table,
        label,
        Whole(count),
        summary.Units == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{count * 100m / summary.Units:0.0} %"));

    private void Rules()
    {
        if (summary.Rules.IsEmpty)
        {
            return;
        }

        var definition = view.Plan.Definition;
        var labels = definition.Eligibility.Concat(definition.Exclusions).ToDictionary(r => r.Id.Text, r => r.Label, StringComparer.Ordinal);
        var table = Surface.Table("rule", "", ">true", ">false", ">unknown");
        foreach (var rule in summary.Rules)
        {
            Surface.AddRow(table, rule.Id, labels.TryGetValue(rule.Id, out Label label) ? label.In("en", "") : "", Whole(rule.True), Whole(rule.False), Whole(rule.Unknown));
        }

        console.Write(table);
    }

    // An indicator a line: a cahier may have dozens of them, and a window is never wide enough for those.
    private void Indicators()
    {
        var names = view.Indicators.Select(i => i.Indicator).Distinct(StringComparer.Ordinal).ToList();
        if (names.Count == 0)
        {
            return;
        }

        var labels = view.Plan.Definition.Indicators.ToDictionary(i => i.Id.Text, i => i.Label, StringComparer.Ordinal);
        var participants = view.Indicators.GroupBy(i => i.Participant, StringComparer.Ordinal).ToList();
        var shown = participants.Take(Math.Clamp(console.Profile.Width / WidthOfParticipant, 1, MostParticipants)).ToList();
        var figures = shown.ConvertAll(p => p.ToDictionary(i => i.Indicator, StringComparer.Ordinal));
        var table = Surface.Table(["indicator", "", .. shown.Select(p => ">" + p.Key)]);
        foreach (var name in names)
        {
            Surface.AddRow(table, [name, labels.TryGetValue(name, out Label label) ? label.In("en", "") : "", .. figures.Select(f => f.TryGetValue(name, out var figure) ? Figure(figure) : "")]);
        }

        console.Write(table);
        if (participants.Count > shown.Count)
        {
            console.WriteLine($"  … and {Whole(participants.Count - shown.Count)} more participants");
            console.WriteLine();
        }
    }

    private void Payments()
    {
        if (summary.Totals.IsEmpty)
        {
            return;
        }

        var table = Surface.Table("payment", "per", ">amount", "", ">amounts", ">unknown");
        foreach (var line in summary.Totals)
        {
            Surface.AddRow(table, line.Line, line.Per, Amount(line.Amount), line.Currency, Whole(line.Known), Whole(line.Unknown));
        }

        console.Write(table);
    }

    private void Unknown()
    {
        if (summary.Unknown.IsEmpty)
        {
            return;
        }

        var table = Surface.Table("missing", ">undetermined units", ">outcomes unknown", ">at stake");
        foreach (var missing in summary.Unknown.Take(MostMissing))
        {
            Surface.AddRow(table, missing.Entity.Length > 0 ? $"{missing.Entity}.{missing.Field}" : $"{missing.Field}: no result", Whole(missing.Units), Whole(missing.Outcomes), missing.Units == 0 ? "–" : Amount(missing.AtStake));
        }

        console.Write(table);
        if (summary.Unknown.Length > MostMissing)
        {
            console.WriteLine($"  … and {Whole(summary.Unknown.Length - MostMissing)} more fields");
        }

        foreach (var stake in summary.AtStake.Where(_ => summary.Decisions.Undetermined > 0))
        {
            console.WriteLine($"  Undetermined units would be paid {Amount(stake.Amount)} {stake.Currency} as far as that is known; nothing of it is in the payments above.");
        }

        console.WriteLine();
    }

    private void Data()
    {
        if (summary.UndatedUnits > 0)
        {
            console.WriteLine($"{Whole(summary.UndatedUnits)} rows have no date and are in no period.");
        }

        foreach (var entity in summary.RowsRead.Where(e => e.Rejected > 0))
        {
            console.WriteLine($"{Whole(entity.Rejected)} of {Whole(entity.Rows)} rows of {entity.Entity} were rejected; rejected.csv lists them.");
        }
    }

    private static string Figure(IndicatorFigure figure) => figure.Value is null
        ? figure.Denominator is null ? "unknown" : $"– ({figure.Denominator})"
        : decimal.Parse(figure.Value, CultureInfo.InvariantCulture).ToString("0.####", CultureInfo.InvariantCulture) + (figure.Denominator is null ? "" : $" ({figure.Denominator})");

    // Digits in groups of three, with the thin space that does not break.
    private static string Whole(long value) => value.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '\u202f');

    private static string Amount(decimal? value) => value is { } amount ? Surface.Amount(amount) : "too large";
}
