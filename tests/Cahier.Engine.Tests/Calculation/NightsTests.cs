using System.Globalization;
using Cahier.Calculation.Compilation;
using Cahier.Calculation.Kept;
using Cahier.Calculation.Output;
using Cahier.Calculation.Results;
using Cahier.Calculation.Runs;
using Cahier.Facts.Snapshots;
using Cahier.Rules.Versions;
using Cahier.Storage.Kept;
using Xunit;

namespace Cahier.Engine.Tests.Calculation;

/// <summary>Nights one after the other, each with other facts of some, on what the nights before kept in files: every one finds to the byte what a run on its facts alone finds.</summary>
public sealed class NightsTests : IDisposable
{
    private const int Patients = 45;
    private const int Nights = 14;

    private const string Patient = """
        cahier: sample
        version: "1"
        title: A sample
        model: sample
        applies: { from: 2000-01-01 }
        unit:
          entity: patient
          as: person
          date: 'get or else(person.stays[-1].exit_date, period.end)'
          participant: person.stays[item.hospital != null][-1].hospital
          participants: get or else(participant.beds, 0) > 250
        """;

    private const string OfPatients = """
        values:
          cost: sum(person.stays.cost)
          first: person.stays[1].entry_date
          far: count(person.stays[get or else(item.hospital.beds, 0) > 100])
        eligibility:
          - { id: E1, when: count(person.stays) > 1 }
          - { id: E2, when: person.insured }
        indicators:
          - { id: many, type: proportion, numerator: count(person.visits) > 5, when missing: leave out }
          - { id: spent, type: sum, of: cost, when missing: leave out }
        payment:
          unit:
            - { id: paid, amount: cost / 3 + far * cost / 7, round: half even to 0.05 }
          participant:
            - { id: together, amount: sum(units.paid), round: half up to 0.01 }
        """;

    private static readonly (string Name, CompiledRuleSet Rules)[] Cahiers =
    [
        ("judged by what others have part in", Compile(EngineAgreementTests.Body, SampleRun.Head)),
        ("judged alone", Compile(EngineAgreementTests.Open, SampleRun.Head)),
        ("of participants by name", Compile(EngineAgreementTests.Open.Replace("participant.beds", "count(units)", StringComparison.Ordinal).Replace("participant.region", "count(units)", StringComparison.Ordinal), SampleRun.Head.Replace("index.hospital", "index.group", StringComparison.Ordinal))),
        ("of roots", Compile(OfPatients, Patient)),
    ];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cahier-nights-");
    private readonly List<string> notes = [];

