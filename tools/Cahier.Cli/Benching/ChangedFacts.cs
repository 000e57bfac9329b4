using System.Collections.Frozen;
using Cahier.Facts.Models;
using Cahier.Facts.Patches;
using Cahier.Facts.Snapshots;
using Cahier.Feel.Types;
using Cahier.Feel.Values;
using Cahier.Samples;

namespace Cahier.Cli.Benching;

/// <summary>The facts of the next night: of every hundredth bundle the last row of some lists is gone; all of a list whose rows need fields that are not kept.</summary>
internal static class ChangedFacts
{
    private const int Every = 100;

    // What comes in every night. Other lists say who is registered with whom, and what patients answered.
    private static readonly FrozenSet<string> Care = FrozenSet.Create(StringComparer.Ordinal, "stay", "act", "dispensation");

    /// <summary>Facts of which stays, acts and dispensations changed.</summary>
    public static Snapshot OfCare(Snapshot facts, WantedFields wanted) => Of(facts, wanted, e => Care.Contains(e.Name));

    /// <summary>Facts of which every list changed.</summary>
    public static Snapshot OfAll(Snapshot facts, WantedFields wanted) => Of(facts, wanted, _ => true);

    private static Snapshot Of(Snapshot facts, WantedFields wanted, Func<Entity, bool> isChanged)
    {
        var patch = new SnapshotPatch(facts.Model, wanted);
        foreach (var entity in facts.Model.Entities.Where(e => e.Parent == facts.Model.Root.Name && wanted.Contains(e.Name) && isChanged(e)))
        {
            Change(facts, entity, patch);
        }

        return patch.Apply(facts);
    }

    private static void Change(Snapshot facts, Entity entity, SnapshotPatch patch)
    {
        var (roots, table) = (facts.Table(facts.Model.Root.Name), facts.Table(entity.Name));
        _ = roots.Type.TryFind(entity.Collection!, out var list);
        var columns = patch.Columns(entity);
        var areKept = columns.All(c => !IsField(table, c, out var ordinal) || entity.Key.Contains(c) || table.FindColumn(ordinal) is not null);
        for (var root = 0; root < roots.Count; root += Every)
        {
            var (from, to) = roots.Children(list!.Ordinal, root);
            patch.Replace(entity, roots.Key(root));
            for (var row = from; areKept && row < to - 1; row++)
            {
                patch.Append(entity, new TextRow([.. columns.Select(c => Text(table, row, c))]));
            }
        }
    }

    // A column that is no field holds the key of the parent.
    private static string Text(Table table, int row, string column) =>
        !IsField(table, column, out var ordinal) ? table.Other(ParentOf(table)).Key(table.Parent(row))
        : table.Entity.Key.Contains(column) ? table.Key(row)
        : table.Read(row, ordinal) switch
        {
            NullValue => "",
            RowValue other => other.Source.Key(other.Row),
            var value => FeelText.Plain(value),
        };

    private static bool IsField(Table table, string column, out int ordinal)
    {
        var isKnown = table.Type.TryFind(column, out var field);
        ordinal = field?.Ordinal ?? -1;
        return isKnown && ordinal < table.Entity.Fields.Length;
    }

    private static int ParentOf(Table table) => table.Type.Fields.First(f => f.Kind == RowFieldKind.Parent).Ordinal;
}
