using System.Collections.Immutable;
using System.Globalization;
using Cahier.Facts.Models;
using Cahier.Facts.Patches;
using Cahier.Facts.Snapshots;

namespace Cahier.Engine.Tests.Saved;

/// <summary>Facts of any model made at random, with many of them missing and many alike. The same seed gives the same.</summary>
internal sealed class RandomFacts
{
    /// <summary>A model with every kind of field, and rows with and without a key.</summary>
    public static FactModel EveryKind { get; } = Models.ModelTests.Read("""
        model: every
        title: { en: Every kind }
        entities:
          person:
            kind: root
            key: person_id
            fields:
              person_id: { type: text, required: true }
              town: { type: reference, to: town }
              alive: { type: boolean }
              name: { type: text }
          stay:
            kind: child
            parent: person
            collection: stays
            key: stay_id
            order: [entry]
            fields:
              stay_id: { type: text, required: true }
              entry: { type: date }
              mode: { type: code, codes: [home, transfer, emergency] }
              narrow: { type: number }
              wide: { type: number }
              exact: { type: number }
          act:
            kind: child
            parent: person
            collection: acts
            order: [day]
            fields:
              day: { type: date }
              first: { type: text }
              second: { type: number }
              third: { type: boolean }
              town: { type: reference, to: town }
          dose:
            kind: child
            parent: stay
            collection: doses
            fields:
              drug: { type: text }
              amount: { type: number }
          town:
            kind: reference
            key: town_id
            fields:
              town_id: { type: text, required: true }
              size: { type: number }
        """);

    private readonly FactModel model;
    private readonly Random random;
    private readonly ImmutableArray<(Entity Entity, ImmutableArray<string[]> Rows)> tables;

    public RandomFacts(FactModel model, int seed, int rows = 60)
    {
        this.model = model;
        random = new Random(seed);
        var made = model.Entities.ToDictionary(e => e, e => (int)(rows * (e.Kind == EntityKind.Child ? 2.5 : 0.6)));
        tables = [.. model.Entities.Select(e => (e, Enumerable.Range(0, made[e]).Select(row => e.Columns.Select(c => Text(e, c, row, made)).ToArray()).ToImmutableArray()))];
    }

    private RandomFacts(RandomFacts former, int seed)
    {
        model = former.model;
        random = new Random(seed);
        var keys = new Dictionary<Entity, List<string>>();
        var changed = former.tables.ToDictionary(t => t.Entity, t => t.Rows.Where(_ => random.Next(10) > 0).Select(r => (string[])r.Clone()).ToList());
        foreach (var entity in model.Entities.OrderBy(Depth))
        {
            changed[entity].AddRange(Enumerable.Range(1000 * (seed % 100), random.Next(4)).Select(row => entity.Columns.Select(c => entity.Key.Contains(c) ? Key(entity, row) : "").ToArray()));
            changed[entity].ForEach(row => Change(entity, row, keys));
            changed[entity].RemoveAll(row => entity.Parent is not null && !keys[model.Find(entity.Parent)!].Contains(row[0]));
            keys[entity] = entity.Key.IsEmpty ? [] : [.. changed[entity].Select(r => r[entity.Columns.ToList().IndexOf(entity.Key[0])])];
        }

        tables = [.. model.Entities.Select(e => (e, changed[e].ToImmutableArray()))];
    }

    /// <summary>The snapshot of the facts, read in an order drawn anew each time.</summary>
    public Snapshot Read(WantedFields? wanted = null) => Builder(wanted).Build();

    /// <summary>What has read the facts, in an order drawn anew each time.</summary>
    public SnapshotBuilder Builder(WantedFields? wanted = null)
    {
        var builder = new SnapshotBuilder(model, wanted);
        foreach (var (entity, rows) in tables)
        {
            var loader = builder.Begin(entity.Name, [.. entity.Columns], entity.Name + ".csv")!;
            var order = Enumerable.Range(0, rows.Length).ToArray();
            random.Shuffle(order);
            foreach (var row in order)
            {
                loader.Append(new Row(rows[row]), row + 2);
            }
        }

        return builder;
    }

    /// <summary>Other facts made of these: some rows are gone with all that leads to them, some are other, some are new.</summary>
    /// <param name="seed">What is drawn; two that end in other two digits make other new keys.</param>
    public RandomFacts Changed(int seed) => new(this, seed);

