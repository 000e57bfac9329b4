using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Cahier.Calculation.Output;
using Cahier.Facts.Columns;
using Cahier.Storage.Differences;
using Xunit;

namespace Cahier.Engine.Tests.Storage;

/// <summary>A part of a table is known when the base has it with the same units; what is said to be known is what would be found.</summary>
public sealed class KnownPartsTests
{
    [Fact]
    public void PartsThatAreKnown_AreThoseOfTheRun()
    {
        var random = new Random(20261127);
        var (known, all) = (0, 0);
        for (var round = 0; round < 500; round++)
        {
            var former = Units(random, random.Next(0, 400));
            var now = Changed(random, former);
            var kept = Kept(former);
            if (RunDifference.Of(kept, now, rowsOfUnit: 1) is not { } difference)
            {
                continue;
            }

            var parts = KnownParts.Of(kept, now, difference)!;
            (known, all) = Check(parts.Decisions, now, known, all);
            (known, all) = Check(parts.Payments, [.. now.Where(UnitPrints.IsIncluded)], known, all);
        }

        // One unit in twenty differs, of sixteen in a part.
        Assert.InRange(known, all / 3, all - 1);
    }

    [Fact]
    public void BaseThatKeepsNoHashes_KnowsNoParts()
    {
        var units = Units(new Random(1), 100);
        var kept = Kept(units) with { Payments = new Values<ulong>([]) };
        Assert.Null(KnownParts.Of(kept, units, RunDifference.Of(kept, units, 1)!));
    }

    private static (int Known, int All) Check(TableParts parts, ulong[] units, int known, int all)
    {
        var expected = Parts(units);
        Assert.Equal(expected.Select(p => p.To), parts.Ends);
        foreach (var part in Enumerable.Range(0, expected.Count).Except(parts.Left))
        {
            Assert.Equal(HashOf(units, expected[part]), parts.HashOf(part).ToArray());
        }

        return (known + expected.Count - parts.Left.Length, all + expected.Count);
    }

    private static KeptPrints Kept(ulong[] units) => new(1, "hash", 0, new Values<ulong>(units), Hashes(units), Hashes([.. units.Where(UnitPrints.IsIncluded)]), default);

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
