using Cahier.Calculation.Results;
using Cahier.Facts.Columns;
using Cahier.Facts.Snapshots;

namespace Cahier.Calculation.Masks;

/// <summary>For each unit of a block a row of one table: its own, or one that it leads to.</summary>
internal abstract class RowSet(Table table, bool mayBeAbsent)
{
    public Table Table => table;

    /// <summary>Whether some rows may be −1, of which all is missing.</summary>
    public bool MayBeAbsent => mayBeAbsent;

    public abstract ReadOnlySpan<int> Rows(MaskBlock block);

    /// <summary>The first row when the rows of the block follow each other, otherwise −1.</summary>
    public virtual int FirstInPlace(MaskBlock block) => -1;
}

/// <summary>The units themselves.</summary>
internal sealed class UnitRowSet(Table table) : RowSet(table, mayBeAbsent: false)
{
    public override ReadOnlySpan<int> Rows(MaskBlock block) => block.UnitRows;

    public override int FirstInPlace(MaskBlock block) => block.IsContiguous ? block.UnitRows[0] : -1;
}

/// <summary>Rows that were found before for every unit.</summary>
internal sealed class FoundRowSet(int slot, RowResults found, bool isSlotBySlot, Table table) : RowSet(table, mayBeAbsent: true)
{
    public override ReadOnlySpan<int> Rows(MaskBlock block)
    {
        var rows = block.Narrow(slot, out var isReady);
        if (!isReady)
        {
            for (var i = 0; i < rows.Length; i++)
            {
                rows[i] = found.ReadAt(isSlotBySlot ? block.From + i : block.UnitAt(i));
            }
        }

        return rows;
    }
}

/// <summary>The rows of the units' participants.</summary>
internal sealed class ParticipantRowSet(int slot, int[] participants, ParticipantResults of) : RowSet(of.Table!, mayBeAbsent: true)
{
    public override ReadOnlySpan<int> Rows(MaskBlock block)
    {
        var rows = block.Narrow(slot, out var isReady);
        if (!isReady)
        {
            for (var i = 0; i < rows.Length; i++)
            {
                rows[i] = of.RowOf(participants[block.UnitAt(i)]);
            }
        }

        return rows;
    }
}

/// <summary>The rows that others hang from.</summary>
internal sealed class ParentRowSet(int slot, RowSet children, Table parents) : RowSet(parents, children.MayBeAbsent)
{
    public override ReadOnlySpan<int> Rows(MaskBlock block)
    {
        var rows = block.Narrow(slot, out var isReady);
        if (!isReady)
        {
            var own = children.Rows(block);
            for (var i = 0; i < rows.Length; i++)
            {
                rows[i] = own[i] < 0 ? -1 : children.Table.Parent(own[i]);
            }
        }

        return rows;
    }
}

/// <summary>The rows that others name.</summary>
internal sealed class ReferencedRowSet(int slot, RowSet from, ReferenceColumn column, Table to) : RowSet(to, from.MayBeAbsent || column.HasMissing)
{
    public override ReadOnlySpan<int> Rows(MaskBlock block)
    {
        var rows = block.Narrow(slot, out var isReady);
        if (!isReady)
        {
            var own = from.Rows(block);
            for (var i = 0; i < rows.Length; i++)
            {
                rows[i] = own[i] < 0 ? -1 : column.Row(own[i]);
            }
        }

        return rows;
    }
}
