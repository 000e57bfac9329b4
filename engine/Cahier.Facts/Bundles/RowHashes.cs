using System.Collections.Concurrent;
using System.Numerics;
using Cahier.Facts.Columns;
using Cahier.Facts.Models;
using Cahier.Facts.Snapshots;
using Cahier.Feel.Checking;

namespace Cahier.Facts.Bundles;

/// <summary>Adds the values of a column, from one row on, to the hashes of as many rows.</summary>
internal delegate void Folding(int from, Span<ulong> hashes);

/// <summary>Gives the values of a column from one row on, for so many rows.</summary>
internal delegate ReadOnlySpan<T> Reading<T>(int from, int count);

/// <summary>Hashes of rows: their keys and the fields that a snapshot keeps of them; of a row that they name all of that too.</summary>
internal sealed class RowHashes(Snapshot snapshot)
{
    private readonly ConcurrentDictionary<string, Lazy<ulong[]>> named = new(StringComparer.Ordinal);

    /// <summary>The table of an entity.</summary>
    public Table Table(string entity) => snapshot.Table(entity);

    /// <summary>The columns by which rows of a table name rows of others that have a part in their hash.</summary>
    public IEnumerable<(Field Field, ReferenceColumn Column)> References(Table table) =>
        Kept(table).Where(c => c.Column is ReferenceColumn).Select(c => (c.Field, (ReferenceColumn)c.Column));

    /// <summary>What all rows of a table begin with: the fields that follow, and how their numbers are written.</summary>
    public ulong Seed(Table table)
    {
        var seed = BundleHash.Of(table.Entity.Name);
        foreach (var (field, column) in Kept(table))
        {
            seed = BundleHash.With(BundleHash.With(seed, BundleHash.Of(field.Name)), column is NumberColumn { IsScaled: true } numbers ? numbers.Scale : -1);
        }

        return seed;
    }

    /// <summary>The values of a table, column by column.</summary>
    public List<Folding> Foldings(Table table)
    {
        var foldings = Kept(table).Select(c => Of(c.Field, c.Column)).ToList();
        if (!table.Entity.Key.IsEmpty)
        {
            foldings.Add((from, hashes) =>
            {
                for (var i = 0; i < hashes.Length; i++)
                {
                    hashes[i] = BundleHash.With(hashes[i], BundleHash.Of(table.Key(from + i)));
                }
            });
        }

        return foldings;
    }

    // Fields that lead out of the bundle have no part: what is read by them is never kept.
    private IEnumerable<(Field Field, Column Column)> Kept(Table table) =>
        table.Columns.Where(c => BundleFields.Stays(snapshot.Model, new FieldRead(table.Type, table.Type.Fields[c.Field.Ordinal])));

    private ulong[] OfNamed(string entity) => named.GetOrAdd(entity, name => new Lazy<ulong[]>(() =>
    {
        var table = snapshot.Table(name);
        var hashes = new ulong[table.Count];
        hashes.AsSpan().Fill(Seed(table));
        Foldings(table).ForEach(fold => fold(0, hashes));
        return hashes;
    })).Value;

    private Folding Of(Field field, Column column) => column switch
    {
        NumberColumn { IsNarrow: true } numbers => Whole<int>(column, numbers.Narrow),
        NumberColumn { IsScaled: true } numbers => Whole<long>(column, numbers.Wide),
        NumberColumn numbers => Each(column, row => OfDecimal(numbers.Value(row))),
        DateColumn dates => Whole<int>(column, dates.Days.AsSpan),
        BooleanColumn booleans => Each(column, row => booleans.IsTrue(row) ? 1UL : 0UL),
        TextColumn texts => Coded([.. texts.Dictionary.Select(text => BundleHash.Of(text))], texts.Codes),
        ReferenceColumn rows => Coded(OfNamed(field.To!), rows.Rows),
        _ => throw new InvalidOperationException($"no hash of {field.Name}"),
    };

    private static Folding Whole<T>(Column column, Reading<T> read)
        where T : IBinaryInteger<T> => (from, hashes) =>
    {
        var values = read(from, hashes.Length);
        for (var i = 0; i < hashes.Length; i++)
        {
            hashes[i] = BundleHash.With(hashes[i], column.IsMissing(from + i) ? BundleHash.Missing : ulong.CreateTruncating(values[i]));
        }
    };

    private static Folding Each(Column column, Func<int, ulong> value) => (from, hashes) =>
    {
        for (var i = 0; i < hashes.Length; i++)
        {
            hashes[i] = BundleHash.With(hashes[i], column.IsMissing(from + i) ? BundleHash.Missing : value(from + i));
        }
    };

    private static Folding Coded(ulong[] ofCodes, Reading<int> read) => (from, hashes) =>
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
