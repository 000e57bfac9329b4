using Cahier.Calculation.Compilation;
using Cahier.Calculation.Results;
using Cahier.Facts.Columns;
using Cahier.Facts.Snapshots;
using Cahier.Feel.Types;
using Cahier.Rules.Checking;

namespace Cahier.Calculation.Masks;

/// <summary>What the rules of one pass read of a run, each column and each way to a row once.</summary>
/// <param name="frame">The run.</param>
/// <param name="places">The units that are looked at; all when null.</param>
internal sealed class MaskSources(RunFrame frame, Places? places = null)
{
    private readonly Dictionary<(RowSet From, int Field), RowSet> ways = [];
    private readonly Dictionary<(RowSet Rows, Column Column), Quantity> quantities = [];
    private readonly Dictionary<RuleSymbol, Quantity?> values = [];
    private readonly Dictionary<RuleSymbol, RowSet?> found = [];
    private RowSet? units;

    public RunFrame Frame => frame;

    /// <summary>How many slots of a block are in use.</summary>
    public int Slots { get; private set; }

    public RowSet Units => units ??= new UnitRowSet(frame.Units.Table);

    public int NextSlot() => Slots++;

    /// <summary>The rows to which a parent or a reference leads.</summary>
    public RowSet Way(RowSet from, RowField field)
    {
        if (!ways.TryGetValue((from, field.Ordinal), out var way))
        {
            Table to = from.Table.Other(field.Ordinal);
            ways[(from, field.Ordinal)] = way = field.Kind == RowFieldKind.Parent
                ? new ParentRowSet(NextSlot(), from, to)
                : new ReferencedRowSet(NextSlot(), from, (ReferenceColumn)from.Table.Column(field.Ordinal), to);
        }

        return way;
    }

    /// <summary>The rows that a value of the unit was found to be; null (C#) when it was not found for all units that are looked at.</summary>
    public RowSet? Found(RuleSymbol symbol)
    {
        if (!found.TryGetValue(symbol, out var rows))
        {
            found[symbol] = rows = frame.Units.Find(symbol) switch
            {
                RowResults results when HasAll(results) => new FoundRowSet(NextSlot(), results, IsSlotBySlot(results), frame.Table(((RowType)symbol.Fact.Type).Entity)),
                null when frame.Units.FindRows(symbol, places ?? frame.Units.AllPlaces) is { } results => new FoundRowSet(NextSlot(), results, IsSlotBySlot(results), frame.Table(((RowType)symbol.Fact.Type).Entity)),
                null when frame.Participants.Table is not null && new SameMeaning(frame.RuleSet).IsParticipant(symbol) => new ParticipantRowSet(NextSlot(), frame.Units.Participants, frame.Participants),
                _ => null,
            };
        }

        return rows;
    }

    /// <summary>The numbers or dates of a column; null (C#) when they are not held as whole numbers.</summary>
    public Quantity? Read(RowSet rows, Column column)
    {
        if (!quantities.TryGetValue((rows, column), out var quantity) && Make(rows, column) is { } made)
        {
            quantities[(rows, column)] = quantity = made;
        }

        return quantity;
    }

    /// <summary>A value of the unit that is a quantity, found before or made once however many read it; null (C#) when it is none.</summary>
    public Quantity? Found(RuleSymbol symbol, Func<CheckedValue, Quantity?> make)
    {
        if (!values.TryGetValue(symbol, out var value))
        {
            values[symbol] = value = frame.Units.Find(symbol) is NumberResults { Whole: { } whole } numbers && HasAll(numbers)
                ? new FoundQuantity(NextSlot(), numbers, whole, IsSlotBySlot(numbers))
                : make(frame.RuleSet.Values.First(v => v.Symbol == symbol));
        }

        return value;
    }

    private bool HasAll(ResultColumn column) => column.Places is { Of: null, Marks: null } || IsSlotBySlot(column);

    /// <summary>Whether a slot of the column is one of those that are looked at.</summary>
    private bool IsSlotBySlot(ResultColumn column) => column.Places == places;

    private Quantity? Make(RowSet rows, Column column) => column switch
    {
        NumberColumn { IsScaled: true } numbers => new ColumnQuantity(NextSlot(), rows, numbers),
        DateColumn dates => new DaysQuantity(NextSlot(), rows, dates),
        _ => null,
    };
}