    /// <summary>What is in a patch from other facts to these: every group of which a row is other.</summary>
    public SnapshotPatch Since(RandomFacts former, WantedFields wanted)
    {
        var patch = new SnapshotPatch(model, wanted);
        foreach (var (entity, key, rows) in Others(former))
        {
            int[] places = [.. patch.Columns(entity).Select(c => entity.Columns.ToList().IndexOf(c))];
            patch.Replace(entity, key);
            foreach (var row in rows.Where(_ => places.Length > 0))
            {
                patch.Append(entity, new Row([.. places.Select(p => row[p])]));
            }
        }

        return patch;
    }

    /// <summary>Every group of which a row is other than in other facts, with its rows.</summary>
    public IEnumerable<(Entity Entity, string Key, IEnumerable<string[]> Rows)> Others(RandomFacts former)
    {
        for (var t = 0; t < tables.Length; t++)
        {
            var (now, then) = (Groups(t), former.Groups(t));
            foreach (var key in now.Select(g => g.Key).Union(then.Select(g => g.Key)).Where(k => !now[k].Select(Joined).Order(StringComparer.Ordinal).SequenceEqual(then[k].Select(Joined).Order(StringComparer.Ordinal))))
            {
                yield return (tables[t].Entity, key, now[key]);
            }
        }
    }

    /// <summary>Some of the fields.</summary>
    public WantedFields Some()
    {
        var wanted = new WantedFields(model);
        foreach (var entity in model.Entities)
        {
            foreach (var field in entity.Fields.Where(_ => random.Next(3) == 0))
            {
                wanted.Add(entity.Name, field.Name);
            }
        }

        return wanted;
    }

    // What others lead to comes first.
    private int Depth(Entity entity) => entity.Kind == EntityKind.Reference ? 0 : entity.Parent is null ? 1 : 1 + Depth(model.Find(entity.Parent)!);

    private void Change(Entity entity, string[] row, Dictionary<Entity, List<string>> keys)
    {
        var columns = entity.Columns.ToList();
        for (var c = 0; c < columns.Count; c++)
        {
            var isLost = entity.Find(columns[c])?.To is { } to && row[c].Length > 0 && !keys[model.Find(to)!].Contains(row[c]);
            if (!entity.Key.Contains(columns[c]) && (isLost || row[c].Length == 0 || random.Next(20) == 0))
            {
                var target = entity.Find(columns[c]) is { } field ? field.To : entity.Parent;
                row[c] = target is null ? Text(entity, columns[c], 0, []) : keys[model.Find(target)!] is [_, ..] some ? some[random.Next(some.Count)] : "";
            }
        }
    }

    private ILookup<string, string[]> Groups(int table) => tables[table].Rows.ToLookup(row => row[tables[table].Entity.Parent is null ? tables[table].Entity.Columns.ToList().IndexOf(tables[table].Entity.Key[0]) : 0], StringComparer.Ordinal);

    private static string Joined(string[] row) => string.Join('\0', row);

    private string Text(Entity entity, string column, int row, Dictionary<Entity, int> made)
    {
        if (entity.Find(column) is not { } field)
        {
            return Key(model.Find(entity.Parent!)!, random.Next(made[model.Find(entity.Parent!)!]));
        }

        if (entity.Key.Contains(column))
        {
            return Key(entity, row);
        }

        if (!field.Required && random.Next(4) == 0)
        {
            return "";
        }

        return field.Kind switch
        {
            FieldKind.Boolean => random.Next(2) == 0 ? "true" : "false",
            FieldKind.Date => string.Create(CultureInfo.InvariantCulture, $"2020-0{random.Next(1, 7)}-1{random.Next(3)}"),
            FieldKind.Code => field.Codes[random.Next(field.Codes.Length)].Code,
            FieldKind.Reference => Key(model.Find(field.To!)!, random.Next(made[model.Find(field.To!)!])),
            FieldKind.Number => Number(field.Name),
            _ => new[] { "a", "é", "\U0001F600", "￼z", "long text with, commas" }[random.Next(5)],
        };
    }

    private string Number(string field) => field switch
    {
        "wide" => random.NextInt64(-9_000_000_000, 9_000_000_000).ToString(CultureInfo.InvariantCulture),
        "exact" => string.Create(CultureInfo.InvariantCulture, $"{random.NextInt64(1_000_000_000_000_000)}.{random.Next(1, 1_000_000_000):000000000}1"),
        _ => (random.Next(-500, 500) / 100m).ToString(CultureInfo.InvariantCulture),
    };

    private static string Key(Entity entity, int row) => string.Create(CultureInfo.InvariantCulture, $"{entity.Name[0]}{row * 7919 % 1000}é{row}");

    private readonly struct Row(string[] texts) : IRawRow
    {
        public ReadOnlySpan<char> this[int column] => texts[column];
    }
}
