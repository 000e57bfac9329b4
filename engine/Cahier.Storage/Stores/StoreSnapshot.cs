using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using System.Text;
using Cahier.Calculation.Output;
using Cahier.Calculation.Runs;
using Cahier.Facts.Models;
using Cahier.Facts.Saved;
using Cahier.Facts.Snapshots;
using Cahier.Storage.Databases;
using Cahier.Storage.Files;
using Cahier.Storage.Rows;
using Cahier.Storage.Snapshots;

namespace Cahier.Storage.Stores;

/// <summary>Makes snapshots of the facts of a store, reading only the columns that are wanted.</summary>
public static class StoreSnapshot
{
    /// <summary>Reads a snapshot; entities are read side by side, all at the same state of the store.</summary>
    /// <exception cref="StoreException">The store holds no facts, or facts that do not fit its model, or was loaded anew meanwhile.</exception>
    public static Snapshot Read(FactStore store, WantedFields wanted, IProgress<(string Entity, long Rows)>? progress = null, CancellationToken cancellation = default, IRunProgress? steps = null)
    {
        var content = ContentOf(store);
        var builder = Fill(store, content, wanted, progress, cancellation);
        steps?.Begin("snapshot");
        var snapshot = builder.Build();
        RequireWhole(store, snapshot.Rejections);
        Remember(store, content, wanted, snapshot);
        return snapshot;
    }

    /// <summary>Reads a snapshot into a file, one column after the other, and opens it: of many facts it takes a part of the memory that reading them otherwise does.</summary>
    /// <param name="store">The store.</param>
    /// <param name="wanted">The fields to keep.</param>
    /// <param name="origin">Of what the file is made.</param>
    /// <param name="file">The file; what is there is replaced.</param>
    /// <inheritdoc cref="Read(FactStore, WantedFields, IProgress{ValueTuple{string, long}}?, CancellationToken, IRunProgress?)"/>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static Snapshot ReadInto(FactStore store, WantedFields wanted, string origin, string file, IProgress<(string Entity, long Rows)>? progress = null, CancellationToken cancellation = default, IRunProgress? steps = null)
    {
        var content = ContentOf(store);
        var builder = Fill(store, content, wanted, progress, cancellation);
        steps?.Begin("snapshot");
        WholeFile.Write(file, stream =>
        {
            SnapshotSaver.Save(builder, origin, stream, cancellation);
            RequireWhole(store, builder.Rejections);
        });
        var (snapshot, problem) = SnapshotFile.Open(file, store.Model, wanted, origin);
        if (snapshot is null)
        {
            throw new IOException($"what was written cannot be read: {problem}");
        }

        Remember(store, content, wanted, snapshot);
        return snapshot;
    }

    private static StoreContent ContentOf(FactStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        return store.Content() ?? throw new StoreException($"{store.Address} holds no facts", $"load some: cahier load --data DIR --store {store.Address} --model {store.Model.Name}");
    }

    private static SnapshotBuilder Fill(FactStore store, StoreContent content, WantedFields wanted, IProgress<(string Entity, long Rows)>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        var builder = new SnapshotBuilder(store.Model, wanted);
        try
        {
            Parallel.ForEach(
                Partitioner.Create(store.Model.Entities.Where(builder.Needs), EnumerablePartitionerOptions.NoBuffering),
                Processors.All(cancellation),
                entity => Read(store, content, builder, entity, progress, cancellation));
        }
        catch (AggregateException several)
        {
            // What stopped one table stops the others; the first says why.
            ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }

        return builder;
    }

    private static void RequireWhole(FactStore store, ImmutableArray<RejectedRow> rejections)
    {
        if (rejections is [var first, ..])
        {
            throw new StoreException($"{store.Address} holds facts that do not fit the model: {first.Entity}.{first.Field}, row {first.Line}: {first.Reason}", "load the data anew");
        }
    }

