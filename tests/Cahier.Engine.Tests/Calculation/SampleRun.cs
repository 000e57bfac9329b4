using System.Globalization;
using System.Text;
using Cahier.Calculation.Compilation;
using Cahier.Calculation.Results;
using Cahier.Calculation.Runs;
using Cahier.Facts.Models;
using Cahier.Facts.Snapshots;
using Cahier.Facts.Yaml;
using Cahier.Feel.Values;
using Cahier.Rules;
using Cahier.Rules.Checking;

namespace Cahier.Engine.Tests.Calculation;

/// <summary>Small runs for tests: a cahier over patients with stays at hospitals.</summary>
internal static class SampleRun
{
    public const string Model = """
        model: sample
        entities:
          patient:
            kind: root
            key: patient_id
            fields:
              patient_id: { type: text, required: true }
              birth_date: { type: date, required: true }
              risk: { type: number }
              insured: { type: boolean }
          stay:
            kind: child
            parent: patient
            collection: stays
            key: stay_id
            order: [entry_date]
            fields:
              stay_id: { type: text, required: true }
              entry_date: { type: date, required: true }
              exit_date: { type: date }
              mode: { type: code, codes: [home, transfer, emergency] }
              group: { type: text }
              cost: { type: number, unit: EUR }
              nights: { type: number, required: true, unit: day }
              hospital: { type: reference, to: hospital }
          visit:
            kind: child
            parent: patient
            collection: visits
            order: [day]
            fields:
              name: { type: text }
              day: { type: date }
              fee: { type: number, unit: EUR }
          hospital:
            kind: reference
            key: hospital_id
            fields:
              hospital_id: { type: text, required: true }
              region: { type: text }
              beds: { type: number }
        """;

    public const string Head = """
        cahier: sample
        version: "1"
        title: A sample
        model: sample
        applies: { from: 2000-01-01 }
        unit: { entity: stay, as: index, date: index.entry_date, participant: index.hospital }
        """;

    public static CheckedRuleSet Check(string body, string head = Head)
    {
        var outcome = RuleSetCompiler.Compile(new SampleTexts(Model, $"{head}\n{body}"), "sample", "1");
        return outcome.RuleSet ?? throw new InvalidOperationException(string.Join('\n', outcome.Diagnostics.Select(d => $"{d.Location} {d.Code} {d.Cause}")));
    }

    public static Snapshot Facts(FactModel model, string yaml)
    {
        var diagnostics = new DiagnosticBag();
        var snapshot = FactsFromYaml.Read(model, YamlDocument.Parse("facts.yaml", yaml).Root!, diagnostics);
        return snapshot ?? throw new InvalidOperationException(string.Join('\n', diagnostics.ToImmutable().Select(d => $"{d.Location} {d.Cause}")));
    }

    public static RunResult Execute(CheckedRuleSet rules, Snapshot snapshot, RunEngine engine = RunEngine.Compiled, int threads = 1) =>
        CalculationRun.Execute(CompiledRuleSet.Compile(rules), snapshot, Day("2020-01-01"), Day("2020-12-31"), new RunOptions(engine, threads));

    public static Date Day(string text) => Date.TryParse(text, out var date) ? date : throw new FormatException(text);

    /// <summary>Everything that a run found, as text to compare.</summary>
    public static string Describe(RunResult run)
    {
        var text = new StringBuilder();
        for (var u = 0; u < run.Units.Count; u++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{run.Units.Key(u)} {run.Units.Participants[u]} {run.Units.Statuses[u]}");
            text.AppendJoin("", run.Units.Outcomes.Select(o => $" {o.Value(u)}"));
            text.AppendJoin("", run.RuleSet.Values.Where(v => v.IsColumn).Select(v => $" {v.Name}={run.Units.Find(v.Symbol)!.Value(u)}"));
            text.AppendJoin("", run.RuleSet.UnitLines.Select(l => $" {l.Name}={run.Units.Find(l.Symbol)!.Value(u)}")).Append('\n');
        }

        for (var p = 0; p < run.Participants.Count; p++)
        {
            text.Append(run.Participants.Names[p]);
            text.AppendJoin("", run.RuleSet.Indicators.Select(i => run.Participants.Indicator(i.Symbol)).Select(i => $" {i.Numerator.Value(p)}/{i.Denominator.Value(p)}={i.Value.Value(p)}"));
            text.AppendJoin("", run.RuleSet.Cohort.Where(c => c.OverParticipants).Select(c => $" {c.Name}={run.Participants.Cohort(c.Symbol).ByMember.Value(p)}"));
            text.AppendJoin("", run.RuleSet.ParticipantLines.Select(l => $" {l.Name}={run.Participants.Line(l.Symbol).Value(p)}")).Append('\n');
        }

        foreach (var cohort in run.RuleSet.Cohort)
        {
            text.AppendJoin("", run.Participants.Cohort(cohort.Symbol).Groups.Select(g => $"{cohort.Name} {g.Group} {g.Members.ToString(CultureInfo.InvariantCulture)} {g.Value?.ToString(CultureInfo.InvariantCulture)}\n"));
            text.AppendJoin("", run.Participants.Cohort(cohort.Symbol).Rows.Select(r => $"{cohort.Name} {r.Key} {r.Value?.ToString(CultureInfo.InvariantCulture)}\n"));
        }

        text.AppendJoin('\n', run.Unknown.Select(o => $"{o.Unit} {o.Participant} {o.What} {string.Join(';', o.Causes)} {o.AtStake?.ToString(CultureInfo.InvariantCulture)}"));
        return text.ToString();
    }
}
