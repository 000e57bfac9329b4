using Cahier.Facts.Snapshots;
using Cahier.Feel.Checking;
using Cahier.Storage.Mappings;

namespace Cahier.Storage.Extracts;

/// <summary>
/// Finds what other tables answer to a row. They are held in memory; of a table that is joined on a part of the names of
/// files, only the files that share it with the file being read.
/// </summary>
internal sealed class RowJoins
{
    private readonly Join[] joins;

    public RowJoins(MappedRows rows) => joins = [.. rows.Joins.Select(j => new Join(j))];

    /// <summary>The parts of a row that the joined tables are.</summary>
    public IEnumerable<RowPart> Parts => joins.Select(j => j.Row);

    /// <summary>What was read of each table.</summary>
    public IEnumerable<JoinCount> Counts => joins.Select(j => new JoinCount(j.Mapped.Table.Name, j.Read, j.Unreadable, j.FirstUnreadable));

    /// <summary>Reads what a file's rows may be joined with.</summary>
    public void Begin(SourceFile file, SourceFiles files, CancellationToken cancellation, ICollection<LoadProblem> problems)
    {
        foreach (var join in joins)
        {
            join.Begin(file, files, cancellation, problems);
        }
    }

    /// <summary>Puts the answers into the row. Says why the row must be rejected, or null.</summary>
    public (string Column, string Reason, string Text)? Find(SourceRow row)
    {
        foreach (var join in joins)
        {
            if (join.Find(row) is { } why)
            {
                return why;
            }
        }

        return null;
    }

    private sealed class Join(MappedJoin mapped)
    {
        private readonly RowExpression[] on = [.. mapped.On.Select(o => new RowExpression(o.Value))];
        private readonly (string Own, string Other)[] shared = [.. mapped.On.Where(o => IsOfFileName(mapped, o)).Select(o => (o.Value.Globals[0].Name, mapped.Table.Columns[o.Place].Name))];
        private HeldTable? held;
        private SourceFile? heldFor;

        public MappedJoin Mapped => mapped;

        public HeldRow Row { get; } = new();

        public long Read { get; private set; }

        public long Unreadable { get; private set; }

        public string? FirstUnreadable { get; private set; }

        public void Begin(SourceFile file, SourceFiles files, CancellationToken cancellation, ICollection<LoadProblem> problems)
        {
            if (heldFor is not null && Array.TrueForAll(shared, s => heldFor.Value(s.Own) == file.Value(s.Own)))
            {
                return;
            }

            held = HeldTable.Of(mapped, files.Of(mapped.Table).Where(f => Array.TrueForAll(shared, s => f.Value(s.Other) == file.Value(s.Own))), cancellation, problems);
            heldFor = file;
            Read += held.Read;
            Unreadable += held.Unreadable;
            FirstUnreadable ??= held.FirstUnreadable;
        }

        public (string Column, string Reason, string Text)? Find(SourceRow row)
        {
            Row.Texts = null;
            var parts = new string[on.Length];
            var isKnown = true;
            for (var i = 0; i < on.Length; i++)
            {
                parts[i] = on[i].Plain is { } plain ? row.Text(plain).ToString() : MadeRow.TextOf(on[i].Evaluate(row));
                isKnown &= parts[i].Length > 0;
            }

            var key = HeldTable.KeyOf(parts);
            var found = isKnown ? held!.Find(key) : [];
            if (mapped.List is not null)
            {
                row.Answer(mapped.Part, mapped.Table, found);
                return null;
            }

            foreach (var texts in found)
            {
                if (Row.Texts is not null)
                {
                    return Why("several rows", key);
                }

                Row.Texts = texts;
            }

            return Row.Texts is null && !mapped.MayBeNone ? Why("no row", key) : null;
        }

        private (string, string, string) Why(string found, string key) =>
            ("", $"{found} of {mapped.Table.Name} {(found[0] == 'n' ? "has" : "have")} the same {string.Join(", ", mapped.On.Select(o => mapped.Table.Columns[o.Place].Name))}", key.Replace('\u001f', '/'));

        private static bool IsOfFileName(MappedJoin join, (int Place, CheckedExpression Value) on) =>
            join.Table.Columns[on.Place].Header is null && on.Value.Root is Feel.Syntax.NameNode root && on.Value.SymbolOf(root) is ColumnSymbol { Part: 0, Column.Header: null };
    }
}
