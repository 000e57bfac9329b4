using Cahier.Facts.Columns;
using Cahier.Facts.Models;
using Cahier.Facts.Snapshots;

namespace Cahier.Facts.Patches;

/// <summary>Which rows a patched table has, in which order, and where its former rows stand now.</summary>
internal sealed class PatchedRows
{
    private readonly Table former;
    private readonly TableLoader loader;
    private readonly Lazy<int[]?> places;
    private readonly Lazy<int[]> placesOfCame;

    private PatchedRows(Table former, TableLoader loader, int[] came, RowRuns runs, int[] parentsOfCame, int[] groups)
    {
        (this.former, this.loader, Came, Runs, ParentsOfCame, Groups) = (former, loader, came, runs, parentsOfCame, groups);
        places = new Lazy<int[]?>(FindPlaces);
        placesOfCame = new Lazy<int[]>(FindPlacesOfCame);
    }

    /// <summary>The rows that came, as they were read, in the order in which they stand among each other.</summary>
    public int[] Came { get; }

    public RowRuns Runs { get; }

    /// <summary>For each of <see cref="Came"/> the row of its parent; none where there is no parent.</summary>
    public int[] ParentsOfCame { get; }

    /// <summary>The groups that were replaced and are still there: the rows of their parents; of rows that hang from none their own.</summary>
    public int[] Groups { get; }

    /// <summary>For each former row where it, or the one with its key that came in its place, stands now, -1 when it is gone; null when each stands where it did. Only of rows with keys.</summary>
    public int[]? Places => places.Value;

    /// <summary>Whether a former row stands where it did, and no other row with it.</summary>
    public bool AreFormer => Runs.AreAllOf(former.Count);

    /// <summary>The rows of an entity that hangs from none: by key, each a group of its own.</summary>
    public static PatchedRows OfTop(Table former, TableLoader loader, HashSet<string> replaced)
    {
        int[] came = [.. Enumerable.Range(0, loader.Count)];
        Array.Sort(came, (l, r) => TextOrder.Compare(loader.Keys[l], loader.Keys[r]));
        int[] gone = [.. replaced.Select(key => former.TryFind(key, out var row) ? row : -1).Where(row => row >= 0).Order()];
        var (runs, next, left) = (new RowRuns(), 0, 0);
        void KeepBelow(int end)
        {
            for (; left < gone.Length && gone[left] < end; left++)
            {
                runs.Add(came: false, next, gone[left] - next);
                next = gone[left] + 1;
            }

            runs.Add(came: false, next, end - next);
            next = end;
        }

        for (var i = 0; i < came.Length; i++)
        {
            var key = loader.Keys[came[i]];
            Require(replaced.GetAlternateLookup<ReadOnlySpan<char>>().Contains(key), loader.Entity);
            KeepBelow(Math.Max(next, FirstFrom(former, key)));
            runs.Add(came: true, i, 1);
        }

        KeepBelow(former.Count);
        return new PatchedRows(former, loader, came, runs, [], [.. runs.All.Where(r => r.Came).SelectMany(r => Enumerable.Range(r.Start, r.Count))]);
    }

    /// <summary>The rows of an entity under their parents, those of one parent a group.</summary>
    public static PatchedRows OfChildren(Table former, TableLoader loader, HashSet<string> replaced, PatchedRows parents)
    {
        var parentOfKey = new int[loader.ParentKeys.Count];
        for (var number = 0; number < parentOfKey.Length; number++)
        {
            parentOfKey[number] = parents.Find(loader.ParentKeys[number].ToString());
            Require(parentOfKey[number] >= 0 && replaced.GetAlternateLookup<ReadOnlySpan<char>>().Contains(loader.ParentKeys[number]), loader.Entity);
        }

        int[] came = [.. Enumerable.Range(0, loader.Count)];
        var parentOf = Array.ConvertAll(came, row => parentOfKey[loader.ParentOf(row)]);
        var compare = RowOrders.Comparison(loader);
        Array.Sort(came, (l, r) => parentOf[l] == parentOf[r] ? compare(l, r) : parentOf[l].CompareTo(parentOf[r]));
        var isReplaced = new bool[parents.Runs.Count];
        foreach (var key in replaced)
        {
            if (parents.Find(key) is >= 0 and var parent)
            {
                isReplaced[parent] = true;
            }
        }

        var (runs, next) = (new RowRuns(), 0);
        var formerOf = parents.FormerOfPlaces();
        for (var parent = 0; parent < isReplaced.Length; parent++)
        {
            if (isReplaced[parent])
            {
                var first = next;
                while (next < came.Length && parentOf[came[next]] == parent)
                {
                    next++;
                }

                runs.Add(came: true, first, next - first);
            }
            else if (formerOf[parent] >= 0)
            {
                var (from, to) = former.Under(formerOf[parent]);
                runs.Add(came: false, from, to - from);
            }
        }

        return new PatchedRows(former, loader, came, runs, Array.ConvertAll(came, row => parentOf[row]), [.. Enumerable.Range(0, isReplaced.Length).Where(parent => isReplaced[parent])]);
    }

    /// <summary>The row of a key, or -1.</summary>
    public int Find(string key) => loader.Keys.Find(key) is >= 0 and var came ? placesOfCame.Value[came]
        : former.TryFind(key, out var row) ? PlaceOf(row)
        : -1;

    /// <summary>Where a former row, or the one with its key that came in its place, stands now; -1 when it is gone.</summary>
    public int PlaceOf(int row) => Places is null ? row : Places[row];

    /// <summary>The key of a row.</summary>
    public string Key(int row)
    {
        var run = Runs.Of(row);
        var there = run.From + row - run.Start;
        return run.Came ? loader.Keys[Came[there]].ToString() : former.Key(there);
    }

    /// <summary>What came is whole when it was written by the same hand: that it does not fit says that something was altered.</summary>
    public static void Require(bool fits, Entity entity)
    {
        if (!fits)
        {
            throw new InvalidDataException($"rows of {entity.Name} that changed do not fit those that did not");
        }
    }

    private int[] FindPlacesOfCame()
    {
        var found = new int[Came.Length];
        foreach (var run in Runs.All.Where(r => r.Came))
        {
            for (var i = 0; i < run.Count; i++)
            {
                found[Came[run.From + i]] = run.Start + i;
            }
        }

        return found;
    }

    private int[]? FindPlaces()
    {
        var found = new int[former.Count];
        found.AsSpan().Fill(-1);
        foreach (var run in Runs.All)
        {
            for (var i = 0; i < run.Count; i++)
            {
                if (!run.Came)
                {
                    found[run.From + i] = run.Start + i;
                }
                else if (former.TryFind(loader.Keys[Came[run.From + i]].ToString(), out var row))
                {
                    found[row] = run.Start + i;
                }
            }
        }

        for (var row = 0; row < found.Length; row++)
        {
            if (found[row] != row)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>For each row the former one with its key, or -1.</summary>
    public int[] FormerOfPlaces()
    {
        var found = new int[Runs.Count];
        found.AsSpan().Fill(-1);
        for (var row = 0; row < former.Count; row++)
        {
            if (PlaceOf(row) is >= 0 and var place)
            {
                found[place] = row;
            }
        }

        return found;
    }

    private static int FirstFrom(Table table, ReadOnlySpan<char> key)
    {
        var (low, high) = (0, table.Count);
        while (low < high)
        {
            var middle = (int)(((uint)low + (uint)high) >> 1);
            (low, high) = TextOrder.Compare(table.Key(middle), key) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
