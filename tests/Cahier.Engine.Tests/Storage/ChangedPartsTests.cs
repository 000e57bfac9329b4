using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Cahier.Calculation.Output;
using Cahier.Facts.Columns;
using Cahier.Storage.Differences;
using Xunit;

namespace Cahier.Engine.Tests.Storage;

/// <summary>Parts of a table that are not those of the base, and the units in them; of the others the hash is known, and is what would be found.</summary>
public sealed class ChangedPartsTests
{
    [Fact]
    public void PartsOfARun_AreThoseOfTheBaseAndThoseThatChanged()
    {
        var random = new Random(20261127);
        var (left, all) = (0, 0);
        for (var round = 0; round < 1_000; round++)
        {
            var former = Units(random, random.Next(0, 400));
            var now = Changed(random, former);
            var kept = Kept(former);
            if (UnitChanges.Of(former, now) is not { } changes)
            {
                continue;
            }

            var difference = RunDifference.Of(kept, changes, rowsOfUnit: 1)!;
            Assert.Equal(Included(former, now, changes.All), difference.Included);
            Assert.Equal(former.Count(UnitPrints.IsIncluded), difference.IncludedInBase);

            var (decisions, payments) = ChangedParts.Of(kept, changes, difference)!.Value;
            Check(decisions, former, changes.Prints, now);
            Check(payments, former, changes.Prints, [.. now.Where(UnitPrints.IsIncluded)]);
            left += decisions.Parts.Left.Length + payments.Parts.Left.Length;
            all += decisions.Parts.Count + payments.Parts.Count;
        }

        // One unit in twenty differs, of eight in a part.
        Assert.InRange(left, all / 10, all * 2 / 3);
    }

    [Fact]
    public void BaseThatKeepsNoHashes_KnowsNoParts()
    {
        var units = Units(new Random(1), 100);
        var kept = Kept(units) with { Payments = new Values<ulong>([]) };
        var same = UnitChanges.Of(units, units)!;
        Assert.Null(ChangedParts.Of(kept, same, RunDifference.Of(kept, same, 1)!));
    }

    [Fact]
    public void MoreUnitsThanFitBetweenTwoOfTheBase_AreNoDifference()
    {
        var units = Units(new Random(1), 100);
        ulong[] now = [.. units, 4];
        var changes = UnitChanges.Of(units, now)!;
        Assert.NotNull(RunDifference.Of(Kept(units), changes, RowPlaces.Room - 1));
        Assert.Null(RunDifference.Of(Kept(units), changes, RowPlaces.Room));
    }

    // Among the units that a table has, which for that of amounts are the included ones.
    private static void Check(ChangedParts found, ulong[] former, ulong[] came, ulong[] units)
    {
        var expected = Parts(units);
        Assert.Subset(expected.ToHashSet(), found.Parts.Left.ToHashSet());
        Assert.Equal(found.Parts.Left.SelectMany(p => units[p.From..p.To]), found.Units.Select(u => u < 0 ? came[~u] : former[u]));
        Assert.Equal(found.Parts.Left.SelectMany(p => Enumerable.Range(p.From, p.To - p.From)), found.Ranges().SelectMany(r => Enumerable.Range(r.From, r.To - r.From)));
        foreach (var (i, part) in found.Parts.Left.Index())
        {
            HashOf(units, part).CopyTo(found.Parts.HashOf(i));
        }

        Assert.Equal(expected.SelectMany(p => HashOf(units, p)), found.Parts.Hashes());
        Assert.Equal(expected.Count, found.Parts.Count);
    }

    private static IEnumerable<RowChange> Included(ulong[] former, ulong[] now, IEnumerable<RowChange> changes) => changes.Select(c => new RowChange(
        former[..c.BaseFrom].Count(UnitPrints.IsIncluded), former[..c.BaseTo].Count(UnitPrints.IsIncluded), now[..c.From].Count(UnitPrints.IsIncluded), now[..c.To].Count(UnitPrints.IsIncluded)));

    private static KeptPrints Kept(ulong[] units) => new(1, "hash", 0, new Values<ulong>(units), PartEnds.Of(units), Hashes(units), Hashes([.. units.Where(UnitPrints.IsIncluded)]), default);

    private static Values<ulong> Hashes(ulong[] units) => new(MemoryMarshal.Cast<byte, ulong>(Parts(units).SelectMany(p => HashOf(units, p)).ToArray()).ToArray());

    private static byte[] HashOf(ulong[] units, (int From, int To) part) => SHA256.HashData(MemoryMarshal.AsBytes(units.AsSpan(part.From..part.To)));

    private static List<(int From, int To)> Parts(ulong[] units)
    {
        var parts = new List<(int From, int To)>();
        for (int from = 0, unit = 0; unit < units.Length; unit++)
        {
            if (UnitPrints.EndsPart(units[unit]) || unit + 1 == units.Length)
            {
                parts.Add((from, unit + 1));
                from = unit + 1;
            }
        }

        return parts;
    }

    // Included or not at random; a part ends after one in eight.
    private static ulong[] Units(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => ((ulong)random.NextInt64() << 2) | (random.Next(2) == 0 ? 1UL : 0) | (random.Next(8) == 0 ? 2UL : 0))];

    // A key stays as it is, and so does where parts end.
    private static ulong[] Changed(Random random, ulong[] former)
    {
        var now = new List<ulong>();
        foreach (var unit in former)
        {
            switch (random.Next(60))
            {
                case 0: break;
                case 1: now.AddRange([.. Units(random, random.Next(1, 4)), unit]); break;
                case 2: now.Add(((ulong)random.NextInt64() << 2) | (random.Next(2) == 0 ? 1UL : 0) | (unit & 2)); break;
                default: now.Add(unit); break;
            }
        }

        return [.. now];
    }
}
