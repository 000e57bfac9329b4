using System.Globalization;
using Cahier.Calculation.Compilation;
using Cahier.Calculation.Output;
using Cahier.Calculation.Runs;
using Cahier.Facts.Models;
using Cahier.Facts.Snapshots;
using Cahier.Rules;
using Cahier.Rules.Loading;
using Cahier.Rules.Versions;
using Xunit;

namespace Cahier.Engine.Tests.Output;

/// <summary>A cahier over a model of three entities, with something of each kind in it: included, excluded and undetermined units, an amount that is unknown.</summary>
internal sealed class SmallCahier : IRuleTexts
{
    public const string ModelText = """
        model: small
        entities:
          patient:
            kind: root
            key: patient_id
            fields:
              patient_id: { type: text, required: true }
              old: { type: boolean }
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
              hospital: { type: reference, to: hospital }
              kind: { type: code, codes: [A, B], required: true }
              cost: { type: number, unit: EUR }
          hospital:
            kind: reference
            key: hospital_id
            fields:
              hospital_id: { type: text, required: true }
              weight: { type: number, required: true }
        """;

    public const string Rules = """
        cahier: small
        version: "1"
        title: { en: A small cahier }
        model: small
        applies: { from: 2019-01-01 }
        unit: { entity: stay, as: stay, date: stay.exit_date, participant: stay.hospital }
        parameters:
          share: { unit: "%", basis: illustrative, values: { 2019-01-01: 0.1 } }
        values:
          nights: (stay.exit_date - stay.entry_date).days
        eligibility:
          - { id: INC-1, when: stay.kind = "A" }
        exclusions:
          - { id: EXC-1, when: stay.patient.old }
        indicators:
          - { id: long_stays, type: proportion, numerator: nights > 2 }
          - { id: mean_cost, type: mean, of: stay.cost }
        cohort:
          - { id: typical_cost, of: mean_cost, statistic: median }
        payment:
          unit:
            - { id: share_paid, amount: stay.cost * share, round: half up to 0.01 }
          participant:
            - { id: weighted, amount: sum(units.share_paid) * participant.weight, round: half up to 0.5 }
        """;

    private readonly string rules;

    public SmallCahier(string rules = Rules)
    {
        this.rules = rules;
        var outcome = RuleSetCompiler.Compile(this, "small", "1");
        Assert.True(outcome.RuleSet is not null, string.Join('\n', outcome.Diagnostics));
        Compiled = CompiledRuleSet.Compile(outcome.RuleSet);
    }

    public static FactModel Model { get; } = ModelReader.Read("small.yaml", ModelText).Model!;

    public CompiledRuleSet Compiled { get; }

    public static Period Period { get; } = Period.OfYear(2020);

    IReadOnlyList<string> IRuleTexts.Cahiers => ["small"];

    IReadOnlyList<string> IRuleTexts.Models => ["small"];

    /// <summary>Facts of so many patients with three stays each; one in ten has something missing.</summary>
    /// <param name="patients">How many.</param>
    /// <param name="wanted">What is read of them; null for all.</param>
    /// <param name="night">Of one patient in fifty, of each number another, what a stay cost or where it was is other.</param>
    public static Snapshot Facts(int patients, WantedFields? wanted = null, int night = 0)
    {
        var builder = new SnapshotBuilder(Model, wanted);
        var patient = Begin(builder, "patient", "patient_id", "old");
        var stay = Begin(builder, "stay", "patient_id", "stay_id", "entry_date", "exit_date", "hospital", "kind", "cost");
        var hospital = Begin(builder, "hospital", "hospital_id", "weight");
        for (var h = 0; h < 7; h++)
        {
            hospital?.Append(new Row($"H{h}", Text(h * 0.25m + 1)), h + 2);
        }

        for (var p = 0; p < patients; p++)
        {
            patient?.Append(new Row($"P{p}", p % 10 == 3 ? "" : p % 5 == 0 ? "true" : "false"), p + 2);
            for (var s = 0; s < 3; s++)
            {
                var (missing, other) = ((p + s) % 10 == 7, night > 0 && p % 50 == night ? s : 0);
                stay?.Append(new Row($"P{p}", $"S{p}-{s}", $"2020-0{s + 1}-10", missing && s == 0 ? "" : $"2020-0{s + 1}-1{p % 9}", $"H{(p + s + (other / 2)) % 7}", (p + s) % 4 == 0 ? "B" : "A", missing ? "" : Text(100.10m + (p % 13) + (s * 0.37m) + other)), (p * 3) + s + 2);
            }
        }

        return builder.Build();
    }

    public RunReport Run(Snapshot snapshot, RunEngine engine = RunEngine.Compiled, int threads = 0)
    {
        var result = CalculationRun.Execute(Compiled, snapshot, Period.From, Period.To, new RunOptions(engine, threads));
        return new RunReport(result, VersionStatus.Draft, FactsReport.Of(snapshot));
    }

    public (string File, string Text)? Version(string cahier, string version) => (cahier, version) == ("small", "1") ? ("small/1.yaml", rules) : null;

    public (string File, string Text)? Beside(string cahier, string name) => null;

    IReadOnlyList<string> IRuleTexts.Versions(string cahier) => cahier == "small" ? ["1"] : [];

    (string File, string Text)? IRuleTexts.Model(string name) => name == "small" ? ("small.yaml", ModelText) : null;

    private static TableLoader? Begin(SnapshotBuilder builder, string entity, params string[] columns) =>
        builder.Needs(Model.Find(entity)!) ? builder.Begin(entity, columns, entity + ".csv") : null;

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    internal readonly struct Row(params string[] texts) : IRawRow
    {
        public ReadOnlySpan<char> this[int column] => texts[column];
    }
}
