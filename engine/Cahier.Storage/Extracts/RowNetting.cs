using Cahier.Feel.Values;
using Cahier.Storage.Mappings;

namespace Cahier.Storage.Extracts;

/// <summary>
/// Sums lines that say the same. All files are read twice: a first time for which lines may say the same, so that only
/// those are held in memory.
/// </summary>
internal sealed class RowNetting
{
    private readonly MappedNetting net;
    private readonly int[] widths;
    private readonly HeldRow[] parts;
    private readonly RowExpression keep;
    private readonly HashSet<ulong> met = [];
    private readonly HashSet<ulong> again = [];
    private readonly Dictionary<string, Group> bySame = new(StringComparer.Ordinal);
    private readonly List<Group> groups = [];

    public RowNetting(MappedRows rows)
    {
        net = rows.Net!;
        parts = [.. Enumerable.Range(0, rows.Joins.Length + 1).Select(_ => new HeldRow())];
        widths = [rows.Table.Columns.Length, .. rows.Joins.Select(j => j.Table.Columns.Length)];
        Sum = new SourceRow([.. parts]);
        keep = new RowExpression(net.Keep);
    }

    /// <summary>The sum that is looked at, as a row.</summary>
    public SourceRow Sum { get; }

    /// <summary>Meets a line for the first time.</summary>
    public void Meet(SourceRow row)
    {
        var mark = Mark(row);
        if (!met.Add(mark))
        {
            again.Add(mark);
        }
    }

    /// <summary>Whether no other line can say the same.</summary>
    public bool IsAlone(SourceRow row) => !again.Contains(Mark(row));

    /// <summary>Adds a line to those that say the same. Says why it cannot be added, or null.</summary>
    public (string Column, string Reason, string Text)? Add(SourceRow row, string file, int line)
    {
        var amounts = new decimal[net.Sum.Length];
        row.Problem = null;
        for (var i = 0; i < amounts.Length; i++)
        {
            if (row.Read(net.Sum[i]) is not NumberValue number)
            {
                return row.Problem ?? (net.Sum[i].Name, $"{net.Sum[i].Name} is empty, and lines are summed by it", "");
            }

            amounts[i] = number.Value;
        }

        string[] same = [.. net.Same.Select(s => row.Text(s).ToString())];
        var key = HeldTable.KeyOf(same);
        if (bySame.TryGetValue(key, out var group))
        {
            group.Add(amounts);
        }
        else
        {
            bySame.Add(key, group = new Group(same, amounts, [.. parts.Select((_, part) => row[part].IsNone)], file, line));
            groups.Add(group);
        }

        return null;
    }

    /// <summary>Whether a sum, or a line that is alone, is kept; unknown when it cannot be said.</summary>
    public bool? Keeps(SourceRow row) => (keep.Evaluate(row) as BooleanValue)?.Value;

    /// <summary>Why it cannot be said whether a sum is kept.</summary>
    public string MissingFrom(SourceRow row) => keep.MissingFrom(row);

    /// <summary>The sums, in the order in which their first lines came, with the place of that line and how many there are; <see cref="Sum"/> is each in turn.</summary>
    public IEnumerable<(string File, int Line, int Lines)> Sums()
    {
        foreach (var group in groups)
        {
            Show(group);
            yield return (group.File, group.Line, group.Lines);
        }
    }

    private void Show(Group group)
    {
        for (var part = 0; part < parts.Length; part++)
        {
            var texts = group.None[part] ? null : new string[widths[part]];
            texts.AsSpan().Fill("");
            parts[part].Texts = texts;
        }

        Sum.Problem = null;
        Put(net.Same, i => group.Same[i]);
        Put(net.Sum, i => Numbers.Write(group.Sums[i]));
    }

    private void Put(IReadOnlyList<ColumnSymbol> columns, Func<int, string> text)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (parts[columns[i].Part].Texts is { } texts)
            {
                texts[columns[i].Place] = text(i);
            }
        }
    }

    // FNV-1a, the same on every machine; lines that differ and have the same mark are only held for nothing.
    private ulong Mark(SourceRow row)
    {
        var mark = 14695981039346656037UL;
        foreach (var column in net.Same)
        {
            if (column.Part == 0)
            {
                foreach (var sign in row.Text(column))
                {
                    mark = unchecked((mark ^ sign) * 1099511628211UL);
                }

                mark = unchecked((mark ^ 0x1f) * 1099511628211UL);
            }
        }

        return mark;
    }

    private sealed class Group(string[] same, decimal[] sums, bool[] none, string file, int line)
    {
        public string[] Same { get; } = same;

        public decimal[] Sums { get; } = sums;

        /// <summary>The parts of which no row answered.</summary>
        public bool[] None { get; } = none;

        public string File { get; } = file;

        public int Line { get; } = line;

        public int Lines { get; private set; } = 1;

        public void Add(decimal[] amounts)
        {
            Lines++;
            for (var i = 0; i < amounts.Length; i++)
            {
                Sums[i] += amounts[i];
            }
        }
    }
}
