using System.Collections.Immutable;
using Cahier.Calculation.Output;
using Cahier.Facts.Snapshots;
using Cahier.Storage.Databases;

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
    private bool open = true;

    internal FactWriter(FactStore store)
    {
        this.store = store;
        store.Connection.BeginWrite();
        try
        {
            store.RefuseLaterSchema();
            Former = FactStore.ContentOf(store.Connection) is { } content ? (content.Hash, StoredFacts.Report(store).Rejected) : null;
            foreach (var entity in store.Model.Entities)
            {
                store.Connection.Execute(store.Connection.Database.ClearFactTable(entity));
            }

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

        var table = new FactTableWriter(store.Connection.Database, store.Connection.InsertFacts(known, columns.ToArray()), columns.Length);
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

        var rows = tables.ToDictionary(t => t.Key, t => t.Value.Rows, StringComparer.Ordinal);
        CloseTables();
        connection.Execute(connection.Sql.AddContent, new { hash, source, at = store.Now() });
        foreach (var entity in store.Model.Entities)
        {
            var notTaken = rejected.GetValueOrDefault(entity.Name);
            connection.Execute(connection.Sql.AddCount, new { ordinal = entity.Ordinal, entity = entity.Name, rows = rows.GetValueOrDefault(entity.Name) + notTaken, rejected = notTaken });
        }

        AddRejections(rejections);
        Ledger.Append(connection, store.Now(), "load", $"{{\"content\":\"{hash}\",\"model\":\"{store.Model.Hash}\",\"rows\":{rows.Values.Sum().ToString(System.Globalization.CultureInfo.InvariantCulture)}}}");
        connection.Commit();
        open = false;
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

    private void CloseTables()
    {
        foreach (var table in tables.Values)
        {
            table.Dispose();
        }

        tables.Clear();
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
