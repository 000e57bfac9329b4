using System.Collections.Immutable;
using System.Text.Json;
using Cahier.Calculation.Output;
using Cahier.Facts.Snapshots;
using Cahier.Storage.Databases;

namespace Cahier.Storage.Stores;

/// <summary>The rows that were rejected when the facts of a run were loaded, without what stood in them: results tell of them, so whoever calculates a run again needs them.</summary>
internal static class ArchivedRejections
{
    private const string Kind = "rejected";
    private const string Name = "rejected.json";

    /// <summary>Keeps them beside the texts of a run, within the transaction that keeps it.</summary>
    public static void Add(StoreConnection connection, RunReport report, RunSummary summary)
    {
        if (!report.Facts.Rejections.IsEmpty)
        {
            var rows = report.Facts.Rejections.Select(r => new Row(r.File, r.Line, r.Entity, r.Field, r.Reason, r.Kind));
            connection.Execute(connection.Sql.AddArchivedText, new { hash = summary.SnapshotHash, name = Name, kind = Kind, text = JsonSerializer.Serialize(rows) });
        }
    }

    /// <summary>Those of a run.</summary>
    public static ImmutableArray<RejectedRow> Read(FactStore store, RunSummary summary) => ArchivedTexts.Named(store, summary.SnapshotHash, Kind) is [var (_, text), ..]
        ? [.. JsonSerializer.Deserialize<List<Row>>(text)!.Select(r => new RejectedRow(r.File, r.Line, r.Entity, r.Field, r.Reason, "", r.Kind))]
        : [];

    private sealed record Row(string File, int Line, string Entity, string Field, string Reason, RejectionKind Kind);
}
