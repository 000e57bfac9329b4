using System.Collections.Immutable;
using Cahier.Facts.Models;
using Cahier.Facts.Snapshots;

namespace Cahier.Facts.Patches;

/// <summary>A group of rows that is other in one snapshot than in another: the children of one parent, or one row that hangs from none.</summary>
/// <param name="Key">The key of the parent, or of the row.</param>
/// <param name="Now">Its rows, from one up to but not including the other; none where the group is gone.</param>
/// <param name="Former">The rows that it had; none where it is new.</param>
public readonly record struct ChangedGroup(string Key, (int From, int To) Now, (int From, int To) Former);

/// <summary>
/// Finds which groups of rows are other in a snapshot than in a former one, both of all fields: what a patch of the former would
/// have to be given. Goes by hashes of 64 bits, as <see cref="Bundles.BundleHashes"/> do.
/// </summary>
/// <param name="former">The snapshot before.</param>
/// <param name="now">The snapshot after, of the same model.</param>
public sealed class GroupDifference(Snapshot former, Snapshot now)
{
    private readonly GroupHashes formerHashes = new(former);
    private readonly GroupHashes hashes = new(now);

    /// <summary>The snapshot before.</summary>
    public Snapshot Former => former;

    /// <summary>The groups of an entity that are other: those that there are as they stand, then those that are gone as they stood.</summary>
    public ImmutableArray<ChangedGroup> Of(Entity entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        var (was, @is) = (formerHashes.Of(entity), hashes.Of(entity));
        var (keys, places) = (hashes.Keys(entity), new FormerPlaces(formerHashes.Keys(entity)));
        var found = ImmutableArray.CreateBuilder<ChangedGroup>();
        for (var group = 0; group < keys.Length; group++)
        {
            var place = places.Take(keys[group]);
            if (@is[group] != (place < 0 ? GroupHashes.OfNone : was[place]))
            {
                found.Add(new ChangedGroup(hashes.Groups(entity).Key(group), hashes.Rows(entity, group), place < 0 ? default : formerHashes.Rows(entity, place)));
            }
        }

        foreach (var place in places.Left.Where(place => was[place] != GroupHashes.OfNone))
        {
            found.Add(new ChangedGroup(formerHashes.Groups(entity).Key(place), default, formerHashes.Rows(entity, place)));
        }

        return found.DrainToImmutable();
    }

    /// <summary>Where groups stood in the former snapshot, by the hashes of their keys. Most stand after the one that was asked for before.</summary>
    private sealed class FormerPlaces(ulong[] keys)
    {
        private readonly bool[] taken = new bool[keys.Length];
        private readonly Lazy<Dictionary<ulong, int>> places = new(() =>
        {
            var places = new Dictionary<ulong, int>(keys.Length);
            for (var place = 0; place < keys.Length; place++)
            {
                places[keys[place]] = place;
            }

            return places;
        });

        private int next;

        /// <summary>Those that nobody took.</summary>
        public IEnumerable<int> Left => Enumerable.Range(0, keys.Length).Where(place => !taken[place]);

        /// <summary>Takes the place of a group; -1 when there was none.</summary>
        public int Take(ulong key)
        {
            var place = next < keys.Length && keys[next] == key ? next : places.Value.GetValueOrDefault(key, -1);
            if (place >= 0)
            {
                taken[place] = true;
                next = place + 1;
            }

            return place;
        }
    }
}
