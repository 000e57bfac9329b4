using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Cahier.Storage.Changes;

/// <summary>
/// Tells which groups of rows of an entity are other than those that a store held: for each a sum of hashes of its rows,
/// added for those that there are now and taken away for those before, whatever their order. A group is the children of
/// one parent, or one row that hangs from none. First comes what there is now. For one thread; several may each take some of it.
/// </summary>
internal sealed class GroupMarks
{
    private readonly Dictionary<ulong, ulong> sums = [];
    private readonly HashSet<string> gone = new(StringComparer.Ordinal);

    /// <summary>The keys of groups that are not there any more.</summary>
    public IEnumerable<string> Gone => gone.Order(StringComparer.Ordinal);

    /// <summary>Takes what another thread has taken of what there is now.</summary>
    public void Add(GroupMarks other)
    {
        foreach (var (group, rows) in other.sums)
        {
            Add(group, rows);
        }
    }

    /// <summary>Takes a row that there is now.</summary>
    public void Add(ReadOnlySpan<char> key, ulong row) => Add(Hash(key), row);

    /// <summary>Takes a row that there was.</summary>
    public void TakeAway(ReadOnlySpan<char> key, ulong row)
    {
        ref var sum = ref CollectionsMarshal.GetValueRefOrNullRef(sums, Hash(key));
        if (System.Runtime.CompilerServices.Unsafe.IsNullRef(ref sum))
        {
            gone.GetAlternateLookup<ReadOnlySpan<char>>().Add(key);
        }
        else
        {
            sum = unchecked(sum - row);
        }
    }

    /// <summary>Whether a group that is there has other rows than before.</summary>
    public bool IsOther(ReadOnlySpan<char> key) => sums.TryGetValue(Hash(key), out var sum) && sum != 0;

    private void Add(ulong group, ulong rows)
    {
        ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(sums, group, out _);
        sum = unchecked(sum + rows);
    }

    private static ulong Hash(ReadOnlySpan<char> key) => XxHash3.HashToUInt64(MemoryMarshal.AsBytes(key));
}
