using System.Numerics;
using System.Runtime.CompilerServices;
using Cahier.Facts.Columns;
using Cahier.Facts.Models;
using Cahier.Facts.Snapshots;

namespace Cahier.Facts.Bundles;

/// <summary>Adds the values of a column, from one row on, to the hashes of as many rows.</summary>
internal delegate void Folding(int from, Span<ulong> hashes);

/// <summary>Gives the values of a column from one row on, for so many rows.</summary>
internal delegate ReadOnlySpan<T> Reading<T>(int from, int count);

/// <summary>How the values of columns become part of hashes of rows.</summary>
internal static class Foldings
{
    /// <summary>What hashes of rows begin with, with one field more: its name, and how its numbers are written.</summary>
    public static ulong Seed(ulong seed, Field field, Column column) =>
        BundleHash.With(BundleHash.With(seed, BundleHash.Of(field.Name)), column is NumberColumn { IsScaled: true } numbers ? numbers.Scale : -1);

    /// <summary>The keys of rows.</summary>
    public static Folding OfKeys(Table table) => [MethodImpl(MethodImplOptions.AggressiveOptimization)] (from, hashes) =>
    {
        for (var i = 0; i < hashes.Length; i++)
        {
            hashes[i] = BundleHash.With(hashes[i], BundleHash.Of(table.Key(from + i)));
        }
    };

    /// <summary>The values of a field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="column">Its values.</param>
    /// <param name="named">Gives for each row of an entity what stands for it where it is named.</param>
    public static Folding Of(Field field, Column column, Func<string, ulong[]> named) => column switch
    {
        NumberColumn { IsNarrow: true } numbers => Whole<int>(column, numbers.Narrow),
        NumberColumn { IsScaled: true } numbers => Whole<long>(column, numbers.Wide),
        NumberColumn numbers => Each(column, row => OfDecimal(numbers.Value(row))),
        DateColumn dates => Whole<int>(column, dates.Days.AsSpan),
        BooleanColumn booleans => Each(column, row => booleans.IsTrue(row) ? 1UL : 0UL),
        TextColumn texts => Coded([.. texts.Dictionary.Select(text => BundleHash.Of(text))], texts.Codes),
        ReferenceColumn rows => Coded(named(field.To!), rows.Rows),
        _ => throw new InvalidOperationException($"no hash of {field.Name}"),
    };

    private static Folding Whole<T>(Column column, Reading<T> read)
        where T : IBinaryInteger<T> => [MethodImpl(MethodImplOptions.AggressiveOptimization)] (from, hashes) =>
    {
        var values = read(from, hashes.Length);
        for (var i = 0; i < hashes.Length; i++)
        {
            hashes[i] = BundleHash.With(hashes[i], column.IsMissing(from + i) ? BundleHash.Missing : ulong.CreateTruncating(values[i]));
        }
    };

    private static Folding Each(Column column, Func<int, ulong> value) => [MethodImpl(MethodImplOptions.AggressiveOptimization)] (from, hashes) =>
    {
        for (var i = 0; i < hashes.Length; i++)
        {
            hashes[i] = BundleHash.With(hashes[i], column.IsMissing(from + i) ? BundleHash.Missing : value(from + i));
        }
    };

    private static Folding Coded(ulong[] ofCodes, Reading<int> read) => [MethodImpl(MethodImplOptions.AggressiveOptimization)] (from, hashes) =>
    {
        var codes = read(from, hashes.Length);
        for (var i = 0; i < hashes.Length; i++)
        {
            hashes[i] = BundleHash.With(hashes[i], codes[i] is >= 0 and var known ? ofCodes[known] : BundleHash.Missing);
        }
    };

    private static ulong OfDecimal(decimal number)
    {
        Span<int> words = stackalloc int[4];
        decimal.GetBits(number, words);
        return BundleHash.With(BundleHash.With(BundleHash.With(BundleHash.Missing, words[0]), words[1]), ((long)words[2] << 32) | unchecked((uint)words[3]));
    }
}
