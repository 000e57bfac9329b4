using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cahier.Calculation.Results;
using Cahier.Facts.Models;
using Cahier.Feel.Values;

namespace Cahier.Calculation.Explaining;

/// <summary>Writes an explanation as JSON for machines. Values stand as FEEL text, amounts as decimals in text.</summary>
public static class ExplanationJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(UnitExplanation e) => Of(e).ToJsonString(Indented);

    public static string Write(ParticipantExplanation e) => Of(e).ToJsonString(Indented);

    /// <summary>The explanation of a unit, to stand in a larger JSON text.</summary>
    public static JsonObject Of(UnitExplanation e) => new()
    {
        ["basis"] = Basis(e.Basis),
        ["entity"] = e.Entity,
        ["unit"] = e.Unit,
        ["participant"] = e.Participant,
        ["date"] = e.Date.ToString(),
        ["decision"] = e.Status.Word(),
        ["rules"] = List(e.Rules, r => new JsonObject
        {
            ["id"] = r.Id,
            ["kind"] = r.IsExclusion ? "exclusion" : "eligibility",
            ["label"] = Label(r.Label),
            ["outcome"] = r.Outcome,
            ["source"] = r.Source,
            ["reasoning"] = Reasoning(r.Reasoning),
        }),
        ["values"] = List(e.Values, Value),
        ["lines"] = List(e.Lines, Line),
    };

    /// <summary>The explanation of a participant, to stand in a larger JSON text.</summary>
    public static JsonObject Of(ParticipantExplanation e) => new()
    {
        ["basis"] = Basis(e.Basis),
        ["participant"] = e.Participant,
        ["units"] = new JsonObject(e.Units.Select(u => KeyValuePair.Create(u.Key.Word(), (JsonNode?)u.Value))),
        ["may_change"] = e.Units.Any(u => u is { Key: DecisionStatus.Undetermined, Value: > 0 }),
        ["indicators"] = List(e.Indicators, i => new JsonObject
        {
            ["id"] = i.Name,
            ["label"] = Label(i.Label),
            ["type"] = i.Kind,
            ["numerator"] = Number(i.Numerator),
            ["denominator"] = Number(i.Denominator),
            ["value"] = Number(i.Value),
            ["minimum"] = i.Minimum,
            ["source"] = i.Source,
            ["expressions"] = List(i.Expressions, x => x),
        }),
        ["cohort"] = List(e.Cohort, c => new JsonObject { ["id"] = c.Name, ["statistic"] = c.Statistic, ["of"] = c.Of, ["value"] = Number(c.Value), ["rows"] = List(c.Rows, Row), ["between"] = List(c.Between, Row), ["source"] = c.Source }),
        ["unit_lines"] = List(e.UnitLines, l => new JsonObject { ["id"] = l.Line, ["total"] = Number(l.Total), ["currency"] = l.Currency }),
        ["lines"] = List(e.Lines, Line),
        ["included_units"] = List(e.IncludedUnits, u => u),
    };

    private static JsonObject Basis(Basis basis) => new()
    {
        ["cahier"] = basis.Cahier,
        ["version"] = basis.Version,
        ["rule_hash"] = basis.RuleHash,
        ["snapshot_hash"] = basis.SnapshotHash,
        ["from"] = basis.From.ToString(),
        ["to"] = basis.To.ToString(),
        ["sources"] = List(basis.Sources, s => s),
    };

    private static JsonObject Line(LineExplanation l) => new()
    {
        ["id"] = l.Name,
        ["label"] = Label(l.Label),
        ["amount"] = Number(l.Amount),
        ["currency"] = l.Currency,
        ["rounding"] = l.Rounding,
        ["source"] = l.Source,
        ["reasoning"] = Reasoning(l.Reasoning),
    };

    private static JsonObject Reasoning(Reasoning r) => new()
    {
        ["expression"] = r.Expression,
        ["value"] = r.Value.ToString(),
        ["facts"] = List(r.Facts, f => new JsonObject { ["entity"] = f.Entity, ["key"] = f.Key, ["field"] = f.Field, ["value"] = f.Value.ToString() }),
        ["parameters"] = List(r.Parameters, p => new JsonObject { ["name"] = p.Name, ["value"] = p.Value.ToString(), ["since"] = p.Since?.ToString(), ["unit"] = p.Unit, ["basis"] = p.Basis, ["source"] = p.Source }),
        ["values"] = List(r.Values, Value),
        ["tables"] = List(r.Tables, t => new JsonObject { ["name"] = t.Name, ["inputs"] = List(t.Inputs, i => i.ToString()), ["rows"] = List(t.Rows, x => x), ["answer"] = t.Answer.ToString() }),
        ["functions"] = List(r.Functions, f => new JsonObject { ["name"] = f.Name, ["arguments"] = List(f.Arguments, a => a.ToString()), ["answer"] = f.Answer.ToString(), ["expression"] = f.Expression, ["at"] = f.At.ToString(), ["source"] = f.Source }),
        ["scripts"] = List(r.Scripts, s => new JsonObject { ["name"] = s.Name, ["arguments"] = List(s.Arguments, a => a.ToString()), ["result"] = s.Result.ToString(), ["script"] = s.Script, ["source"] = s.Source }),
        ["missing"] = List(r.Causes, c => c switch
        {
            MissingFact m => new JsonObject { ["entity"] = m.Entity, ["key"] = m.Key, ["field"] = m.Field },
            NoResult n => new JsonObject { ["reason"] = n.Text },
            _ => null,
        }),
    };

    private static JsonObject Row(CohortMember m) => new() { ["key"] = m.Key, ["value"] = Number(m.Value) };

    private static JsonObject Value(ValueRead v) => new() { ["name"] = v.Name, ["value"] = v.Value.ToString(), ["expression"] = v.Expression };

    private static JsonObject? Label(Label label) => label.IsEmpty ? null : new JsonObject { ["fr"] = label.French, ["en"] = label.English };

    private static JsonNode? Number(decimal? number) => number is { } value ? FeelText.Plain(new NumberValue(value)) : null;

    private static JsonArray List<T>(IEnumerable<T> items, Func<T, JsonNode?> write) => [.. items.Select(write)];
}
