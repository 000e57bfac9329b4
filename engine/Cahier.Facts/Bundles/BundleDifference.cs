using System.Collections.Immutable;
using Cahier.Facts.Columns;
using Cahier.Facts.Snapshots;

namespace Cahier.Facts.Bundles;

/// <summary>
/// Which bundles of two snapshots of a model are not the same, by the hashes of all that they hold; and where the roots of one
/// stand in the other. Roots stand by key in both, so that both are gone through once. Immutable.
/// </summary>
public sealed class BundleDifference
{
    private static readonly ImmutableHashSet<string> NoFields = [];

    private readonly int[] nowOf;

    private BundleDifference(int[] former, int[] now, int[] nowFrom, int[] nowOf) => (Former, Now, NowFrom, this.nowOf) = (former, now, nowFrom, nowOf);

    /// <summary>The roots of the former snapshot whose bundles are gone or another by now, ascending.</summary>
    public int[] Former { get; }

    /// <summary>The roots of the snapshot now whose bundles are new or another, ascending.</summary>
    public int[] Now { get; }

    /// <summary>For each of <see cref="Now"/> the root of the former snapshot that it is, or else the next; the number of all where there is none.</summary>
    public int[] NowFrom { get; }

    /// <summary>Where a root of the former snapshot stands now; −1 when it is gone.</summary>
    public int NowOf(int former) => nowOf[former];

    /// <summary>Finds the difference.</summary>
    public static BundleDifference Of(Snapshot former, Snapshot now)
    {
        ArgumentNullException.ThrowIfNull(former);
        ArgumentNullException.ThrowIfNull(now);
        return new Comparison(former, now).Find();
    }

    private sealed class Comparison(Snapshot former, Snapshot now)
    {
        private readonly Table formerRoots = former.Table(former.Model.Root.Name);
        private readonly Table nowRoots = now.Table(now.Model.Root.Name);
        private readonly Dictionary<string, bool> areSame = new(StringComparer.Ordinal);
        private readonly RowHashes rows = new(now);

        public BundleDifference Find()
        {
            // Of what is the same for all of them there is nothing to be told.
            var others = now.Model.Entities.Select(e => e.Name).Where(e => BundleFields.Holds(now.Model, e) && !AreSame(e)).ToList();
            return now.HasSame(former, nowRoots.Entity.Name, NoFields) ? InPlace(others) : Between(former.Bundles.Of(others), now.Bundles.Of(others));
        }

        // Roots stand where they stood.
        private BundleDifference InPlace(List<string> entities)
        {
            var differ = new bool[nowRoots.Count];
            foreach (var entity in entities)
            {
                var before = former.Bundles.Of(entity).Span;
                var after = now.Bundles.Of(entity).Span;
                for (var root = before.CommonPrefixLength(after); root < differ.Length; root += 1 + before[(root + 1)..].CommonPrefixLength(after[(root + 1)..]))
                {
                    differ[root] = true;
                }
            }

            int[] places = [.. Enumerable.Range(0, differ.Length)];
            var changed = Array.FindAll(places, root => differ[root]);
            return new BundleDifference(changed, changed, changed, places);
        }

        private BundleDifference Between(ulong[] before, ulong[] after)
        {
            var (gone, came, cameFrom) = (new List<int>(), new List<int>(), new List<int>());
            var nowOf = new int[formerRoots.Count];
            var (root, place) = (0, 0);
            while (root < nowOf.Length || place < nowRoots.Count)
            {
                // Of how many roots from here on the bundle, of whose hash the key is part, is the same.
                for (var same = before.AsSpan(root).CommonPrefixLength(after.AsSpan(place)); same > 0; same--)
                {
                    nowOf[root++] = place++;
                }

                if (root == nowOf.Length && place == nowRoots.Count)
                {
                    break;
                }

                var order = root == nowOf.Length ? 1 : place == nowRoots.Count ? -1 : TextOrder.Compare(formerRoots.Key(root), nowRoots.Key(place));
                if (order >= 0)
                {
                    came.Add(place);
                    cameFrom.Add(root);
                }

                if (order <= 0)
                {
                    nowOf[root] = order == 0 ? place : -1;
                    gone.Add(root++);
                }

                place += order >= 0 ? 1 : 0;
            }

            return new BundleDifference([.. gone], [.. came], [.. cameFrom], nowOf);
        }

        // Rows of an entity, and those that they name.
        private bool AreSame(string entity)
        {
            if (!areSame.TryGetValue(entity, out var known))
            {
                var table = now.Table(entity);
                areSame[entity] = known = now.HasSame(former, entity, table.Columns.Concat(former.Table(entity).Columns).Select(c => c.Field.Name).ToHashSet(StringComparer.Ordinal))
                    && rows.References(table).All(r => AreSame(r.Field.To!));
            }

            return known;
        }
    }
}
