using Cahier.Facts.Forms;

namespace Cahier.Storage.Mappings;

/// <summary>What a file <c>schemas/mapping/*.yaml</c> may hold.</summary>
public static class MappingForm
{
    private const string SchemaId = "https://cahier.invalid/schemas/mapping.schema.json";

    private static readonly Form ColumnName = Form.TextLike("^[A-Za-z][A-Za-z0-9_]*$", "a column's name such as ETA_NUM", "use letters, digits and _ only; when the file calls it otherwise, say so with 'header:'");
    private static readonly Form TableName = Form.TextLike("^[A-Za-z][A-Za-z0-9_]*$", "a table's name such as T_MCOaaB");
    private static readonly Form RuleId = Form.TextLike("^[A-Za-z][A-Za-z0-9_-]{0,39}$", "an id such as MCO-1");
    private static readonly Form FileName = Form.TextLike(@"^[A-Za-z0-9_.\-{}]+\.[A-Za-z0-9]+$", "the name of a file such as T_MCO{aa}B.csv");
    private static readonly Form SourceName = Form.Text;
    private static readonly Form Kind = Form.Choice("text", "number", "date");

    private static readonly Form Source = Form.Map("source", "A text that rules come from.")
        .Required("title", Form.Text, "Its title.")
        .Optional("reference", Form.Text, "Where to find it: an address, a number, a page.");

    private static readonly Form Column = Form.OneOf(
        Kind,
        Form.Map("column", "A column that is read.")
            .Required("type", Kind, "What it holds.")
            .Optional("header", Form.Text, "Its name in the file, when it differs.")
            .Optional("unit", Form.Text, "The unit of a number, for example EUR or day; a plain number when not said.")
            .Optional("format", Form.Text, "How a date is written: YYYY, MM and DD with signs between, * for a rest that does not count; YYYY-MM-DD when not said.")
            .Optional("missing", Form.ListOf(Form.Text, 1), "Texts that say that nothing is known, such as 01/01/1600.")
            .Optional("when empty", Form.Text, "What an empty field says; missing when not said.")
            .Optional("required", Form.Boolean, "Whether a row without it is rejected.")
            .Optional("optional", Form.Boolean, "Whether files may be without the column; its fields are then empty."));

    private static readonly Form Table = Form.Map("table", "A table of the source.")
        .Required("files", Form.OneOf(FileName, Form.ListOf(FileName, 1)), "The names of its files. {aa} stands for letters or digits, which are then a column aa.")
        .Optional("separator", Form.Choice(",", ";", "|", "tab"), "What stands between fields; a comma when not said.")
        .Optional("decimal", Form.Choice(".", ","), "The decimal sign; a point when not said.")
        .Optional("optional", Form.Boolean, "Whether the source may be without it; then it has no rows.")
        .Required("columns", Form.MapOf(ColumnName, Column, 1), "The columns that are read. Others may be there.");

    private static readonly Form Join = Form.Map("join", "Another table, whose columns become those of the row.")
        .Required("table", TableName, "The table.")
        .Required("on", Form.OneOf(Form.ListOf(ColumnName, 1), Form.MapOf(ColumnName, Form.Expression, 1)), "The columns that must say the same in both; or by column of the table, an expression over the row.")
        .Optional("where", Form.Expression, "Which rows of the table count; all when not said.")
        .Optional("several", Form.Choice("reject", "first"), "What to do when several rows answer: reject the row, or take the first. reject when not said.")
        .Optional("none", Form.Choice("reject", "leave"), "What to do when no row answers: reject the row, or leave the columns without a value. reject when not said.")
        .Optional("list", ColumnName, "Takes all rows that answer, as a list of this name.");

    private static readonly Form Filter = Form.Map("filter", "Rows that are kept; the others are removed and counted.")
        .Required("id", RuleId, "For example MCO-1.")
        .Optional("label", Form.Label, "What it says, for readers.")
        .Required("keep", Form.Expression, "What is true of a row that is kept.")
        .Optional("when missing", Form.Boolean, "What an unknown outcome counts as; when not said, the row is rejected.")
        .Optional("source", SourceName, "The name of one of the sources, or a text.");

    private static readonly Form Net = Form.Map("net", "Lines that say the same are summed to one, so that corrections take away what they correct.")
        .Required("id", RuleId, "For example PRS-9.")
        .Optional("label", Form.Label, "What it says, for readers.")
        .Required("same", Form.ListOf(ColumnName, 1), "The columns in which lines say the same.")
        .Required("sum", Form.ListOf(ColumnName, 1), "The columns that are summed.")
        .Required("keep", Form.Expression, "What is true of a sum that is kept, for example PRS_ACT_QTE > 0.")
        .Optional("source", SourceName, "The name of one of the sources, or a text.");

    private static readonly Form Field = Form.OneOf(
        Form.Expression,
        Form.Map("mapped_field", "How a field is made.")
            .Required("value", Form.Expression, "An expression over the columns of the row.")
            .Optional("codes", Form.MapOf(Form.Text, Form.Text, 1), "By value of the source, the value of the field. A row with another value is rejected.")
            .Optional("otherwise", Form.Text, "The value for all that 'codes' does not list.")
            .Optional("default", Form.Text, "The value when nothing is known. The report says how often it was taken."));

    private static readonly Form Rows = Form.Map("mapped_rows", "How rows of an entity are made of rows of a table.")
        .Required("from", TableName, "The table: a row of it makes a row of the entity.")
        .Optional("joins", Form.ListOf(Join), "Other tables, one after the other.")
        .Optional("filters", Form.ListOf(Filter), "Which rows are kept, one rule after the other. Those that stand first and read only the table itself work before the joins.")
        .Optional("net", Net, "How lines are summed, after the filters.")
        .Optional("once", Form.Boolean, "Whether a key that came before is left out and counted; without it, neither row is taken.")
        .Required("fields", Form.MapOf(Form.Identifier, Field, 1), "The fields, and the key of the parent, by name.");

    /// <summary>The whole file.</summary>
    public static MapForm Root { get; } = Form.Map("mapping", "How the facts of a model are made of the files of a source.")
        .Required("mapping", Form.Identifier, "Its name, the same as the file's.")
        .Optional("title", Form.Label, "Its title for readers.")
        .Required("model", Form.Identifier, "The model of the facts.")
        .Optional("sources", Form.MapOf(Form.Identifier, Source), "The texts that rules come from.")
        .Required("tables", Form.MapOf(TableName, Table, 1), "The tables of the source by name.")
        .Required("entities", Form.MapOf(Form.Identifier, Form.ListOf(Rows, 1), 1), "By entity, from where its rows come. An entity may have a CSV file of its own beside the source as well.")
        .Optional("complete", Form.MapOf(Form.Identifier, Form.MapOf(Form.Identifier, Form.Text)), "Reference entities that get a row for each key that other rows lead to and that nobody describes, with these values.");

    /// <summary>The JSON Schema of mappings, kept as <c>schemas/json/mapping.schema.json</c>.</summary>
    public static string ToJsonSchema() => JsonSchemaWriter.Write(Root, "A mapping of Cahier", SchemaId);
}
