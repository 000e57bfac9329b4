using Cahier.Facts.Forms;

namespace Cahier.Facts.Models;

/// <summary>What a file <c>schemas/model/*.yaml</c> may hold.</summary>
public static class ModelForm
{
    private const string SchemaId = "model.schema.json";

    private static readonly Form Code = Form.TextLike(@"^[^\x00-\x1f]{1,100}$", "a code of 1 to 100 characters");

    private static readonly MapForm Field = Form.Map("field", "A field of an entity: a column of its table and a name in rules.")
        .Required("type", Form.Choice("text", "code", "number", "boolean", "date", "reference"), "What it holds.")
        .Optional("required", Form.Boolean, "Whether every row must have it; false when not said.")
        .Optional("unit", Form.Text, "The unit of a number, for example EUR, day or EUR/day; a plain number when not said.")
        .Optional("codes", Form.OneOf(Form.MapOf(Code, Form.Label, 1), Form.ListOf(Code, 1)), "The closed list of a code, with labels or without.")
        .Optional("to", Form.Identifier, "The reference entity that a reference leads to.")
        .Optional("label", Form.Label, "Its name for readers.")
        .Optional("mapping", Form.Text, "Where it comes from, for example a column of the SNDS.")
        .Optional("outcome", Form.Boolean, "A published outcome: compared with, never an input to a rule.");

    private static readonly MapForm Entity = Form.Map("entity", "A kind of row: a table, a CSV file, a type in rules.")
        .Required("kind", Form.Choice("root", "child", "reference"), "root: bundles begin with it; child: it hangs from another; reference: it is reached by key.")
        .Optional("key", Form.OneOf(Form.Identifier, Form.ListOf(Form.Identifier, 1)), "The field, or fields together, that no two rows share; the columns of the parent's key may take part. Children may do without: they are then known by their place.")
        .Optional("parent", Form.Identifier, "The entity that a child hangs from; its key is a column of the child and not listed as a field.")
        .Optional("collection", Form.Identifier, "The name of the list of such rows on the parent.")
        .Optional("order", Form.ListOf(Form.Identifier, 1), "The fields by which rows are sorted under their parent.")
        .Optional("label", Form.Label, "Its name for readers.")
        .Optional("one", Form.Label, "How a sentence calls one of its rows, with its article: { fr: un séjour, en: a stay }.")
        .Optional("many", Form.Label, "How a sentence calls several: { fr: séjours, en: stays }.")
        .Required("fields", Form.MapOf(Form.Identifier, Field), "Its fields by name.");

    /// <summary>The whole file.</summary>
    public static MapForm Root { get; } = Form.Map("model", "The entities and fields that rules may speak of.")
        .Required("model", Form.Identifier, "Its name, the same as the file's.")
        .Optional("title", Form.Label, "Its title for readers.")
        .Optional("units", Form.ListOf(Form.TextLike("^[A-Za-z]+$", "a name of letters")), "Names of units that this model uses beside those that Cahier knows.")
        .Required("entities", Form.MapOf(Form.Identifier, Entity, 1), "The entities by name.");

    /// <summary>The JSON Schema of model files, kept as <c>schemas/json/model.schema.json</c>.</summary>
    public static string ToJsonSchema() => JsonSchemaWriter.Write(Root, "A model of Cahier", SchemaId);
}
