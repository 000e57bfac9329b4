using System.Collections.Immutable;
using Cahier.Facts.Bundles;
using Cahier.Facts.Models;

namespace Cahier.Facts.Snapshots;

/// <summary>The facts of a run, frozen. Made by <see cref="SnapshotBuilder"/>, or opened from a file; safe to share between threads.</summary>
public sealed class Snapshot
{
    private BundleHashes? bundles;

    /// <summary>The way in which snapshots are hashed; stands first in what is hashed.</summary>
    public const string HashForm = "cahier snapshot 2";

    internal Snapshot(FactModel model, ImmutableArray<Table> tables, ImmutableArray<RejectedRow> rejections, long rejectedCount)
    {
        Model = model;
        Tables = tables;
        Rejections = rejections;
        RejectedCount = rejectedCount;
        Parallel.ForEach(tables.SelectMany(t => t.Parts), Processors.All(), part => part());
        Hash = HashOf(model, tables.Select(t => t.Hashes));
    }

    /// <summary>Part of another snapshot, which nobody knows by a hash.</summary>
    internal Snapshot(FactModel model, ImmutableArray<Table> tables) => (Model, Tables, Rejections, Hash) = (model, tables, [], "");

    public FactModel Model { get; }

    /// <summary>One for each entity, in the order of the model.</summary>
    public ImmutableArray<Table> Tables { get; }

    /// <summary>
    /// SHA-256, in hexadecimal, of the model's hash and of those of the rows and fields kept: the same on every machine and
    /// whatever the order of rows in the files. Rejected rows and fields that nobody wanted have no part in it. Of a part of a
    /// snapshot it is empty.
    /// </summary>
    public string Hash { get; }

    /// <summary>By these it shows which bundles are another than in another snapshot.</summary>
    public BundleHashes Bundles => LazyInitializer.EnsureInitialized(ref bundles, () => new BundleHashes(this, before: null));

    /// <summary>The same where somebody has asked for them; else null.</summary>
    public BundleHashes? KnownBundles => bundles;

    /// <summary>The rows that were not taken, by entity and line; at most a hundred thousand for each entity.</summary>
    public ImmutableArray<RejectedRow> Rejections { get; }

    /// <summary>How many rows were not taken, listed or not.</summary>
    public long RejectedCount { get; }

    /// <summary>The number of rows of each entity, in the order of the model.</summary>
    public ImmutableArray<KeyValuePair<string, int>> RowCounts => [.. Tables.Select(t => KeyValuePair.Create(t.Entity.Name, t.Count))];

    /// <summary>Whether another snapshot of the model holds the same rows of an entity, with the same values of some fields.</summary>
    /// <param name="other">The other snapshot.</param>
    /// <param name="entity">The entity.</param>
    /// <param name="fields">The names of the fields; those that are no column, such as lists, stand for nothing.</param>
    public bool HasSame(Snapshot other, string entity, IReadOnlySet<string> fields)
    {
        ArgumentNullException.ThrowIfNull(other);
        ArgumentNullException.ThrowIfNull(fields);
        var (own, others) = (Table(entity).Hashes, other.Table(entity).Hashes);
        return own.Count == others.Count && own.Rows == others.Rows
            && own.Columns.Where(c => fields.Contains(c.Field)).SequenceEqual(others.Columns.Where(c => fields.Contains(c.Field)));
    }

    /// <summary>Has hashes of bundles that were found of the snapshot before; before anybody asks for those of this one.</summary>
    internal void TakeOver(BundlesBefore? before) => bundles = before is null ? null : new BundleHashes(this, before);

    /// <summary>The hash of a snapshot with such tables.</summary>
    internal static string HashOf(FactModel model, IEnumerable<TableHashes> tables) => ContentHash.Of(hash =>
    {
        hash.Add(HashForm);
        hash.Add(model.Hash);
        foreach (var table in tables)
        {
            table.AddTo(hash);
        }
    });

    /// <summary>The table of an entity. Throws when the model has no such entity.</summary>
    public Table Table(string entity) => Tables[(Model.Find(entity) ?? throw new ArgumentException($"no entity ‘{entity}’", nameof(entity))).Ordinal];
}