    /// <summary>The hash of the snapshot that <see cref="Read(FactStore, WantedFields, IProgress{ValueTuple{string, long}}?, CancellationToken, IRunProgress?)"/> would make, when it was made before; else null.</summary>
    public static string? FindHash(FactStore store, WantedFields wanted)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(wanted);
        return store.Content() is { } content
            ? store.Read(() => store.Connection.ExecuteScalar<string?>(store.Connection.Sql.ReadSnapshot, new { contentHash = content.Hash, fieldsHash = HashOf(store.Model, wanted) }))
            : null;
    }

    /// <summary>The fields of a snapshot, when the store still holds the facts of which it was made; else null.</summary>
    public static WantedFields? FieldsOf(FactStore store, string snapshotHash)
    {
        ArgumentNullException.ThrowIfNull(store);
        return store.Content() is { } content && Made(store, snapshotHash).Find(m => m.Content == content.Hash) is { Fields: { } fields } ? Named(store, store.Model, fields) : null;
    }

    /// <summary>The fields of a snapshot in its model, whatever facts the store holds by now; null when it does not know them.</summary>
    internal static WantedFields? FieldsOf(FactStore store, string snapshotHash, FactModel model) =>
        Made(store, snapshotHash) is [{ Fields: var fields }, ..] ? Named(store, model, fields) : null;

    private static List<(string Content, string Fields)> Made(FactStore store, string snapshotHash) =>
        store.Read(() => store.Connection.Query<(string Content, string Fields)>(store.Connection.Sql.FindSnapshot, new { snapshotHash }));

    private static WantedFields Named(FactStore store, FactModel model, string fieldsHash)
    {
        var wanted = new WantedFields(model);
        foreach (var (entity, field) in store.Read(() => store.Connection.Query<(string Entity, string Field)>(store.Connection.Sql.ReadSnapshotFields, new { fieldsHash })))
        {
            if (field.Length == 0)
            {
                wanted.Add(entity);
            }
            else
            {
                wanted.Add(entity, field);
            }
        }

        return wanted;
    }

    /// <summary>Says that a snapshot is of the facts that the store holds, for who has made it otherwise than by reading the store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="wanted">The fields that it was made of.</param>
    /// <param name="snapshot">The snapshot.</param>
    /// <exception cref="StoreException">The store holds no facts.</exception>
    public static void Remember(FactStore store, WantedFields wanted, Snapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        ArgumentNullException.ThrowIfNull(snapshot);
        Remember(store, ContentOf(store), wanted, snapshot);
    }

    /// <summary>Keeps the hash of the snapshot that some fields give.</summary>
    internal static void Remember(FactStore store, StoreContent content, WantedFields wanted, Snapshot snapshot)
    {
        var fieldsHash = HashOf(store.Model, wanted);
        if (snapshot.Hash == FindHash(store, wanted))
        {
            return;
        }

        store.Write(() =>
        {
            foreach (var (entity, field) in Fields(store.Model, wanted))
            {
                store.Connection.Execute(store.Connection.Sql.AddSnapshotField, new { fieldsHash, entity, field });
            }

            return store.Connection.Execute(store.Connection.Sql.AddSnapshot, new { contentHash = content.Hash, fieldsHash, snapshotHash = snapshot.Hash });
        });
    }

    private static void Read(FactStore store, StoreContent content, SnapshotBuilder builder, Entity entity, IProgress<(string Entity, long Rows)>? progress, CancellationToken cancellation) => store.Read(() =>
    {
        using var state = store.Connection.Database.OpenState();
        RequireStill(store, state.Content(), content);
        string[] columns = [.. builder.ColumnsKept(entity)];
        var loader = builder.Begin(entity.Name, columns, entity.Name, checkedBefore: true)!;
        using (var reader = state.Read(entity, columns))
        {
            using var pipe = new RowPipe(columns.Length, rows =>
            {
                cancellation.ThrowIfCancellationRequested();
                rows.GiveTo(loader);
                progress?.Report((entity.Name, loader.Given));
            });
            var current = new CurrentRow(reader);
            for (var row = 1; reader.Read(); row++)
            {
                pipe.Add(current, row);
            }

            pipe.Complete();
        }

        // Where a state is not held still by the database, a load between shows now.
        RequireStill(store, state.Content(), content);
        return true;
    });

    /// <summary>Refuses to go on when the store holds other facts than when reading began.</summary>
    internal static void RequireStill(FactStore store, StoreContent? now, StoreContent content)
    {
        if (now != content)
        {
            throw new StoreException($"{store.Address} was loaded anew while it was read", "try again");
        }
    }

    /// <summary>By what fields are known, and the way in which snapshots are hashed.</summary>
    internal static string HashOf(FactModel model, WantedFields wanted)
    {
        var fields = Fields(model, wanted).Select(f => f.Field.Length == 0 ? f.Entity : $"{f.Entity}.{f.Field}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Snapshot.HashForm}\n{model.Hash}\n{string.Join('\n', fields)}")));
    }

    // An entity first by itself, then with each of its fields.
    private static IEnumerable<(string Entity, string Field)> Fields(FactModel model, WantedFields wanted) =>
        model.Entities.Where(e => wanted.Contains(e.Name)).SelectMany(e => e.Fields.Where(f => wanted.Contains(e.Name, f.Name)).Select(f => (e.Name, f.Name)).Prepend((e.Name, "")));

    /// <summary>The row that is read: a type of its own, so that what takes it is compiled for it.</summary>
    private readonly struct CurrentRow(IFactRows rows) : ISourceRow
    {
        public ReadOnlySpan<char> this[int column] => rows[column];

        public ReadOnlySpan<byte> Bytes(int column) => rows.Bytes(column);
    }
}
