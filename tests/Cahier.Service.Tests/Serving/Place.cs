using Cahier.Facts.Models;
using Cahier.Facts.Snapshots;
using Cahier.Facts.Yaml;
using Cahier.Storage.Stores;
using Xunit;

namespace Cahier.Service.Tests.Serving;

/// <summary>A folder of its own with rules, a model and, when wanted, a store with facts; gone at the end.</summary>
internal sealed class Place : IDisposable
{
    /// <summary>Patients in hospitals: enough for decisions, indicators and amounts.</summary>
    public const string Model = """
        model: ward
        title: { fr: Séjours, en: Stays }
        entities:
          patient:
            kind: root
            key: patient_id
            label: { fr: Patient, en: Patient }
            one: { fr: un patient, en: a patient }
            many: { fr: patients, en: patients }
            fields:
              patient_id: { type: text, required: true, label: { fr: Patient, en: Patient } }
              birth_date: { type: date, label: { fr: Naissance, en: Birth } }
          stay:
            kind: child
            parent: patient
            collection: stays
            key: stay_id
            order: [entry_date]
            label: { fr: Séjour, en: Stay }
            one: { fr: un séjour, en: a stay }
            many: { fr: séjours, en: stays }
            fields:
              stay_id: { type: text, required: true, label: { fr: Séjour, en: Stay } }
              hospital: { type: reference, to: hospital, label: { fr: Hôpital, en: Hospital } }
              entry_date: { type: date, required: true, label: { fr: Entrée, en: Entry } }
              nights: { type: number, unit: day, required: true, label: { fr: Nuits, en: Nights } }
              emergency: { type: boolean, label: { fr: Urgences, en: Emergency } }
              remark: { type: text, label: { fr: Remarque, en: Remark } }
          hospital:
            kind: reference
            key: hospital_id
            label: { fr: Hôpital, en: Hospital }
            one: { fr: un hôpital, en: a hospital }
            many: { fr: hôpitaux, en: hospitals }
            fields:
              hospital_id: { type: text, required: true, label: { fr: Hôpital, en: Hospital } }
              name: { type: text, label: { fr: Nom, en: Name } }
        """;

    private const string Cahier = """
        cahier: nights
        version: "1"
        title: { fr: Nuits, en: Nights }
        model: ward
        applies: { from: 2019-01-01 }
        unit: { entity: stay, as: stay, date: stay.entry_date, participant: stay.hospital }
        sources:
          us: { title: Made up for a test, basis: illustrative }
        parameters:
          per_night: { unit: EUR/day, source: us, values: { 2019-01-01: 100.50 } }
        eligibility:
          - { id: INC-1, label: { fr: Au moins une nuit, en: At least one night }, when: stay.nights >= 1, source: us }
        exclusions:
          - { id: EXC-1, label: { fr: Urgences, en: Emergency }, when: stay.emergency, source: us }
        indicators:
          - { id: long_stays, label: Long stays, type: proportion, numerator: stay.nights > 5, source: us }
        payment:
          unit:
            - { id: paid, label: Paid, amount: per_night * stay.nights, round: half up to 0.01, source: us }
        """;

    /// <param name="store">The address of a store in a server; an SQLite file of the place when it is not said.</param>
    public Place(string? store = null)
    {
        Store = store ?? Path.Combine(Folder, "s.db");
        Directory.CreateDirectory(Models);
        File.WriteAllText(Path.Combine(Models, "ward.yaml"), Model);
        Write("nights", "1", Cahier);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("cahier-service-").FullName;

    public string Rules => Path.Combine(Folder, "rules");

    public string Models => Path.Combine(Folder, "schemas", "model");

    public string Store { get; }

    /// <summary>The text of the cahier, to be changed.</summary>
    public static string Text => Cahier;

    /// <summary>Writes a version.</summary>
    public void Write(string cahier, string version, string text)
    {
        Directory.CreateDirectory(Path.Combine(Rules, cahier));
        File.WriteAllText(Path.Combine(Rules, cahier, version + ".yaml"), text);
    }

    /// <summary>Loads facts into the store: stays of two hospitals, a long one in ten, one in seven through emergencies.</summary>
    public void Load(int stays = 40)
    {
        var patients = Enumerable.Range(1, stays).Select(n => FormattableString.Invariant($"  - {{ patient_id: P{n}, birth_date: 1950-01-01, stays: [{{ stay_id: S{n}, hospital: H{(n % 2) + 1}, entry_date: 2019-{(n % 12) + 1:00}-10, nights: {(n % 10) + (n % 3)}, emergency: {(n % 7 == 0 ? "true" : "false")} }}] }}"));
        Load($"hospital: [{{ hospital_id: H1, name: North }}, {{ hospital_id: H2, name: South }}]\npatient:\n{string.Join('\n', patients)}\n");
    }

    /// <summary>Loads facts, in YAML.</summary>
    public void Load(string facts)
    {
        var diagnostics = new DiagnosticBag();
        var snapshot = FactsFromYaml.Read(ReadModel(), YamlDocument.Parse("facts", facts).Root!, diagnostics);
        Assert.True(snapshot is not null, string.Join('\n', diagnostics.ToImmutable().Select(d => $"{d.Location} {d.Cause}")));
        using var store = FactStore.Open(StoreAddress.Parse(Store), ReadModel(), Model, create: true, TimeProvider.System);
        StoreLoader.Load(store, snapshot, "a test");
    }

    /// <summary>Makes a key.</summary>
    public string Key(string name, string role)
    {
        using var store = FactStore.OpenAsItIs(StoreAddress.Parse(Store), TimeProvider.System);
        return ApiKeys.Add(store, name, role);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static FactModel ReadModel()
    {
        var reading = ModelReader.Read("ward.yaml", Model);
        Assert.True(reading.Model is not null, string.Join('\n', reading.Diagnostics.Select(d => $"{d.Location} {d.Cause}: {d.Remedy}")));
        return reading.Model;
    }
}
