using Cahier.Facts.Models;
using Cahier.Facts.Snapshots;
using Cahier.Storage.Databases;
using Cahier.Storage.Stores;

namespace Cahier.Storage.Changes;

/// <summary>
/// What a load changes, for the store to keep: each group of rows that is other than before, with the rows that it has
/// now. Snapshots of the facts before are patched with it (<see cref="StorePatch"/>), so that a night reads what changed
/// and no more. When much changed nothing is kept: reading everything is quicker then. For one thread.
/// </summary>
internal sealed class LoadChanges
{
    /// <summary>How many loads can be caught up with.</summary>
    public const int MostLoads = 30;

    private const int LeastRows = 10_000;
    private const int ShareOfRows = 20;

    private readonly FactModel model;
    private readonly long mostRows;
    private readonly List<(string Entity, string Key, byte[] Rows)> groups = [];
    private long rows;

    /// <param name="model">The model of the facts.</param>
    /// <param name="allRows">How many rows there are.</param>
    public LoadChanges(FactModel model, long allRows)
    {
        this.model = model;
        mostRows = Math.Max(LeastRows, allRows / ShareOfRows);
    }

    private bool AreKept => rows <= mostRows;

    /// <summary>Adds what changed of an entity.</summary>
    /// <param name="snapshot">The facts as they are now.</param>
    /// <param name="entity">Which.</param>
    /// <param name="marks">Which of its groups are other.</param>
    /// <param name="write">Writes rows of its table, from one up to but not including another.</param>
    public void Add(Snapshot snapshot, Entity entity, GroupMarks marks, Action<IFactRowWriter, int, int> write)
    {
        using var text = new GroupRows();
        var above = snapshot.Table(entity.Parent ?? entity.Name);
        var list = entity.Parent is not null && above.Type.TryFind(entity.Collection!, out var field) ? field!.Ordinal : -1;
        for (var row = 0; AreKept && row < above.Count; row++)
        {
            var key = above.Key(row);
            if (marks.IsOther(key))
            {
                var (from, to) = list < 0 ? (row, row + 1) : above.Children(list, row);
                write(text, from, to);
                Add(entity, key, text.Take(), to - from);
            }
        }

        foreach (var key in marks.Gone)
        {
            Add(entity, key, text.Take(), 0);
        }
    }

    /// <summary>Keeps the changes in a store, in the transaction of the load.</summary>
    /// <param name="connection">The store.</param>
    /// <param name="former">By what the facts before are known.</param>
    /// <param name="content">By what the facts are known now.</param>
    public void Write(StoreConnection connection, string former, string content)
    {
        if (!AreKept)
        {
            Forget(connection);
            return;
        }

        var number = (connection.Query<(long Number, string Former, string Content, string Model)>(connection.Sql.ReadFactChanges) is [.., var last] ? last.Number : 0) + 1;
        Forget(connection, number - MostLoads + 1);
        connection.Execute(connection.Sql.AddFactChange, new { number, former, content, model = model.Hash });
        using var insert = connection.Insert(StoredTable.ChangedGroups);
        var ordinal = 0;
        foreach (var (entity, key, text) in groups)
        {
            insert.Integer(number);
            insert.Integer(++ordinal);
            insert.Text(entity);
            insert.Text(key);
            insert.Utf8(text);
            insert.EndRow();
        }

        insert.Complete();
    }

    /// <summary>Keeps nothing of the changes until now: facts come of which it is not known how they differ.</summary>
    public static void Forget(StoreConnection connection) => Forget(connection, long.MaxValue);

    private static void Forget(StoreConnection connection, long below)
    {
        connection.Execute(connection.Sql.DeleteChangedGroups, new { below });
        connection.Execute(connection.Sql.DeleteFactChanges, new { below });
    }

    private void Add(Entity entity, string key, byte[] text, int count)
    {
        rows += count + 1;
        groups.Add((entity.Name, key, text));
    }
}
