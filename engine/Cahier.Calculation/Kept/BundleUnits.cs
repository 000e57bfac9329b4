using Cahier.Calculation.Compilation;
using Cahier.Calculation.Results;
using Cahier.Calculation.Runs;
using Cahier.Facts.Bundles;

namespace Cahier.Calculation.Kept;

/// <summary>The units of a run, or of some bundles, bundle by bundle; and which of them stand in pieces that were kept.</summary>
internal sealed class BundleUnits
{
    // A piece of one bundle in many has the next of them mostly no farther ahead.
    private const int LookedAhead = 1024;

    // So many are held against those of a piece at once; where one differs, those after it are held again.
    private const int HeldAtOnce = 256;

    private readonly BundleHashes bundles;

    // The roots of the bundles; null when they are all.
    private readonly int[]? roots;
    private readonly bool[] taken;

    private BundleUnits(RunFrame frame, PeriodRows period, IEnumerable<string> entities, int[]? roots)
    {
        bundles = frame.Snapshot.Bundles;
        this.roots = roots;
        (Keys, Hashes) = (Of(bundles.Keys), Of(bundles.Of(entities)));
        Starts = StartsOf(RowsOf(frame), period);
        taken = new bool[Count];
    }

    /// <summary>All units of a period.</summary>
    public static BundleUnits All(RunFrame frame, PeriodRows period, IEnumerable<string> entities) => new(frame, period, entities, roots: null);

    /// <summary>Those units of a period that stand in some bundles.</summary>
    public static (PeriodRows Rows, BundleUnits Units) Some(RunFrame frame, PeriodRows period, IEnumerable<string> entities, int[] roots, Sharing share)
    {
        var rows = RowsOf(frame);
        var among = new ulong[MarkedList.Words(period.Days.Length)];
        foreach (var root in roots)
        {
            var (from, to) = rows.Of(root, root + 1);
            MarkedList.Mark(among, from, to);
        }

        var some = period.Among(among, share);
        return (some, new BundleUnits(frame, some, entities, roots));
    }

    public int Count => Keys.Length;

    /// <summary>For each bundle the hash of its root's key.</summary>
    public ulong[] Keys { get; }

    /// <summary>For each bundle the hash of what it holds.</summary>
    public ulong[] Hashes { get; }

    /// <summary>For each bundle where its units begin, and at last where they end.</summary>
    public int[] Starts { get; }

    /// <summary>How many bundles were taken from pieces.</summary>
    public int Taken { get; private set; }

    /// <summary>The roots of the bundles that stand unchanged in no piece.</summary>
    public int[] Left
    {
        get
        {
            var left = new List<int>();
            for (var bundle = 0; taken.AsSpan(bundle).IndexOf(false) is var next and >= 0; bundle++)
            {
                bundle += next;
                left.Add(RootOf(bundle));
            }

            return [.. left];
        }
    }

    /// <summary>The units of bundles that stand unchanged in a piece, and in none before.</summary>
    public List<Stretch> Take(UnitPiece piece)
    {
        var stretches = new List<Stretch>();
        var keys = piece.Keys.Read();
        var hashes = piece.Hashes.Read();
        var starts = piece.Starts.Read();
        for (int kept = 0, next = 0; kept < keys.Length; kept++)
        {
            // Roots stand by key: mostly those that follow in the piece follow here, and are as they were.
            var most = Math.Min(HeldAtOnce, keys.Length - kept);
            var same = Same(keys.Slice(kept, most), hashes.Slice(kept, most), starts.Slice(kept, most + 1), next);
            TakeAll(stretches, next, starts[kept], same);
            (kept, next) = (kept + same, next + same);
            if (kept == keys.Length)
            {
                break;
            }

            var bundle = next < Count && Keys[next] == keys[kept] ? next : Ahead(keys[kept], next);
            if (bundle < next)
            {
                continue;
            }

            next = bundle + 1;
            if (!taken[bundle] && Hashes[bundle] == hashes[kept] && starts[kept + 1] - starts[kept] == Starts[next] - Starts[bundle])
            {
                TakeAll(stretches, bundle, starts[kept], 1);
            }
        }

        return stretches;
    }

    // How many bundles from one on are those of a piece, unchanged, with as many units each, and were not taken.
    private int Same(ReadOnlySpan<ulong> keys, ReadOnlySpan<ulong> hashes, ReadOnlySpan<int> starts, int from)
    {
        var most = Keys.AsSpan(from).CommonPrefixLength(keys);
        most = Hashes.AsSpan(from, most).CommonPrefixLength(hashes[..most]);
        most = taken.AsSpan(from, most).IndexOf(true) is >= 0 and var other ? other : most;
        var moved = Starts[from] - starts[0];
        var same = 0;
        while (same < most && Starts[from + same + 1] == starts[same + 1] + moved)
        {
            same++;
        }

        return same;
    }

    private void TakeAll(List<Stretch> stretches, int from, int kept, int count)
    {
        taken.AsSpan(from, count).Fill(true);
        Taken += count;
        Add(stretches, new Stretch(Starts[from], kept, Starts[from + count] - Starts[from]));
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

    private static BundleRows RowsOf(RunFrame frame) => new(frame.Snapshot, frame.RuleSet.Model.Find(frame.RuleSet.UnitEntity.Entity)!);

    private int Ahead(ulong key, int next) => Keys.AsSpan(next, Math.Min(LookedAhead, Count - next)).IndexOf(key) is var ahead and >= 0 ? next + ahead : Find(key);

    private int Find(ulong key) => bundles.Find(key) is var root && root < 0 || roots is null ? root : Array.BinarySearch(roots, root);

    private int RootOf(int bundle) => roots is null ? bundle : roots[bundle];

    private ulong[] Of(ulong[] all) => roots is null ? all : Array.ConvertAll(roots, root => all[root]);

    private int[] StartsOf(BundleRows rows, PeriodRows period)
    {
        var starts = new int[Count + 1];
        var (end, slots) = (0, 0);
        for (var bundle = 0; bundle < Count; bundle++)
        {
            var (from, to) = rows.Of(RootOf(bundle), RootOf(bundle) + 1);
            var before = from == end ? slots : period.Places.FirstSlotFrom(from);
            (end, slots) = (to, from == to ? before : period.Places.FirstSlotFrom(to));
            starts[bundle + 1] = starts[bundle] + slots - before;
        }

        return starts;
    }
}
