using System.Collections.Immutable;
using Cahier.Facts.Models;
using Cahier.Facts.Snapshots;
using Cahier.Rules.Loading;

namespace Cahier.Samples;

/// <summary>A small cahier that has something of most things which cahiers have, with a few facts.</summary>
internal sealed class SmallTexts : IRuleTexts
{
    private const string ModelText = """
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

    private const string Rules = """
        cahier: small
        version: "1"
        title: { en: A small cahier }
        model: small
        applies: { from: 2019-01-01 }
        sources:
          order: { title: An order, basis: illustrative }
        unit: { entity: stay, as: stay, date: stay.exit_date, participant: stay.hospital }
        parameters:
          share: { unit: "%", basis: illustrative, values: { 2019-01-01: 0.1 }, source: order }
          look_back: { values: { 2019-01-01: duration("P365D") }, source: order }
        tables:
          weight:
            inputs: { nights: number, kind: code }
            hit: unique
            rows:
              - ["< 5", '"A"', 0.9]
              - [">= 5", '"A"', 1.1]
              - ["-", '"B"', 1.0]
        values:
          nights: (stay.exit_date - stay.entry_date).days
          earlier: stay.patient.stays[item.entry_date < stay.entry_date and item.entry_date >= stay.entry_date - look_back]
        eligibility:
          - { id: INC-1, label: { en: Of kind A }, when: 'stay.kind in ("A", "B")', source: order }
        exclusions:
          - { id: EXC-1, label: { en: Old }, when: stay.patient.old, source: order }
          - { id: EXC-2, when: count(earlier) > 3, source: order }
        indicators:
          - { id: long_stays, type: proportion, numerator: nights > 2, better: lower, minimum: 1 }
          - { id: mean_cost, type: mean, of: stay.cost }
        cohort:
          - { id: typical_cost, of: mean_cost, statistic: median }
        payment:
          unit:
            - { id: share_paid, amount: 'stay.cost * share * weight(nights, stay.kind)', round: half up to 0.01 }
          participant:
            - { id: weighted, amount: 'max(0, sum(units.share_paid)) * participant.weight', round: half up to 0.5 }
        """;

    public IReadOnlyList<string> Cahiers => ["small"];

    public IReadOnlyList<string> Models => ["small"];

    public IReadOnlyList<string> Versions(string cahier) => ["1"];

    public (string File, string Text)? Version(string cahier, string version) => ("small/1.yaml", Rules);

    public (string File, string Text)? Beside(string cahier, string name) => null;

    public (string File, string Text)? Model(string name) => ("small.yaml", ModelText);

    /// <summary>Two stays of as many patients, of which a fact is missing here and there.</summary>
    public static Snapshot Facts(FactModel model)
    {
        var builder = new SnapshotBuilder(model);
        Add(builder, "hospital", ["hospital_id", "weight"], ["H1", "1.5"]);
        Add(builder, "patient", ["patient_id", "old"], ["P1", "false"], ["P2", ""]);
        Add(builder, "stay", ["patient_id", "stay_id", "entry_date", "exit_date", "hospital", "kind", "cost"], ["P1", "S1", "2020-01-01", "2020-01-05", "H1", "A", "100.10"], ["P2", "S2", "2020-02-01", "2020-02-03", "H1", "B", ""]);
        return builder.Build();
    }

    private static void Add(SnapshotBuilder builder, string entity, ImmutableArray<string> columns, params string[][] rows)
    {
        var loader = builder.Begin(entity, columns, entity)!;
        for (var row = 0; row < rows.Length; row++)
        {
            loader.Append(new TextRow(rows[row]), row + 1);
        }
    }
}
