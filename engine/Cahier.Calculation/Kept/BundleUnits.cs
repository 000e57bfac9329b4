using Cahier.Calculation.Compilation;
using Cahier.Facts.Snapshots;

namespace Cahier.Calculation.Kept;

/// <summary>The units of a run bundle by bundle, and which of them stand in pieces that were kept.</summary>
internal sealed class BundleUnits
{
    private readonly int[] starts;

    public BundleUnits(RunFrame frame, IEnumerable<string> entities)
    {
        Keys = frame.Snapshot.Bundles.Keys;
        Hashes = frame.Snapshot.Bundles.Of(entities);
        starts = StartsOf(frame, Keys.Length);
    }

    /// <summary>For each bundle the hash of its root's key.</summary>
    public ulong[] Keys { get; }

    /// <summary>For each bundle the hash of what it holds.</summary>
    public ulong[] Hashes { get; }

    /// <summary>The first unit of a bundle, after the last of the one before.</summary>
    public int StartOf(int bundle) => starts[bundle];

    /// <summary>The units of bundles that stand unchanged in a piece, and how many such bundles there are.</summary>
    public (List<Stretch> Stretches, int Bundles) Match(UnitPiece piece)
    {
        var stretches = new List<Stretch>();
        var (bundles, last) = (0, -1);
        Dictionary<ulong, int>? places = null;
        for (var bundle = 0; bundle < Keys.Length; bundle++)
        {
            // Roots stand by key: mostly the next of the one is the next of the other.
            var kept = last + 1;
            if (kept >= piece.Keys.Length || piece.Keys[kept] != Keys[bundle])
            {
                places ??= PlacesOf(piece.Keys);
                if (!places.TryGetValue(Keys[bundle], out kept) || kept <= last)
                {
                    continue;
                }
            }

            last = kept;
            var count = starts[bundle + 1] - starts[bundle];
            if (piece.Hashes[kept] == Hashes[bundle] && piece.Starts[kept + 1] - piece.Starts[kept] == count)
            {
                bundles++;
                Add(stretches, new Stretch(starts[bundle], piece.Starts[kept], count));
            }
        }

        return (stretches, bundles);
    }

    private static void Add(List<Stretch> stretches, Stretch next)
    {
        if (stretches is [.., var last] && last.Unit + last.Count == next.Unit && last.Kept + last.Count == next.Kept)
        {
            stretches[^1] = last with { Count = last.Count + next.Count };
        }
        else if (next.Count > 0)
        {
            stretches.Add(next);
        }
    }

    private static Dictionary<ulong, int> PlacesOf(ulong[] keys)
    {
        var places = new Dictionary<ulong, int>(keys.Length);
        for (var i = 0; i < keys.Length; i++)
        {
            places[keys[i]] = i;
        }

        return places;
    }

    private static int[] StartsOf(RunFrame frame, int bundles)
    {
        var above = new List<Table>();
        for (var at = frame.Units.Table.Entity; at.Parent is { } parent; at = frame.RuleSet.Model.Find(parent)!)
        {
            above.Add(frame.Table(at.Name));
        }

        var starts = new int[bundles + 1];
        foreach (var row in frame.Units.Rows)
        {
            var root = row;
            foreach (var table in above)
            {
                root = table.Parent(root);
            }

            starts[root + 1]++;
        }

        for (var bundle = 0; bundle < bundles; bundle++)
        {
            starts[bundle + 1] += starts[bundle];
        }

        return starts;
    }
}
