using System.Collections.Immutable;
using System.Globalization;
using Cahier.Facts.Forms;
using Cahier.Facts.Yaml;
using Cahier.Feel.Diagnostics;
using Cahier.Rules.Definitions;
using Cahier.Rules.Versions;

namespace Cahier.Storage.Datasets;

/// <summary>
/// What <c>manifest.yaml</c> says of a dataset: a folder with facts, and for each cahier the results that were agreed on.
/// </summary>
/// <param name="Title">What the dataset shows.</param>
/// <param name="Model">The model of its facts.</param>
/// <param name="Cahiers">The cahiers that are run on it, each with a version when one is meant: <c>eds-pth</c>, <c>mssp@2021</c>.</param>
/// <param name="Period">The days of the runs.</param>
/// <param name="Rejected">How many rows of its files are meant to be refused.</param>
public sealed record DatasetManifest(string? Title, RuleText Model, ImmutableArray<RuleText> Cahiers, RuleText PeriodText, Period Period, int Rejected)
{
    /// <summary>The file's name in the folder.</summary>
    public const string FileName = "manifest.yaml";

    private const string SchemaId = "https://cahier.invalid/schemas/dataset.schema.json";

    /// <summary>What the file may hold.</summary>
    public static MapForm Form { get; } = Facts.Forms.Form.Map("dataset", "Facts with the results that were agreed on.")
        .Optional("title", Facts.Forms.Form.Text, "What the dataset shows.")
        .Required("model", Facts.Forms.Form.Identifier, "The model of the facts in facts/*.csv.")
        .Required("cahiers", Facts.Forms.Form.ListOf(Facts.Forms.Form.TextLike("^[a-z][a-z0-9-]*(@[0-9A-Za-z][0-9A-Za-z._-]*)?$", "a cahier such as eds-pth, or a version such as eds-pth@2019.1"), 1), "The cahiers; the results of each stand in expected/<cahier>/.")
        .Required("period", Facts.Forms.Form.TextLike("^[0-9Q.-]+$", "a period such as 2020, 2020-Q1, 2020-03 or 2020-01-01..2020-06-30"), "The days of the runs.")
        .Optional("rejected", Facts.Forms.Form.Integer, "How many rows of the files are meant to be refused; none when not said.");

    /// <summary>The JSON Schema of manifests, kept as <c>schemas/json/dataset.schema.json</c>.</summary>
    public static string ToJsonSchema() => JsonSchemaWriter.Write(Form, "A dataset to replay", SchemaId);

    /// <summary>Reads a manifest; null when anything is wrong with it.</summary>
    public static DatasetManifest? Read(string file, string text, DiagnosticBag diagnostics)
    {
        var parse = YamlDocument.Parse(file, text);
        diagnostics.AddRange(parse.Diagnostics);
        if (parse.Root is not YamlMap map)
        {
            _ = parse.Root is not null && Form.Check(parse.Root, diagnostics);
            return null;
        }

        if (parse.HasErrors || !Form.Check(map, diagnostics))
        {
            return null;
        }

        var period = new RuleText(Scalar(map, "period")!);
        if (!Period.TryParse(period.Text, out var days))
        {
            diagnostics.Add(DiagnosticCatalog.TestPeriod, period.Location, period.Text.Length, $"‘{period}’ is no period", "write 2020, 2020-Q1, 2020-03 or 2020-01-01..2020-06-30, with days that exist");
            return null;
        }

        return new DatasetManifest(
            Scalar(map, "title")?.Value,
            new RuleText(Scalar(map, "model")!),
            [.. ((YamlList)map.Find("cahiers")!.Value).Items.Select(c => new RuleText((YamlScalar)c))],
            period,
            days,
            Scalar(map, "rejected") is { } rejected ? int.Parse(rejected.Value, CultureInfo.InvariantCulture) : 0);
    }

    private static YamlScalar? Scalar(YamlMap map, string key) => map.Find(key)?.Value as YamlScalar;
}
