using Cahier.Facts.Models;
using Cahier.Facts.Snapshots;

namespace Cahier.Facts.Bundles;

/// <summary>Which rows of an entity of bundles each root has, and in whose bundle a row stands.</summary>
public sealed class BundleRows
{
    // The tables and lists that lead from the root to the entity.
    private readonly List<(Table Parents, int Field)> way = [];

    // Those that lead back, from the entity on; none when it is the root.
    private readonly List<Table> back = [];

    public BundleRows(Snapshot snapshot, Entity entity)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(entity);
        for (var at = entity; at.Parent is { } parent; at = snapshot.Model.Find(parent)!)
        {
            _ = snapshot.Model.RowType(parent).TryFind(at.Collection!, out var field);
            way.Insert(0, (snapshot.Table(parent), field!.Ordinal));
            back.Add(snapshot.Table(at.Name));
        }
    }

    /// <summary>How many lists lead from a root to its rows.</summary>
    internal int Depth => way.Count;

    /// <summary>The rows of the bundles of neighbouring roots, from one up to but not including another: they are neighbours.</summary>
    public (int From, int To) Of(int from, int to) => Along(way.Count, from, to);

    /// <summary>The root in whose bundle a row stands.</summary>
    public int RootOf(int row)
    {
        foreach (var table in back)
        {
            row = table.Parent(row);
        }

        return row;
    }

    /// <summary>The rows from which those of a root hang.</summary>
    internal (int From, int To) ParentsOf(int root) => Along(way.Count - 1, root, root + 1);

    private (int From, int To) Along(int steps, int from, int to)
    {
        for (var step = 0; step < steps; step++)
        {
            if (from == to)
            {
                return (0, 0);
            }

            var (parents, field) = way[step];
            (from, to) = (parents.Children(field, from).From, parents.Children(field, to - 1).To);
        }

        return (from, to);
    }
}
