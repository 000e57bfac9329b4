using System.Runtime.InteropServices;
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
    private readonly string name;
    private readonly ulong[] prints;
    private KeptPrints? former;
    private readonly RunDifference? difference;
    private bool isWhole;

    /// <summary>Holds a run against the one that the store keeps whole.</summary>
    public BasedRows(FactStore store, RunResult result)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(result);
        (this.store, this.result) = (store, result);
        (name, prints) = (UnitPrints.NameOf(result), UnitPrints.Of(result));
        FileWork.Try(() => former = KeptPrints.Read(Folder, name));
        difference = former is null ? null : RunDifference.Of(former, prints, UnitRows.MostOfUnit(result));
    }

    private string Folder => store.Address.UnitFolder;

    /// <summary>Finds the hash of the results: of parts of tables that are those of the base, it is not found again.</summary>
    public WrittenResults Hash(RunReport report)
    {
        ResultParts? known = null;
        if (difference is not null)
        {
            FileWork.Try(() => known = KnownParts.Of(former!, prints, difference));
        }

        return ResultFiles.Hash(report, known);
    }

    /// <summary>Adds the rows, within a transaction.</summary>
    internal void Insert(long run)
    {
        isWhole = difference is null || !IsInStore(former!);
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
    private bool IsInStore(KeptPrints kept) =>
        store.Connection.QueryFirstOrDefault<(string ResultHash, long LastPlace)?>(store.Connection.Sql.FindWholeRun, new { run = kept.Run }) is var (hash, last)
        && hash == kept.ResultHash && last == RowPlaces.Of(kept.Prints.Length - 1L);

    private void Save(StoredRun run, WrittenResults written) =>
        new KeptPrints(run.Id, run.Summary.ResultHash, PaymentLines.OfParticipants(result).Count(), new Values<ulong>(prints), Words(written.Decisions), Words(written.Payments)).Save(Folder, name);

    private static Values<ulong> Words(ReadOnlyMemory<byte> hashes) => new(MemoryMarshal.Cast<byte, ulong>(hashes.Span).ToArray());
}
