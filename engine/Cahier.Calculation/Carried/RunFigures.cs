using System.Collections.Immutable;
using Cahier.Calculation.Kept;
using Cahier.Calculation.Output;
using Cahier.Calculation.Results;
using Cahier.Facts.Columns;
using Cahier.Feel.Values;
using Cahier.Rules.Checking;

namespace Cahier.Calculation.Carried;

/// <summary>
/// What a run keeps of its figures for a run of the same text and period on other facts, which then finds the units of those
/// bundles only that are not the same: of each participant how many units it has and what its indicators are made of, of each
/// group what figures across units are made of, and which outcomes of units are unknown. Immutable once it is read.
/// </summary>
public sealed class RunFigures
{
    private readonly KeptTally[] indicators;
    private readonly FoldTally[] sums;
    private readonly PieceSection<int> rowsOfUnknown;
    private readonly PieceSection<byte> unknown;
    private readonly PieceSection<int> rowsOfUndated;

    private RunFigures(PieceReader from)
    {
        Identity = from.Text();
        SnapshotHash = from.Text();
        Summary = ResultFiles.FromJson(from.Text());
        Names = new string[from.Number()];
        for (var name = 0; name < Names.Length; name++)
        {
            Names[name] = from.Text();
        }

        (Listed, Included) = (from.All<int>(), from.All<int>());
        indicators = ReadAll(from, KeptTally.Read);
        sums = ReadAll(from, FoldTally.Read);
        var cohort = ImmutableArray.CreateBuilder<CohortTally>();
        for (var rest = from.Number(); rest > 0; rest--)
        {
            cohort.Add(CohortTally.Read(from));
        }

        Cohort = cohort.ToImmutable();
        (rowsOfUnknown, unknown, rowsOfUndated) = (from.All<int>(), from.All<byte>(), from.All<int>());
    }

    /// <summary>Whether no sum depends on the order in which it is made: then units can be taken out and put in.</summary>
    internal bool AreExact => Array.TrueForAll(sums, s => s.IsExact);

    /// <summary>The hash of the facts that they were found of.</summary>
    public string SnapshotHash { get; }

    /// <summary>What the run came to.</summary>
    public RunSummary Summary { get; }

    /// <summary>Of what they were found but for the facts.</summary>
    internal string Identity { get; }

    /// <summary>The participants, in ordinal order.</summary>
    internal string[] Names { get; }

    /// <summary>How many units nobody has, and then how many each participant has.</summary>
    internal PieceSection<int> Listed { get; }

    /// <summary>How many included units each participant has.</summary>
    internal PieceSection<int> Included { get; }

    /// <summary>What the figures across units are made of, in the order of the text.</summary>
    internal ImmutableArray<CohortTally> Cohort { get; }

    /// <summary>The figures of a run in bytes; null when they cannot be kept: its cahier does not allow it, or a sum is too much.</summary>
    public static byte[]? Write(RunResult result, RunSummary summary)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(summary);
        if (result.Carried is not null || !CarriedRules.AllowUnchanged(result.RuleSet)
            || UnitCounts.Of(summary).Totals.Any(t => t.Amount is null)
            || CarriedRules.CohortOverUnits(result.RuleSet).Any(c => result.Participants.Cohort(c.Symbol).Tally is null))
        {
            return null;
        }

