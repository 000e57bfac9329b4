using System.Collections.Immutable;
using Cahier.Facts.Models;
using Cahier.Facts.Snapshots;

namespace Cahier.Facts.Saved;

/// <summary>What a file of a snapshot holds.</summary>
/// <param name="Model">The hash of the model.</param>
/// <param name="Snapshot">The hash of the snapshot.</param>
/// <param name="Origin">Of what it was made.</param>
/// <param name="RejectedCount">How many rows were not taken.</param>
/// <param name="Rejections">Those that are listed.</param>
/// <param name="Tables">One for each entity, in the order of the model.</param>
internal sealed record SnapshotDirectory(string Model, string Snapshot, string Origin, long RejectedCount, Section Rejections, ImmutableArray<TableEntry> Tables)
{
    public static SnapshotDirectory Save(SectionWriter sections, Snapshot snapshot, string origin) => new(
        snapshot.Model.Hash,
        snapshot.Hash,
        origin,
        snapshot.RejectedCount,
        SavedRejections.Write(sections, snapshot.Rejections),
        [.. snapshot.Tables.Select(table => TableSaver.Save(sections, table))]);

    /// <summary>Whether the file holds every field of its model.</summary>
    public bool IsOfAll(FactModel model) => model.Entities.All(e => Tables[e.Ordinal].Columns.Length == e.Fields.Length);

    /// <summary>Whether the file holds the fields that are wanted and no other.</summary>
    public bool IsOf(FactModel model, WantedFields wanted) => model.Entities.All(e =>
        e.Fields.Where(f => wanted.Contains(e.Name, f.Name)).Select(f => f.Name).SequenceEqual(Tables[e.Ordinal].Columns.Select(c => c.Field), StringComparer.Ordinal));

    /// <summary>Whether the sections stand one after the other, from the preamble to the directory.</summary>
    public bool IsWhole(Section directory)
    {
        long at = SnapshotForm.Preamble;
        foreach (var section in Tables.SelectMany(t => t.Sections.Concat(t.Columns.SelectMany(c => c.Sections))).Prepend(Rejections))
        {
            if (section.Offset != at || section.Length < 0)
            {
                return false;
            }

            at = section.End;
        }

        return at == directory.Offset;
    }

    public void Write(BinaryWriter to)
    {
        to.Write(Model);
        to.Write(Snapshot);
        to.Write(Origin);
        to.Write(RejectedCount);
        Rejections.Write(to);
        to.Write(Tables.Length);
        foreach (var table in Tables)
        {
            table.Write(to);
        }
    }

    public static SnapshotDirectory Read(BinaryReader from)
    {
        var (model, snapshot, origin, rejected, rejections) = (from.ReadString(), from.ReadString(), from.ReadString(), from.ReadInt64(), Section.Read(from));
        var tables = ImmutableArray.CreateBuilder<TableEntry>();
        for (var left = from.ReadInt32(); left > 0; left--)
        {
            tables.Add(TableEntry.Read(from));
        }

        return new SnapshotDirectory(model, snapshot, origin, rejected, rejections, tables.ToImmutable());
    }
}
