using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Cahier.Calculation.Explaining;
using Cahier.Calculation.Output;
using Cahier.Calculation.Results;
using Cahier.Calculation.Runs;
using Cahier.Facts.Snapshots;
using Cahier.Facts.Yaml;
using Cahier.Feel.Evaluation;
using Cahier.Feel.Values;
using Cahier.Service.Requests;
using Cahier.Service.Runs;
using Cahier.Service.Shelves;

namespace Cahier.Service.Cases;

/// <summary>Judges a case: a run on the facts that were sent, of which nothing is kept.</summary>
internal static class CaseJudging
{
    /// <summary>Judges a case.</summary>
    /// <exception cref="Refusal">The facts do not fit the model.</exception>
    public static CaseAnswer Judge(ChosenVersion version, CaseBody body, CancellationToken cancellation)
    {
        var diagnostics = new DiagnosticBag();
        var snapshot = FactsFromYaml.Read(version.Rules.RuleSet.Model, body.Facts, diagnostics)
            ?? throw Refusal.Mistakes("the facts do not fit the model", diagnostics.ToImmutable());
        var run = CalculationRun.Execute(version.Rules, snapshot, version.Period.From, version.Period.To, new RunOptions(RunEngine.Auto, 1), new Stoppable(cancellation));
        var definition = run.RuleSet.Definition;
        return new CaseAnswer(
            definition.Cahier,
            definition.Version,
            version.Status.ToString().ToLowerInvariant(),
            run.From.ToString(),
            run.To.ToString(),
            definition.Hash,
            EngineVersion.Current,
            [.. run.Units.Listed.Select(u => Unit(run, u, body))],
            Participants(run, body),
            [.. run.Unknown.Select(u => new UnknownAnswer(u.Unit, u.Participant, u.What, [.. u.Causes.Select(Missing)]))],
            run.Undated);
    }

    /// <summary>The participants of a run that take part, with their indicators and lines.</summary>
    public static ImmutableArray<ParticipantAnswer> Participants(RunResult run, CaseBody? body = null) =>
    [
        .. Enumerable.Range(0, run.Participants.Count)
            .Where(p => run.Participants.TakesPart(p, run.Units))
            .Select(p => new ParticipantAnswer(
                run.Participants.Names[p],
                [.. run.RuleSet.Indicators.Select(i => (i.Name, Found: run.Participants.Indicator(i.Symbol))).Select(i => new IndicatorAnswer(i.Name, Number(i.Found.Numerator.Read(p)), Number(i.Found.Denominator.Read(p)), Number(i.Found.Value.Read(p))))],
                [.. PaymentLines.OfParticipant(run, p).Select(Line)])
            {
                Explanation = body?.Explain is null ? null : Explain(Explainer.Participant(run, run.Participants.Names[p])!, body),
            }),
    ];

    private static UnitAnswer Unit(RunResult run, int unit, CaseBody body) => new(
        run.Units.Key(unit),
        run.Units.Participants[unit] is var p and >= 0 ? run.Participants.Names[p] : null,
        run.Units.DateOf(unit).ToString(),
        run.Units.Statuses[unit].Word(),
        run.RuleSet.Rules.Select((r, place) => KeyValuePair.Create(r.Id, run.Units.Outcomes[place].Read(unit))).ToImmutableSortedDictionary(StringComparer.Ordinal),
        run.RuleSet.Values
            .Select(v => (v.Name, Column: run.Units.Find(v.Symbol)))
            .Where(v => v.Column is not (null or RowResults))
            .ToImmutableSortedDictionary(v => v.Name, v => v.Column!.IsKnown(unit) ? FeelText.Plain(v.Column.Value(unit)) : null, StringComparer.Ordinal),
        run.Units.Statuses[unit] == DecisionStatus.Included ? [.. PaymentLines.OfUnit(run, unit).Select(Line)] : [])
    {
        Explanation = body.Explain is null ? null : Explain(Explainer.Unit(run, run.Units.Key(unit))!, body),
    };

    private static JsonNode Explain(UnitExplanation explanation, CaseBody body) => body.Explain == "json" ? ExplanationJson.Of(explanation) : ExplanationText.Write(explanation, body.Language);

    private static JsonNode Explain(ParticipantExplanation explanation, CaseBody body) => body.Explain == "json" ? ExplanationJson.Of(explanation) : ExplanationText.Write(explanation, body.Language);

    private static LineAnswer Line(PaymentLine line) => new(line.Line.Name, line.Amount?.ToString(CultureInfo.InvariantCulture), line.Line.Currency);

    private static MissingAnswer Missing(UnknownCause cause) => cause switch
    {
        MissingFact fact => new MissingAnswer(fact.Entity, fact.Key, fact.Field, null),
        NoResult none => new MissingAnswer(null, null, null, none.Text),
        _ => new MissingAnswer(null, null, null, null),
    };

    private static string? Number(decimal? number) => number is { } value ? FeelText.Plain(new NumberValue(value)) : null;
}
