using System.Collections.Immutable;
using Cahier.Calculation.Output;
using Cahier.Facts.Columns;
using Cahier.Facts.Patches;
using Cahier.Facts.Snapshots;
using Cahier.Feel.Types;

namespace Cahier.Storage.Stores;

/// <summary>What a load came to.</summary>
/// <param name="Facts">How many rows were read and rejected.</param>
/// <param name="Hash">By what the facts are known.</param>
/// <param name="IsNew">Whether the store held other facts before; if not, nothing was written.</param>
/// <param name="Changes">How each entity differs from what the store held; empty when it held nothing, or the same.</param>
public sealed record StoreLoad(FactsReport Facts, string Hash, bool IsNew, ImmutableArray<EntityChange> Changes);

/// <summary>Puts the facts of a snapshot into a store, in place of those that it holds. The same facts loaded again change nothing.</summary>
public static class StoreLoader
{
    private const int ReportEvery = 65_536;

    /// <summary>Loads a snapshot that keeps every field of the model, in one transaction.</summary>
    /// <param name="store">The store.</param>
    /// <param name="snapshot">The facts.</param>
    /// <param name="source">Where they come from.</param>
    /// <param name="progress">Told how many rows were written, or none.</param>
    /// <param name="cancellation">Ends loading; the store is then as it was.</param>
    public static StoreLoad Load(FactStore store, Snapshot snapshot, string source, IProgress<(string Entity, long Rows)>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(snapshot);
        var facts = FactsReport.Of(snapshot);
        if (store.Content()?.Hash == snapshot.Hash && StoredFacts.Report(store).Rejected == facts.Rejected)
        {
            return new StoreLoad(facts, snapshot.Hash, false, []);
        }

        using var writer = store.BeginLoad();
        if (writer.Former == (snapshot.Hash, facts.Rejected))
        {
            // Another host has loaded them a moment ago.
            return new StoreLoad(facts, snapshot.Hash, false, []);
        }

        var difference = writer.Former is { Hash: var held } && KeptFacts.Open(store, held) is { } former ? new GroupDifference(former, snapshot) : null;
        var changes = ImmutableArray.CreateBuilder<EntityChange>();
        foreach (var table in snapshot.Tables)
        {
            var isUpToDate = false;
            if (writer.Former is not null)
            {
                (var change, isUpToDate) = writer.Replace(snapshot, difference, table, (rows, of, from, to) => Write(rows, of, from, to, null, cancellation));
                changes.Add(change);
            }

            if (!isUpToDate)
            {
                writer.ReplaceAll(table, (rows, of, from, to) => Write(rows, of, from, to, progress, cancellation));
            }
        }

        writer.Complete(snapshot.Hash, source, snapshot.Rejections, facts.Entities.ToDictionary(e => e.Entity, e => e.Rejected, StringComparer.Ordinal));
        return new StoreLoad(facts, snapshot.Hash, true, changes.DrainToImmutable());
    }

    private static void Write(FactTableWriter rows, Table table, int from, int to, IProgress<(string Entity, long Rows)>? progress, CancellationToken cancellation)
    {
        var parent = table.Type.Fields.FirstOrDefault(f => f.Kind == RowFieldKind.Parent) is { Kind: RowFieldKind.Parent } field ? table.Other(field.Ordinal) : null;
        for (var row = from; row < to; row++)
        {
            if (row % ReportEvery == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                progress?.Report((table.Entity.Name, row));
            }

            if (parent is not null)
            {
                WriteParentKey(rows, parent.Key(table.Parent(row)), table.Entity.ParentKey.Length);
            }

            for (var ordinal = 0; ordinal < table.Entity.Fields.Length; ordinal++)
            {
                WriteField(rows, table, ordinal, row);
            }

            rows.EndRow();
        }
    }

    // The parts of a key of several columns hold no '/', which stands between them.
    private static void WriteParentKey(FactTableWriter rows, string key, int parts)
    {
        if (parts == 1)
        {
            rows.Text(key);
            return;
        }

        foreach (var part in key.Split('/'))
        {
            rows.Text(part);
        }
    }

    private static void WriteField(FactTableWriter rows, Table table, int ordinal, int row)
    {
        var column = table.Column(ordinal);
        if (column.IsMissing(row))
        {
            rows.Missing();
            return;
        }

        switch (column)
        {
            case TextColumn texts:
                rows.Text(texts.Read(row));
                break;
            case NumberColumn numbers:
                rows.Number(numbers.Value(row));
                break;
            case DateColumn dates:
                rows.Date(dates.Read(row)!.Value);
                break;
            case BooleanColumn booleans:
                rows.Boolean(booleans.Read(row)!.Value);
                break;
            case ReferenceColumn references:
                rows.Text(table.Other(ordinal).Key(references.Row(row)));
                break;
        }
    }
}
