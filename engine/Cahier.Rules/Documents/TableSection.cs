using System.Collections.Immutable;
using Cahier.Feel.Tables;
using Cahier.Feel.Values;
using Cahier.Rules.Checking;
using Cahier.Rules.Definitions;
using Cahier.Rules.Wordings;

namespace Cahier.Rules.Documents;

/// <summary>Decision tables as tables: what each row asks and gives, which rows count, and what is given when none applies.</summary>
internal static class TableSection
{
    public static IEnumerable<Block> Of(Draft draft) =>
    [
        Drafting.Section(draft.Labels.Tables, "tables"),
        .. draft.Tables.IsEmpty ? [Drafting.Line(draft.Labels.NoTables)] : draft.Tables.SelectMany(t => Table(draft, t)),
    ];

    /// <summary>A row in words, its cells one after the other.</summary>
    public static Phrase Row(Draft draft, CheckedTable table, int row)
    {
        var builder = new PhraseBuilder(draft.Words.IsFrench);
        foreach (var (index, cell) in Tests(draft, table, row).Concat(Outputs(draft, table, row)).Index())
        {
            builder.Add(index == 0 ? "" : index == table.Definition.Inputs.Length ? " → " : " | ").Add(cell);
        }

        return builder.Done(Hold.Case);
    }

    private static IEnumerable<Phrase> Tests(Draft draft, CheckedTable table, int row) =>
        table.Table.Rows[row].Tests.Select(t => ExpressionWords.OfTests(t.Expression, draft.Naming, draft.Words, draft.Unsaid));

    private static IEnumerable<Phrase> Outputs(Draft draft, CheckedTable table, int row)
    {
        var output = table.Table.Rows[row].Output;
        return table.Definition.Outputs.Select(c => Output(draft, c, table.Definition.Outputs.Length == 1 ? output : ((ContextValue)output).Find(c.Name)!));
    }

    private static ImmutableArray<ImmutableArray<Piece>> Cells(Draft draft, CheckedTable table, int row) =>
    [
        .. Tests(draft, table, row).Zip(table.Table.Rows[row].Tests, table.Definition.Rows[row]).Select(c => Cell(draft, c.First, c.Second, c.Third.Text)),
        .. Outputs(draft, table, row).Select(o => o.Pieces),
    ];

    // A test in words has its exact text beside; a plain value, and a text that no label stands for, is that text already.
    private static ImmutableArray<Piece> Cell(Draft draft, Phrase words, CellTest test, string exact) => test switch
    {
        { Single: TextValue text } when words.Pieces is [PlainPiece said] && said.Text == draft.Values.Text(text.Value) => [new CodePiece(exact)],
        { IsAny: true } or { Single: not null and not TextValue } => words.Pieces,
        _ => [.. words.Pieces, new PlainPiece(" "), new CodePiece(exact)],
    };

    private static IEnumerable<Block> Table(Draft draft, CheckedTable table)
    {
        var (labels, definition) = (draft.Labels, table.Definition);
        ImmutableArray<GridColumn> columns =
        [
            .. definition.Inputs.Select(i => new GridColumn(Input(draft, i))),
            .. definition.Outputs.Select(o => new GridColumn([new PlainPiece("→ "), .. Title(draft, o), .. draft.Units.Alone(o.Unit?.Text) is { } unit ? [new PlainPiece($" ({unit})")] : Array.Empty<Piece>()], o.Type == "number")),
        ];
        return
        [
            draft.Named(Anchors.Table, definition.Name, definition.Label),
            new Grid(columns, [.. Enumerable.Range(0, table.Table.Rows.Length).Select(r => new GridRow(Cells(draft, table, r)))]),
            Drafting.Line(Hit(table.Table.Policy, labels)),
            Otherwise(draft, table),
            .. draft.Provenance(definition.Name, definition.Source, definition.Basis, definition.Paragraphs),
        ];
    }

    private static ImmutableArray<Piece> Input(Draft draft, TableColumn column) =>
        column.Label.IsEmpty && column.Type.Split('.') is [var entity, var field] && draft.Model.RowType(entity).TryFind(field, out var found)
            ? [.. draft.Naming.Field(draft.Model.RowType(entity), found).Pieces, new PlainPiece(" "), new CodePiece(column.Name)]
            : Title(draft, column);

    private static ImmutableArray<Piece> Title(Draft draft, TableColumn column) => column.Label.IsEmpty
        ? [new CodePiece(column.Name)]
        : [new PlainPiece(column.Label.In(draft.Words.Language, column.Name) + " "), new CodePiece(column.Name)];

    private static Phrase Output(Draft draft, TableColumn column, FeelValue value) => value switch
    {
        NumberValue number when column.Unit?.Text == "%" => Phrase.Plain(draft.Values.PerCent(number.Value)),
        _ => draft.Values.Say(value) is { } said ? Phrase.Plain(said) : Phrase.Of(new CodePiece(FeelText.Write(value))),
    };

    private static Paragraph Otherwise(Draft draft, CheckedTable table) => table.Table.Otherwise switch
    {
        null => Drafting.Line(draft.Labels.NoRowNothing),
        ContextValue context => Drafting.Line(draft.Say(draft.Labels.NoRow, Phrase.Of(new CodePiece(FeelText.Write(context))))),
        var value => Drafting.Line(draft.Say(draft.Labels.NoRow, Output(draft, table.Definition.Outputs[0], value))),
    };

    private static string Hit(HitPolicy policy, DocumentWords labels) => policy switch
    {
        HitPolicy.Unique => labels.HitUnique,
        HitPolicy.Any => labels.HitAny,
        HitPolicy.Priority => labels.HitPriority,
        HitPolicy.First => labels.HitFirst,
        HitPolicy.RuleOrder => labels.HitRuleOrder,
        HitPolicy.OutputOrder => labels.HitOutputOrder,
        HitPolicy.Collect => labels.HitCollect,
        HitPolicy.CollectSum => labels.HitSum,
        HitPolicy.CollectMin => labels.HitMin,
        HitPolicy.CollectMax => labels.HitMax,
        _ => labels.HitCount,
    };
}
