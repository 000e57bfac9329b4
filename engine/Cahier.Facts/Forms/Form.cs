using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Cahier.Facts.Yaml;
using Cahier.Feel.Diagnostics;

namespace Cahier.Facts.Forms;

/// <summary>
/// What a part of a YAML file may hold. Said once; the check of files and the JSON Schema for editors are both made of it.
/// Immutable, and so safe to share.
/// </summary>
/// <example><code>Form.Map("measure", "A measure.").Required("id", Form.Identifier, "Its name.").Optional("unit", Form.Text, "Its unit.")</code></example>
public abstract class Form
{
    private protected Form() { }

    /// <summary>Any single value, taken as text: <c>2019.1</c> is the text "2019.1".</summary>
    public static Form Text { get; } = new ScalarForm("a text", "write a text", _ => true, () => ScalarForm.AnyScalar());

    /// <summary>A name as rules use it: <c>snake_case</c>, beginning with a letter.</summary>
    public static Form Identifier { get; } = TextLike("^[a-z][a-z0-9_]*$", "a name in snake_case", "use small letters a-z, digits and _ only, and begin with a letter, e.g. entry_date");

    /// <summary>A whole number.</summary>
    public static Form Integer { get; } = new ScalarForm("a whole number", "write digits only, e.g. 12", ScalarForm.IsInteger, () => new JsonObject { ["type"] = "integer" });

    /// <summary>A number with a decimal point.</summary>
    public static Form Number { get; } = new ScalarForm("a number", "write digits with a decimal point, e.g. 12.5", ScalarForm.IsNumber, () => new JsonObject { ["type"] = "number" });

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public static Form Boolean { get; } = new ScalarForm("true or false", "write true or false", value => value is "true" or "false", () => new JsonObject { ["type"] = "boolean" });

    /// <summary>A date that exists, <c>YYYY-MM-DD</c>.</summary>
    public static Form Date { get; } = new ScalarForm("a date", "write year, month and day of a date that exists, e.g. 2019-07-01", ScalarForm.IsDate, () => new JsonObject { ["type"] = "string", ["pattern"] = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" });

    /// <summary>An expression of the language: any single value. What it says is checked elsewhere.</summary>
    public static Form Expression { get; } = new ScalarForm("an expression", "write an expression, e.g. index.age >= 65", _ => true, () => ScalarForm.AnyScalar());

    /// <summary>A text for readers, in one language or as <c>{ fr: …, en: … }</c>.</summary>
    public static Form Label { get; } = OneOf(Text, Map("label", "A text for readers, in French and English.").Optional("fr", Text, "In French.").Optional("en", Text, "In English."));

    /// <summary>Anything at all: its content is checked elsewhere.</summary>
    public static Form Anything { get; } = new AnythingForm();

    /// <summary>A text of a certain shape.</summary>
    /// <param name="pattern">A regular expression that both .NET and JSON Schema read.</param>
    /// <param name="wanted">What it is, for example <c>an id such as INC-1</c>.</param>
    /// <param name="remedy">What to write, or nothing when <paramref name="wanted"/> says it.</param>
    public static Form TextLike(string pattern, string wanted, string? remedy = null) => ScalarForm.Like(pattern, wanted, remedy);

    /// <summary>One of a few values.</summary>
    public static Form Choice(params ImmutableArray<string> values) => new ChoiceForm(values);

    /// <summary>A list of items of one form.</summary>
    public static Form ListOf(Form item, int atLeast = 0) => new ListForm(item, atLeast);

    /// <summary>Keys that authors choose, with values of one form; the key is checked as a value is.</summary>
    public static Form MapOf(Form key, Form value, int atLeast = 0) => new MapOfForm(key, value, atLeast);

    /// <summary>Any of several forms, told apart by whether the file holds a value, a list or a map.</summary>
    public static Form OneOf(params ImmutableArray<Form> forms) => new OneOfForm(forms);

    /// <summary>A form that is made when first asked for, so that forms can hold themselves.</summary>
    public static Form Deferred(Func<Form> form) => new DeferredForm(form);

    /// <summary>A form, or <c>null</c> where a file says that something is unknown.</summary>
    public static Form OrNull(Form form) => new NullableForm(form);

    /// <summary>A map with named entries.</summary>
    /// <param name="name">Its name in the JSON Schema, one for each different map; also used in messages.</param>
    /// <param name="doc">What it is, for editors.</param>
    public static MapForm Map(string name, string doc = "") => new(name, doc, []);

    /// <summary>Checks a part of a file and reports all that does not fit.</summary>
    /// <returns>Whether all fits.</returns>
    public bool Check(YamlNode node, DiagnosticBag diagnostics)
    {
        var before = diagnostics.Count;
        if (Accepts(node))
        {
            CheckContent(node, diagnostics);
        }
        else if (node is YamlScalar { IsNull: true })
        {
            diagnostics.Add(DiagnosticCatalog.EmptyValue, node, $"nothing is said here; {Wanted} is needed", "write it, or leave the key out if it is not required");
        }
        else
        {
            diagnostics.Add(DiagnosticCatalog.WrongKind, node, $"{node.Kind} stands where {Wanted} is needed", Remedy);
        }

        return diagnostics.Count == before;
    }

    /// <summary>What is needed, to end the sentence "… stands where".</summary>
    internal abstract string Wanted { get; }

    internal virtual string Remedy => $"write {Wanted}";

    /// <summary>Whether an expression of the language may stand here, which YAML may have cut.</summary>
    internal virtual bool HoldsExpression => ReferenceEquals(this, Expression);

    /// <summary>Whether the node is of the right kind, not yet of the right content.</summary>
    internal abstract bool Accepts(YamlNode node);

    /// <summary>Checks the content of a node of the right kind.</summary>
    internal abstract void CheckContent(YamlNode node, DiagnosticBag diagnostics);

    /// <summary>The JSON Schema of the form.</summary>
    internal abstract JsonObject ToSchema(SchemaDefinitions definitions);
}
