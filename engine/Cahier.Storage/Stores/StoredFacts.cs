using System.Collections.Immutable;
using Cahier.Calculation.Output;
using Cahier.Facts.Snapshots;
using Cahier.Storage.Databases;

namespace Cahier.Storage.Stores;

/// <summary>What loading the facts of a store came to.</summary>
public static class StoredFacts
{
    /// <summary>The rows read and rejected when the facts were loaded.</summary>
    /// <param name="store">The store.</param>
    /// <param name="wanted">Only the entities of these fields; null for all.</param>
    public static FactsReport Report(FactStore store, WantedFields? wanted = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        return store.Read(() =>
        {
            var counts = Counts(store, wanted);
            var rejections = store.Connection.Query<(string File, long Line, string Entity, string Field, string Reason, long Kind)>(store.Connection.Sql.ReadRejected)
                .Where(r => wanted?.Contains(r.Entity) != false)
                .Select(r => new RejectedRow(r.File, (int)r.Line, r.Entity, r.Field, r.Reason, "", (RejectionKind)r.Kind));
            return new FactsReport(counts, [.. rejections], counts.Sum(c => c.Rejected));
        });
    }

    /// <summary>How many rows were read when the facts were loaded, rejected ones included.</summary>
    public static long Rows(FactStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        return store.Read(() => Counts(store, wanted: null).Sum(c => c.Rows));
    }

    private static ImmutableArray<EntityCount> Counts(FactStore store, WantedFields? wanted) =>
    [
        .. store.Connection.Query<(string Entity, long Rows, long Rejected)>(store.Connection.Sql.ReadCounts)
            .Where(c => c.Rows > 0 && wanted?.Contains(c.Entity) != false)
            .Select(c => new EntityCount(c.Entity, c.Rows, c.Rejected)),
    ];
}
