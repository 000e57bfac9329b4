using System.Collections.Immutable;
using Cahier.Calculation.Kept;
using Cahier.Feel.Values;

namespace Cahier.Calculation.Carried;

/// <summary>Units of a participant of which something is unknown, so that what is made of them is.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="First">The rows of the first of them, in their order, and why it is unknown.</param>
internal sealed record UnknownUnits(int Count, ImmutableArray<(int Row, ImmutableArray<UnknownCause> Causes)> First)
{
    public static readonly UnknownUnits None = new(0, []);

    /// <summary>The same with others taken out and put in.</summary>
    /// <param name="gone">How many are gone.</param>
    /// <param name="nowOf">Where a row stands now; none when it is gone.</param>
    /// <param name="came">Those that came, with their rows now.</param>
    public UnknownUnits With(int gone, Func<int, int?> nowOf, UnknownUnits came)
    {
        var left = First.Select(u => (Row: nowOf(u.Row), u.Causes)).Where(u => u.Row is not null).Select(u => (Row: u.Row!.Value, u.Causes)).ToList();

        // After the last of those that are known there may be any.
        var last = Math.Min(First.Length == Count ? int.MaxValue : left is [.., var former] ? former.Row : -1, came.First.Length == came.Count ? int.MaxValue : came.First[^1].Row);
        return new UnknownUnits(Count - gone + came.Count, [.. left.Concat(came.First).Where(u => u.Row <= last).OrderBy(u => u.Row)]);
    }

    /// <summary>Whether so many causes are known, or all that there are.</summary>
    public bool HaveCauses(int wanted) => First.Length == Count || First.Sum(u => u.Causes.Length) >= wanted;

    public static void Write(BinaryWriter to, UnknownUnits units)
    {
        to.Write(units.Count);
        to.Write(units.First.Length);
        foreach (var (row, causes) in units.First)
        {
            to.Write(row);
            KeptCauses.Write(to, causes);
        }
    }

    public static UnknownUnits Read(BinaryReader from)
    {
        var (count, first) = (from.ReadInt32(), ImmutableArray.CreateBuilder<(int, ImmutableArray<UnknownCause>)>());
        for (var rest = from.ReadInt32(); rest > 0; rest--)
        {
            first.Add((from.ReadInt32(), KeptCauses.Read(from)));
        }

        return new UnknownUnits(count, first.ToImmutable());
    }
}
