using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using Cahier.Facts.Models;
using Cahier.Facts.Patches;
using Cahier.Facts.Snapshots;
using Cahier.Storage.Databases;
using Cahier.Storage.Stores;

namespace Cahier.Storage.Changes;

/// <summary>Writes rows of a table, from one up to but not including another.</summary>
internal delegate void RowsWriting(FactTableWriter rows, Table table, int from, int to);

/// <summary>How the rows of an entity differ from those that a store holds.</summary>
/// <param name="Rows">How many rows.</param>
/// <param name="Others">The groups of rows that are other, with their rows, from one up to but not including the other; found while they are asked for.</param>
/// <param name="Gone">The keys of groups that are not there any more.</param>
internal sealed record GroupChanges(EntityChange Rows, IEnumerable<(string Key, int From, int To)> Others, IEnumerable<string> Gone)
{
    // So few rows take no longer on one thread.
    private const int FewRows = 10_000;

    /// <summary>Compares with the snapshot of all that the store holds: nothing of it is read.</summary>
    public static GroupChanges FromKept(StoreDatabase database, GroupDifference difference, Table table, RowsWriting write)
    {
        var (entity, groups) = (table.Entity, difference.Of(table.Entity));
        string[] columns = [.. entity.Columns];
        RowMarks Marks(Table of, IEnumerable<(int From, int To)> parts)
        {
            var marks = new RowMarks(entity, columns);
            using var rows = new FactTableWriter(database, marks, columns.Length);
            foreach (var (from, to) in parts)
            {
                write(rows, of, from, to);
            }

            return marks;
        }

        var change = RowMarks.Difference(entity.Name, [Marks(table, groups.Select(g => g.Now))], Marks(difference.Former.Table(entity.Name), groups.Select(g => g.Former)));
        var there = groups.Where(g => g.Now.From < g.Now.To);
        return new GroupChanges(change, there.Select(g => (g.Key, g.Now.From, g.Now.To)), groups.Where(g => g.Now.From == g.Now.To).Select(g => g.Key));
    }

    /// <summary>Compares with the rows of the store, all of which are read.</summary>
    public static GroupChanges FromStore(StoreConnection store, Snapshot snapshot, Table table, RowsWriting write)
    {
        var entity = table.Entity;
        string[] columns = [.. entity.Columns];
        var parts = Enumerable.Range(0, table.Count < FewRows ? 1 : Environment.ProcessorCount).Select(_ => new GroupMarks()).Select(groups => (Groups: groups, Rows: new RowMarks(entity, columns, groups.Add))).ToArray();
        try
        {
            Parallel.For(0, parts.Length, Processors.All(), part =>
            {
                using var rows = new FactTableWriter(store.Database, parts[part].Rows, columns.Length);
                write(rows, table, PartOf(table.Count, part, parts.Length), PartOf(table.Count, part + 1, parts.Length));
            });
        }
        catch (AggregateException several)
        {
            ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }

        var all = parts[0].Groups;
        foreach (var (groups, _) in parts.Skip(1))
        {
            all.Add(groups);
        }

        using var stored = store.ReadFacts(entity, columns);
        var change = RowMarks.Difference(entity.Name, [.. parts.Select(p => p.Rows)], RowMarks.Of(stored, entity, columns, all.TakeAway));
        return new GroupChanges(change, RowGroups.Of(snapshot, entity).Where(g => all.IsOther(g.Key)), all.Gone);
    }

    // Where a part of rows begins, and the one before ends.
    private static int PartOf(int count, int part, int parts) => (int)((long)count * part / parts);
}
