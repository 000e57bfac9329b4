using System.Globalization;
using System.Text;
using Cahier.Calculation.Output;

namespace Cahier.Cli.Running;

/// <summary>Shows runs to programs: summaries as JSON, or every figure on a line of CSV.</summary>
internal static class RunFigures
{
    /// <summary>One summary as an object, several as an array.</summary>
    public static void WriteJson(IReadOnlyList<RunView> views, TextWriter writer) => writer.Write(views switch
    {
        [var only] => ResultFiles.ToJson(only.Summary),
        _ => $"[\n{string.Join(",\n", views.Select(v => ResultFiles.ToJson(v.Summary).TrimEnd('\n')))}\n]\n",
    });

    /// <summary>A row for each figure: what it is, of what, and its value.</summary>
    public static void WriteCsv(IReadOnlyList<RunView> views, TextWriter writer)
    {
        using var stream = new MemoryStream();
        var csv = new CsvWriter(stream, "cahier", "version", "figure", "of", "value");
        foreach (var view in views)
        {
            foreach (var (figure, of, value) in Figures(view))
            {
                csv.Text(view.Summary.Cahier);
                csv.Text(view.Summary.Version);
                csv.Text(figure);
                csv.Text(of);
                csv.Amount(value);
                csv.EndRow();
            }
        }

        csv.Flush();
        writer.Write(Encoding.UTF8.GetString(stream.ToArray()));
    }

    private static IEnumerable<(string Figure, string Of, decimal? Value)> Figures(RunView view)
    {
        var summary = view.Summary;
        yield return ("units", "", summary.Units);
        yield return ("units", "included", summary.Decisions.Included);
        yield return ("units", "not eligible", summary.Decisions.NotEligible);
        yield return ("units", "excluded", summary.Decisions.Excluded);
        yield return ("units", "undetermined", summary.Decisions.Undetermined);
        foreach (var rule in summary.Rules)
        {
            yield return ("rule true", rule.Id, rule.True);
            yield return ("rule false", rule.Id, rule.False);
            yield return ("rule unknown", rule.Id, rule.Unknown);
        }

        foreach (var line in summary.Totals)
        {
            yield return ($"total {line.Currency}", line.Line, line.Amount);
        }

        foreach (var indicator in view.Indicators)
        {
            yield return (indicator.Indicator, indicator.Participant, indicator.Value is null ? null : decimal.Parse(indicator.Value, CultureInfo.InvariantCulture));
        }

        foreach (var missing in summary.Unknown)
        {
            yield return ("outcomes unknown", missing.Entity.Length > 0 ? $"{missing.Entity}.{missing.Field}" : missing.Field, missing.Outcomes);
        }

        yield return ("rejected rows", "", summary.RejectedRows);
    }
}
