using System.Globalization;
using System.Text;
using Cahier.Cli;
using Cahier.Cli.Console;

namespace Cahier.House.Tests.Commands;

/// <summary>A folder with rules, a model and data, and the command run on them.</summary>
internal sealed class Place : IDisposable
{
    private const string Model = """
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
            fields:
              stay_id: { type: text, required: true }
              exit_date: { type: date, required: true }
              hospital: { type: text, required: true }
              cost: { type: number, unit: EUR }
        """;

    private const string Rules = """
        cahier: small
        version: "1"
        title: { en: A small cahier }
        model: small
        applies: { from: 2019-01-01, to: 2020-06-30 }
        unit: { entity: stay, as: stay, date: stay.exit_date, participant: stay.hospital }
        parameters:
          share: { unit: "%", basis: illustrative, values: { 2019-01-01: 0.10 } }
        eligibility:
          - { id: INC-1, when: stay.cost > 10 }
        exclusions:
          - { id: EXC-1, when: stay.patient.old }
        indicators:
          - { id: dear, type: proportion, numerator: stay.cost > 100 }
        payment:
          unit:
            - { id: paid, amount: stay.cost * share, round: half up to 0.01 }
        """;

    private const string Later = """
        cahier: small
        version: "2"
        amends: small@1
        applies: { from: 2020-07-01 }
        """;

    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("cahier-house-");

    public Place()
    {
        Write("schemas/model/small.yaml", Model);
        Write("rules/small/1.yaml", Rules);
        Write("rules/small/2.yaml", Later);
        Write("data/patient.csv", "patient_id,old\nP1,false\nP2,true\nP3,\n");
        Write("data/stay.csv", "patient_id,stay_id,exit_date,hospital,cost\nP1,S1,2020-01-05,H1,100.50\nP1,S2,2020-02-05,=H2,5\nP2,S3,2020-03-05,H1,1000\nP3,S4,2020-04-05,H1,50\nP1,S5,2020-08-05,H1,75\n");
    }

    /// <summary>The clock of the commands.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    public string Root => root.FullName;

    public string Out => At("out");

    /// <summary>The whole path of a file or folder here.</summary>
    public string At(string path) => Path.Combine(root.FullName, path);

    public string Read(string path) => File.ReadAllText(At(path));

    public void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), text.ReplaceLineEndings("\n"));
    }

    public void Replace(string path, string text, string other) => Write(path, Read(path).Replace(text, other, StringComparison.Ordinal));

    /// <summary>Writes a folder of data with many stays of one patient each, of which the first so many cost more than they would.</summary>
    public void Facts(string folder, int stays, int late = 0)
    {
        var (patients, costs) = (new StringBuilder("patient_id,old\n"), new StringBuilder("patient_id,stay_id,exit_date,hospital,cost\n"));
        for (var n = 0; n < stays; n++)
        {
            patients.Append(CultureInfo.InvariantCulture, $"P{n},{(n % 7 == 0 ? "true" : n % 11 == 0 ? "" : "false")}\n");
            costs.Append(CultureInfo.InvariantCulture, $"P{n},S{n},2020-0{1 + (n % 6)}-05,H{n % 50},{(n % 1000) + (n < late ? 1 : 0)}.50\n");
        }

        Write($"{folder}/patient.csv", patients.ToString());
        Write($"{folder}/stay.csv", costs.ToString());
    }

    /// <summary>What the place holds at its top: nothing half-written may be among it.</summary>
    public IEnumerable<string> Entries => Directory.EnumerateFileSystemEntries(Root).Select(e => Path.GetFileName(e)!).Order(StringComparer.Ordinal);

    /// <summary>Runs the command with this place's rules and schemas.</summary>
    public async Task<Answer> Run(CancellationToken cancellation, params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await CommandLine.RunAsync([.. arguments, "--rules", At("rules"), "--schemas", At("schemas")], new Surface(output, error, Time), cancellation);
        return new Answer(code, output.ToString(), error.ToString());
    }

    public void Dispose() => root.Delete(recursive: true);
}

/// <summary>How a command ended and what it wrote.</summary>
internal sealed record Answer(int Code, string Output, string Error);
