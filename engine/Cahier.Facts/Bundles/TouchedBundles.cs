using Cahier.Facts.Models;
using Cahier.Facts.Patches;
using Cahier.Facts.Snapshots;

namespace Cahier.Facts.Bundles;

/// <summary>Finds which bundles a patch touched: whose rows it replaced, or that name a row which it replaced.</summary>
/// <param name="snapshot">The snapshot after.</param>
/// <param name="rows">By entity which rows there are now; null where nobody wants any.</param>
internal sealed class TouchedBundles(Snapshot snapshot, PatchedRows?[] rows)
{
    private readonly RowHashes hashes = new(snapshot);
    private readonly Dictionary<string, bool[]?> replaced = new(StringComparer.Ordinal);

    /// <summary>The roots of which a patch may have changed what their bundle holds of an entity; null when that may be any, because values are written in another way now.</summary>
    /// <param name="entity">An entity of bundles.</param>
    /// <param name="former">The hashes of rows of the snapshot before.</param>
    public int[]? Find(Entity entity, RowHashes former)
    {
        if (!AreWrittenAlike(entity.Name, former))
        {
            return null;
        }

        var touched = new bool[snapshot.Table(snapshot.Model.Root.Name).Count];
        for (var at = entity; at is not null; at = at.Parent is { } above ? snapshot.Model.Find(above) : null)
        {
            // Groups are the children of one parent, but for roots, each of which is a group itself.
            var groups = new BundleRows(snapshot, at.Parent is { } parent ? snapshot.Model.Find(parent)! : at);
            foreach (var row in rows[at.Ordinal]!.Groups)
            {
                touched[groups.RootOf(row)] = true;
            }
        }

        var own = new BundleRows(snapshot, entity);
        foreach (var row in Naming(snapshot.Table(entity.Name)))
        {
            touched[own.RootOf(row)] = true;
        }

        return [.. Enumerable.Range(0, touched.Length).Where(root => touched[root])];
    }

    private bool AreWrittenAlike(string entity, RowHashes former) =>
        hashes.Seed(snapshot.Table(entity)) == former.Seed(former.Table(entity)) && hashes.References(snapshot.Table(entity)).All(r => AreWrittenAlike(r.Field.To!, former));

    /// <summary>The rows that name a replaced row.</summary>
    private IEnumerable<int> Naming(Table table)
    {
        foreach (var (field, column) in hashes.References(table))
        {
            if (Replaced(field.To!) is { } targets)
            {
                for (var row = 0; row < table.Count; row++)
                {
                    if (column.Row(row) is >= 0 and var target && targets[target])
                    {
                        yield return row;
                    }
                }
            }
        }
    }

    /// <summary>For each row of an entity outside of bundles whether it was replaced, or names one that was; null when none was.</summary>
    private bool[]? Replaced(string entity)
    {
        if (replaced.TryGetValue(entity, out var known))
        {
            return known;
        }

        var table = snapshot.Table(entity);
        var (found, any) = (new bool[table.Count], false);
        foreach (var row in rows[table.Entity.Ordinal]!.Runs.All.Where(r => r.Came).SelectMany(r => Enumerable.Range(r.Start, r.Count)).Concat(Naming(table)))
        {
            found[row] = any = true;
        }

        return replaced[entity] = any ? found : null;
    }
}
