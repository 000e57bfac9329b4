using System.Collections.Immutable;
using Cahier.Facts.Snapshots;

namespace Cahier.Calculation.Output;

/// <summary>How many rows of an entity were read, and how many of these were rejected.</summary>
public sealed record EntityCount(string Entity, long Rows, long Rejected);

/// <summary>What reading the facts of a run came to.</summary>
/// <param name="Entities">Every entity of which rows were read, in the order of the model.</param>
/// <param name="Rejections">The rows that were not taken, as far as they are listed.</param>
/// <param name="Rejected">How many rows were not taken, listed or not.</param>
public sealed record FactsReport(ImmutableArray<EntityCount> Entities, ImmutableArray<RejectedRow> Rejections, long Rejected)
{
    /// <summary>How many rows were read.</summary>
    public long Rows => Entities.Sum(e => e.Rows);

    /// <summary>The report of a snapshot that was made of files.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="wanted">What it was to keep; rows of other entities have no part in the report. Null for all.</param>
    public static FactsReport Of(Snapshot snapshot, WantedFields? wanted = null)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ImmutableArray<RejectedRow> rejections = [.. snapshot.Rejections.Where(r => wanted?.Contains(r.Entity) != false)];
        var listed = rejections.CountBy(r => r.Entity, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return new FactsReport(
            [.. snapshot.RowCounts.Select(c => new EntityCount(c.Key, c.Value + listed.GetValueOrDefault(c.Key), listed.GetValueOrDefault(c.Key))).Where(c => c.Rows > 0)],
            rejections,
            rejections.Length + (snapshot.RejectedCount - snapshot.Rejections.Length));
    }
}