        var sums = SumsOf(result).ToList();
        return sums.TrueForAll(s => s.IsTold) ? Write(result, summary, sums) : null;
    }

    /// <summary>Opens figures; null when they are not as they were written.</summary>
    /// <param name="bytes">The bytes, in memory from a multiple of eight on; not to be changed from now on.</param>
    public static RunFigures? Open(Values<byte> bytes) => PieceReader.IsWhole(bytes) ? new RunFigures(new PieceReader(bytes)) : null;

    /// <summary>Whether they are those of a text and a period, found by this build of the engine.</summary>
    internal bool AreOf(CheckedRuleSet rules, Date from, Date to) => Identity == PieceIdentity.Of(rules, from, to);

    /// <summary>What an indicator of a participant is made of.</summary>
    /// <param name="indicator">The how-manieth of those that are made of units.</param>
    /// <param name="participant">The place of the participant among <see cref="Names"/>.</param>
    internal KeptTally Indicator(int indicator, int participant) => indicators[(indicator * Names.Length) + participant];

    /// <summary>What a sum over the units of a participant is made of.</summary>
    /// <param name="sum">The how-manieth of those of the cahier.</param>
    /// <param name="participant">The place of the participant among <see cref="Names"/>.</param>
    internal FoldTally Sum(int sum, int participant) => sums[(sum * Names.Length) + participant];

    /// <summary>The unknown outcomes of units, each with the row of its unit.</summary>
    internal IEnumerable<(int Row, UnknownOutcome Outcome)> Unknown() => rowsOfUnknown.Read().ToArray().Zip(KeptOutcomes.ReadAll(unknown.Read().ToArray()));

    /// <summary>The rows that have no date.</summary>
    internal int[] Undated() => rowsOfUndated.Read().ToArray();

    /// <summary>How many units nobody has, and then how many each participant has.</summary>
    internal static int[] ListedOf(UnitResults units, int participants)
    {
        var counts = new int[participants + 1];
        foreach (var participant in units.Participants)
        {
            counts[participant + 1]++;
        }

        return counts;
    }

    private static byte[] Write(RunResult result, RunSummary summary, List<FoldTally> sums)
    {
        using var bytes = new MemoryStream();
        var to = new PieceWriter(bytes);
        to.Text(PieceIdentity.Of(result.RuleSet, result.From, result.To));
        to.Text(result.Snapshot.Hash);
        to.Text(ResultFiles.ToJson(summary));
        to.Number(result.Participants.Count);
        foreach (var name in result.Participants.Names)
        {
            to.Text(name);
        }

        to.All<int>(ListedOf(result.Units, result.Participants.Count));
        to.All<int>(IncludedOf(result));
        WriteAll(to, [.. CarriedRules.OverUnits(result.RuleSet).SelectMany(i => result.Participants.Indicator(i.Symbol).Tallies.Select(t => KeptTally.Of(t, result.Frame, i, row => row)))], (writer, tally) => tally.Write(writer));
        WriteAll(to, sums, (writer, tally) => tally.Write(writer));
        var cohort = CarriedRules.CohortOverUnits(result.RuleSet).ToList();
        to.Number(cohort.Count);
        cohort.ForEach(c => result.Participants.Cohort(c.Symbol).Tally!.Write(to));
        var unknown = result.Unknown.Where(u => u.Unit is not null).ToList();
        to.All<int>([.. unknown.Select(u => RowOf(result, u.Unit!))]);
        to.All<byte>(KeptOutcomes.WriteAll(unknown));
        to.All<int>([.. result.Undated.Select(key => RowOf(result, key))]);
        to.End();
        return bytes.ToArray();
    }

    private static int[] IncludedOf(RunResult result) =>
        [.. Enumerable.Range(0, result.Participants.Count).Select(p => result.Units.IncludedOf(p) is var (from, to) ? to - from : 0)];

    private static IEnumerable<FoldTally> SumsOf(RunResult result) => UnitSum.Of(result.RuleSet).SelectMany(s => Enumerable.Range(0, result.Participants.Count).Select(p => s.Find(result.Frame, p, row => row)));

    private static void WriteAll<T>(PieceWriter to, List<T> all, Action<BinaryWriter, T> write)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        all.ForEach(one => write(writer, one));
        to.Number(all.Count);
        to.All<byte>(bytes.ToArray());
    }

    private static T[] ReadAll<T>(PieceReader from, Func<BinaryReader, T> read)
    {
        var all = new T[from.Number()];
        using var bytes = new BinaryReader(new MemoryStream(from.All<byte>().Read().ToArray(), writable: false));
        for (var i = 0; i < all.Length; i++)
        {
            all[i] = read(bytes);
        }

        return all;
    }

    private static int RowOf(RunResult result, string key) => result.Units.Table.TryFind(key, out var row) ? row : throw new InvalidOperationException("a unit has no row");
}
