using Cahier.Facts.Models;
using Cahier.Facts.Snapshots;
using Cahier.Storage.Databases;

namespace Cahier.Storage.Changes;

/// <summary>
/// What a load changes, kept in the store: each group of rows that is other than before, with the rows that it has now. Only
/// these are written, and snapshots of the facts before are brought up to date with them (<see cref="StorePatch"/>). When much
/// changed nothing is kept: writing and reading everything is quicker then. For one thread, in the transaction of the load.
/// </summary>
internal sealed class LoadChanges
{
    /// <summary>How many loads can be caught up with.</summary>
    public const int MostLoads = 30;

    private const int LeastRows = 10_000;
    private const int ShareOfRows = 20;

    private readonly StoreConnection connection;
    private readonly Snapshot snapshot;
    private readonly long mostRows;
    private long rows;
    private int groups;

    /// <param name="connection">The store.</param>
    /// <param name="snapshot">The facts that come.</param>
    public LoadChanges(StoreConnection connection, Snapshot snapshot)
    {
        (this.connection, this.snapshot) = (connection, snapshot);
        mostRows = Math.Max(LeastRows, snapshot.Tables.Sum(t => (long)t.Count) / ShareOfRows);
        Number = (connection.Query<(long Number, string, string, string)>(connection.Sql.ReadFactChanges) is [.., var last] ? last.Number : 0) + 1;
    }

    /// <summary>The number of the load.</summary>
    public long Number { get; }

    private bool AreFew => rows <= mostRows;

    /// <summary>Keeps what changed of an entity. Gives the rows that the changed groups have now, from one up to but not including another; null when much changed.</summary>
    /// <param name="entity">Which.</param>
    /// <param name="differing">Which of its groups are other.</param>
    /// <param name="write">Writes rows of its table, from one up to but not including another.</param>
    public IReadOnlyList<(int From, int To)>? Add(Entity entity, GroupChanges differing, Action<IFactRowWriter, int, int> write)
    {
        var now = new List<(int From, int To)>();
        using var text = new GroupRows();
        using var insert = connection.Insert(StoredTable.ChangedGroups);
        foreach (var (key, from, to) in differing.Others.TakeWhile(_ => AreFew))
        {
            write(text, from, to);
            Add(insert, entity, key, text.Take(), to - from);
            now.Add((from, to));
        }

        foreach (var key in differing.Gone.TakeWhile(_ => AreFew))
        {
            Add(insert, entity, key, text.Take(), 0);
        }

        insert.Complete();
        return AreFew ? now : null;
    }

    /// <summary>Ends the load: says of which facts these are the changes, and forgets those of long ago.</summary>
    /// <param name="former">By what the facts before are known.</param>
    /// <param name="content">By what the facts are known now.</param>
    public void Complete(string former, string content)
    {
        Forget(connection, AreFew ? Number - MostLoads + 1 : long.MaxValue);
        if (AreFew)
        {
            connection.Execute(connection.Sql.AddFactChange, new { number = Number, former, content, model = snapshot.Model.Hash });
        }
    }

    /// <summary>Keeps nothing of the changes until now: facts come of which it is not known how they differ.</summary>
    public static void Forget(StoreConnection connection) => Forget(connection, long.MaxValue);

    private static void Forget(StoreConnection connection, long below)
    {
        connection.Execute(connection.Sql.DeleteChangedGroups, new { below });
        connection.Execute(connection.Sql.DeleteFactChanges, new { below });
    }

    private void Add(IRowWriter insert, Entity entity, string key, byte[] text, int count)
    {
        rows += count + 1;
        insert.Integer(Number);
        insert.Integer(++groups);
        insert.Text(entity.Name);
        insert.Text(key);
        insert.Utf8(text);
        insert.EndRow();
    }
}
