using System.Runtime.InteropServices;
using Cahier.Calculation.Carried;
using Cahier.Calculation.Output;
using Cahier.Calculation.Results;
using Cahier.Facts.Columns;
using Cahier.Storage.Files;
using Cahier.Storage.Stores;

namespace Cahier.Storage.Differences;

/// <summary>
/// Keeps the rows of a run: of one that differs little from a run that the store keeps whole, only what differs; else all, and
/// beside the store by what the next run tells what differs from it. What is found of the rows is found before anything is written.
/// </summary>
public sealed class BasedRows
{
    private readonly FactStore store;
    private readonly RunResult result;
    private readonly string? facts;
    private readonly string name;
    private readonly ulong[] prints = [];
    private readonly UnitChanges? changes;
    private readonly RunDifference? difference;
    private KeptPrints? former;
    private ResultParts? known;
    private bool isWhole;

    /// <summary>Holds a run against the one that the store keeps whole.</summary>
    /// <param name="store">The store.</param>
    /// <param name="result">The run.</param>
    /// <param name="runs">The runs of the night, so that those of the next can take over the figures of this one; or none.</param>
    public BasedRows(FactStore store, RunResult result, FormerRuns? runs = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(result);
        (this.store, this.result, facts) = (store, result, runs?.Facts);
        (name, prints) = (UnitPrints.NameOf(result), UnitPrints.Of(result));
        FileWork.Try(() => former = KeptPrints.Read(Folder, name));

        // A base that had figures which nobody can take over any more gives way to this run.
        var isBase = former is not null && (facts is null || former.Rows.Length == 0 || runs!.AreKept(name));
        changes = isBase ? UnitChanges.Of(former!.Prints.Span, prints) : null;
        difference = changes is null ? null : RunDifference.Of(former!, changes, UnitRows.MostOfUnit(result));
    }

    private BasedRows(FactStore store, CarriedRun run, KeptPrints former, CarriedRows carried)
    {
        (this.store, Carried, this.former) = (store, run, former);
        (result, difference, known) = (carried.Result, carried.Difference, carried.Known);
        name = UnitPrints.NameOf(result);
    }

    /// <summary>The run whose rows these are.</summary>
    public RunResult Result => result;

    /// <summary>The run as one that took over the figures of another; null when everything was found.</summary>
    public CarriedRun? Carried { get; }

    /// <summary>
    /// Finds aside the rows of a run that took over the figures of the one that the store keeps whole; none when that is not kept
    /// any more, or too much differs: then everything is to be found. The store is asked at once.
    /// </summary>
    internal static Task<BasedRows?> Begin(FactStore store, CarriedRun run)
    {
        KeptPrints? former = null;
        FileWork.Try(() => former = KeptPrints.Read(store.Address.UnitFolder, UnitPrints.NameOf(run.Result)));
        return former is not null && former.ResultHash == run.Former.ResultHash && store.Read(() => IsInStore(store, former))
            ? Task.Run(() => CarriedRows.Of(run, former) is { } rows ? new BasedRows(store, run, former, rows) : null)
            : Task.FromResult<BasedRows?>(null);
    }

    private string Folder => store.Address.UnitFolder;

    /// <summary>Finds the hash of the results: of parts of tables that are those of the base, it is not found again.</summary>
    public WrittenResults Hash(RunReport report)
    {
        if (known is null && difference is not null)
        {
            FileWork.Try(() => known = ChangedParts.Of(former!, changes!, difference) is var (decisions, payments) ? new ResultParts(decisions.Parts, payments.Parts) : null);
        }

        return ResultFiles.Hash(report, known);
    }

    /// <summary>Adds the rows, within a transaction.</summary>
    internal void Insert(long run)
    {
        isWhole = difference is null || !IsInStore(store, former!);
        if (isWhole && Carried is not null)
        {
            throw new StoreException($"the run that this one differs little from is not in {store.Address} any more", "run it again: then everything is calculated");
        }

        if (!isWhole)
        {
            store.Connection.Execute(store.Connection.Sql.AddRunBase, new { run, @base = difference!.Base });
        }

        RunRows.Insert(store.Connection, run, result, isWhole ? null : difference);
    }

    /// <summary>Keeps, of a run that is in the store and whole, by what others are told from it.</summary>
    internal void Keep(StoredRun run, WrittenResults written, Action<string>? note)
    {
        if (isWhole && FileWork.Try(() => Save(run, written)) is { } problem)
        {
            note?.Invoke($"what tells the rows of the next run from those of run {run.Id} cannot be kept: {problem}. The next run is kept whole.");
        }
    }

    // The store may have been put back to what it was, and that number be another run by now.
    private static bool IsInStore(FactStore store, KeptPrints kept) =>
        store.Connection.QueryFirstOrDefault<(string ResultHash, long LastPlace)?>(store.Connection.Sql.FindWholeRun, new { run = kept.Run }) is var (hash, last)
        && hash == kept.ResultHash && last == RowPlaces.Of(kept.Prints.Length - 1L);

    private void Save(StoredRun run, WrittenResults written)
    {
        var figures = facts is null ? null : RunFigures.Write(result, run.Summary);
        var rows = figures is null ? default : Rows();
        var (decisions, payments) = (Words(known?.Decisions.Hashes() ?? written.Decisions), Words(known?.Payments.Hashes() ?? written.Payments));
        new KeptPrints(run.Id, run.Summary.ResultHash, PaymentLines.OfParticipants(result).Count(), new Values<ulong>(prints), PartEnds.Of(prints), decisions, payments, rows).Save(Folder, name);
        KeptFigures.Save(Folder, name, facts, figures);
    }

    private Values<ulong> Rows()
    {
        var words = KeptPrints.RoomForRows(result.Units.Count);
        var rows = MemoryMarshal.Cast<ulong, int>(words.AsSpan());
        var listed = result.Units.ListedIn(0, result.Units.Count);
        for (var place = 0; place < listed.Length; place++)
        {
            rows[place] = result.Units.Rows[listed[place]];
        }

        return new Values<ulong>(words);
    }

    private static Values<ulong> Words(ReadOnlyMemory<byte> hashes) => new(MemoryMarshal.Cast<byte, ulong>(hashes.Span).ToArray());
}
