using System.Collections.Immutable;
using Cahier.Calculation.Output;
using Cahier.Facts.Models;
using Cahier.Facts.Patches;
using Cahier.Facts.Snapshots;
using Cahier.Storage.Changes;
using Cahier.Storage.Databases;
using Cahier.Storage.Shares;

namespace Cahier.Storage.Stores;

/// <summary>
/// Replaces the facts of a store in one transaction: until <see cref="Complete"/> others see the former facts, and
/// disposing without it leaves them. Values are not checked here: a loader does that before, and reading does it again.
/// For one thread.
/// </summary>
public sealed class FactWriter : IDisposable
{
    private readonly FactStore store;
    private readonly Dictionary<string, FactTableWriter> tables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> kept = new(StringComparer.Ordinal);
    private LoadChanges? changes;
    private bool open = true;

    internal FactWriter(FactStore store)
    {
        this.store = store;
        store.Connection.BeginWrite();
        try
        {
            store.RefuseLaterSchema();
            Former = FactStore.ContentOf(store.Connection) is { } content ? (content.Hash, StoredFacts.Report(store).Rejected) : null;
            store.Connection.Execute(store.Connection.Sql.DeleteContent);
            store.Connection.Execute(store.Connection.Sql.DeleteCounts);
            store.Connection.Execute(store.Connection.Sql.DeleteRejected);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The facts that the store held when nobody else could replace them any more, and how many rows were not taken then.</summary>
    internal (string Hash, long Rejected)? Former { get; }

    /// <summary>Opens the table of an entity; its rows then give these columns in this order.</summary>
    public FactTableWriter Table(string entity, ReadOnlySpan<string> columns)
    {
        var known = store.Model.Find(entity) ?? throw new ArgumentException($"the model {store.Model.Name} has no entity '{entity}'", nameof(entity));
        foreach (var column in columns)
        {
            if (!known.Columns.Contains(column, StringComparer.Ordinal))
            {
                throw new ArgumentException($"{entity} has no column '{column}'", nameof(columns));
            }
        }

        Clear(known);
        var table = new FactTableWriter(store.Connection.Database, store.Connection.InsertFacts(known, columns.ToArray(), alone: false), columns.Length);
        tables.Add(entity, table);
        return table;
    }

    /// <summary>Makes the new facts visible.</summary>
    /// <param name="hash">By what these facts are known again.</param>
    /// <param name="source">Where they come from.</param>
    /// <param name="rejections">The rows that were not taken.</param>
    /// <param name="rejected">How many rows of each entity were not taken.</param>
    public void Complete(string hash, string source, ImmutableArray<RejectedRow> rejections, IReadOnlyDictionary<string, long> rejected) => store.Read(() =>
    {
        var connection = store.Connection;
        foreach (var table in tables.Values)
        {
            table.Complete();
        }

        var rows = tables.Select(t => (t.Key, t.Value.Rows)).Concat(kept.Select(k => (k.Key, k.Value))).ToDictionary(t => t.Key, t => t.Item2, StringComparer.Ordinal);
        CloseTables();
        foreach (var entity in store.Model.Entities.Where(e => !rows.ContainsKey(e.Name)))
        {
            Clear(entity);
        }

        RunShares.RemoveAll(connection);
        connection.Execute(connection.Sql.AddContent, new { hash, source, at = store.Now() });
        foreach (var entity in store.Model.Entities)
        {
            var notTaken = rejected.GetValueOrDefault(entity.Name);
            connection.Execute(connection.Sql.AddCount, new { ordinal = entity.Ordinal, entity = entity.Name, rows = rows.GetValueOrDefault(entity.Name) + notTaken, rejected = notTaken });
        }

        AddRejections(rejections);
        KeepChanges(hash);
        Ledger.Append(connection, store.Now(), "load", $"{{\"content\":\"{hash}\",\"model\":\"{store.Model.Hash}\",\"rows\":{rows.Values.Sum().ToString(System.Globalization.CultureInfo.InvariantCulture)}}}");
        connection.Commit();
        open = false;
        return true;
    });

    /// <summary>Brings the rows of an entity up to date by writing those groups only that are other. Says how the rows differ, and whether they are up to date: when much changed they are still to be written.</summary>
    /// <param name="snapshot">The facts that come.</param>
    /// <param name="difference">How they differ from the snapshot of the facts that the store holds; null when none is kept, and its rows are to be read.</param>
    /// <param name="table">The rows that come.</param>
    /// <param name="write">Writes rows.</param>
    internal (EntityChange Change, bool IsUpToDate) Replace(Snapshot snapshot, GroupDifference? difference, Table table, RowsWriting write) => store.Read(() =>
    {
        changes ??= new LoadChanges(store.Connection, snapshot);
        var entity = table.Entity;
        var differing = difference is null ? GroupChanges.FromStore(store.Connection, snapshot, table, write) : GroupChanges.FromKept(store.Connection.Database, difference, table, write);
        if (!differing.Rows.IsNone)
        {
            if (changes.Add(entity, differing, (rows, from, to) => write(To(rows, entity), table, from, to)) is not { } others)
            {
                return (differing.Rows, false);
            }

            store.Connection.ClearFactGroups(entity, changes.Number);
            Insert(table, others, write);
        }

        kept.Add(entity.Name, table.Count);
        return (differing.Rows, true);
    });

    /// <summary>Writes all rows of an entity in place of those that there are.</summary>
    /// <param name="table">The rows that come.</param>
    /// <param name="write">Writes rows.</param>
    internal void ReplaceAll(Table table, RowsWriting write) => store.Read(() =>
    {
        Clear(table.Entity);
        Insert(table, [(0, table.Count)], write);
        kept.Add(table.Entity.Name, table.Count);
        return true;
    });

    public void Dispose()
    {
        CloseTables();
        if (open)
        {
            open = false;
            store.Connection.RollBack();
        }
    }

    private void Insert(Table table, IEnumerable<(int From, int To)> parts, RowsWriting write)
    {
        using var rows = To(store.Connection.InsertFacts(table.Entity, [.. table.Entity.Columns], alone: true), table.Entity);
        foreach (var (from, to) in parts)
        {
            write(rows, table, from, to);
        }

        rows.Complete();
    }

    private FactTableWriter To(IFactRowWriter rows, Entity entity) => new(store.Connection.Database, rows, entity.Columns.Count());

    private void Clear(Entity entity) => store.Connection.Execute(store.Connection.Database.ClearFactTable(entity));

    private void CloseTables()
    {
        foreach (var table in tables.Values)
        {
            table.Dispose();
        }

        tables.Clear();
    }

    private void KeepChanges(string hash)
    {
        if (changes is not null && Former is { } former)
        {
            changes.Complete(former.Hash, hash);
        }
        else
        {
            LoadChanges.Forget(store.Connection);
        }
    }

    private void AddRejections(ImmutableArray<RejectedRow> rejections)
    {
        using var insert = store.Connection.Insert(StoredTable.Rejected);
        var id = 0;
        foreach (var row in rejections)
        {
            insert.Integer(++id);
            insert.Text(Path.GetFileName(row.File));
            insert.Integer(row.Line);
            insert.Text(row.Entity);
            insert.Text(row.Field);
            insert.Text(row.Reason);
            insert.Integer((int)row.Kind);
            insert.EndRow();
        }

        insert.Complete();
    }
}