    public static TheoryData<string, int> Runs => [.. Cahiers.SelectMany(c => Enumerable.Range(1, 2).Select(seed => new TheoryDataRow<string, int>(c.Name, seed)))];

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Runs))]
    public void Nights_OneAfterTheOther_EachFindTheSame(string cahier, int seed)
    {
        var rules = Cahiers.First(c => c.Name == cahier).Rules;
        var changes = new Random(seed);
        var facts = SampleFacts.Random(seed, Patients);
        var (reused, files) = (0, new HashSet<int>());
        for (var night = 0; night < Nights; night++)
        {
            var snapshot = SampleRun.Facts(rules.RuleSet.Model, facts);
            var plain = Execute(rules, snapshot, threads: 1, null);
            var pieces = new KeptPieces(folder.FullName, notes.Add);
            var name = UnitPiece.NameOf(rules, plain.From, plain.To);
            var run = Execute(rules, snapshot, threads: 1 + (night % 3), pieces.Read(name));
            pieces.Keep(name, run.Kept!);

            Assert.Equal(Written(plain), Written(run));
            reused += run.Kept!.Reused;
            files.Add(folder.GetFiles().Length);
            facts = Changed(facts, changes, night);
        }

        Assert.Empty(notes);
        Assert.InRange(reused, Nights * Patients / 2, (Nights * Patients) - 1);
        Assert.True(files.Min() == 1 && files.Max() > 2);
    }

    private static CompiledRuleSet Compile(string body, string head) => CompiledRuleSet.Compile(SampleRun.Check(body, head));

    private static RunResult Execute(CompiledRuleSet rules, Snapshot facts, int threads, IReadOnlyList<UnitPiece>? pieces) =>
        CalculationRun.Execute(rules, facts, SampleRun.Day("2020-01-01"), SampleRun.Day("2020-12-31"), new RunOptions(RunEngine.Compiled, threads), pieces: pieces);

    private static string Written(RunResult run) =>
        $"{ResultFiles.WriteTables(new RunReport(run, VersionStatus.Draft, FactsReport.Of(run.Snapshot, null)), _ => Stream.Null).ResultHash}\n{SampleRun.Describe(run)}";

    internal static string Changed(string facts, Random changes, int night)
    {
        var lines = facts.Split('\n').ToList();
        for (var change = changes.Next(4); change >= 0; change--)
        {
            Change(lines, changes, night);
        }

        return string.Join('\n', lines);
    }

    private static void Change(List<string> lines, Random changes, int night)
    {
        var patients = Indexes(lines, "  - patient_id:");
        var stays = Indexes(lines, "      - { stay_id:");
        var at = stays[changes.Next(stays.Count)];
        switch (changes.Next(12))
        {
            case 0:
                // A patient is gone, and another comes, somewhere.
                var first = changes.Next(patients.Count - 1);
                lines.RemoveRange(patients[first], patients[first + 1] - patients[first]);
                var other = SampleFacts.Random(1, [(1000 + (night * 10) + changes.Next(10), night)]).Split('\n').SkipWhile(l => l != "patient:").Skip(1).Where(l => l.Length > 0).ToList();
                if (!lines.Contains(other[0]))
                {
                    lines.InsertRange(lines.IndexOf("patient:") + 1, other);
                }

                break;
            case 1 or 2:
                // A stay turns out to be that of somebody else.
                if (lines[at - 1] != "    stays:" || lines[at + 1].StartsWith("      -", StringComparison.Ordinal))
                {
                    var line = lines[at];
                    lines.RemoveAt(at);
                    var lists = Indexes(lines, "    stays:");
                    lines.Insert(lists[changes.Next(lists.Count)] + 1, line);
                }

                break;
            case 3:
                // All are at one hospital less, or one more has some.
                var (from, to) = (changes.Next(6), changes.Next(6));
                for (var i = 0; i < stays.Count; i += 1 + changes.Next(3))
                {
                    lines[stays[i]] = lines[stays[i]].Replace($"hospital: H{from}", $"hospital: H{to}", StringComparison.Ordinal);
                }

                break;
            case 4:
                // What bundles name is other.
                var hospitals = Indexes(lines, "  - { hospital_id:");
                lines[hospitals[0]] = string.Create(CultureInfo.InvariantCulture, $"  - {{ hospital_id: H0, region: east, beds: {changes.Next(400)} }}");
                break;
            case 5 or 6:
                lines.Insert(at, string.Create(CultureInfo.InvariantCulture, $"      - {{ stay_id: N{night}C{changes.Next(1000)}, entry_date: 2020-{1 + changes.Next(12):00}-03, nights: {changes.Next(30)}, cost: {changes.Next(1000)}.{changes.Next(1000)}, group: Ab{night}, hospital: H{changes.Next(6)} }}"));
                break;
            default:
                lines[at] = lines[at].Replace("nights: 1", "nights: 2", StringComparison.Ordinal).Replace("cost: ", "cost: 1", StringComparison.Ordinal);
                break;
        }
    }

    private static List<int> Indexes(List<string> lines, string beginning) => [.. Enumerable.Range(0, lines.Count).Where(i => lines[i].StartsWith(beginning, StringComparison.Ordinal))];
}
