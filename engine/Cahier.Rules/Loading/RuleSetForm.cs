using Cahier.Facts.Forms;
using Cahier.Facts.Yaml;
using Cahier.Feel.Tables;
using Cahier.Rules.Definitions;

namespace Cahier.Rules.Loading;

/// <summary>What a file <c>rules/&lt;cahier&gt;/&lt;version&gt;.yaml</c> may hold.</summary>
public static class RuleSetForm
{
    private const string SchemaId = "https://cahier.invalid/schemas/ruleset.schema.json";
    private const string LibrarySchemaId = "https://cahier.invalid/schemas/library.schema.json";

    private const string ParagraphsMeaning = "The paragraphs of source.md that it carries out: [P1, P2].";

    private static readonly Form RuleId = Form.TextLike("^[A-Za-z][A-Za-z0-9_-]{0,39}$", "an id such as INC-1");
    private static readonly Form CahierName = Form.TextLike("^[a-z][a-z0-9-]*$", "a cahier's name such as eds-pth");
    private static readonly Form VersionName = Form.TextLike("^[0-9A-Za-z][0-9A-Za-z._-]{0,39}$", "a version such as 2019.1");
    private static readonly Form Basis = Form.Choice("official", "published", "illustrative");
    private static readonly Form SourceName = Form.Text;
    private static readonly Form Paragraphs = Form.ListOf(Form.TextLike("^[A-Za-z][A-Za-z0-9.-]{0,19}$", "a paragraph's id such as P1"), 1);
    private static readonly Form RoundingText = Form.TextLike("^(half up|half even|half down|up|down|floor|ceiling) to [0-9]+(\\.[0-9]+)?$", "a rounding such as half up to 0.01");

    private static readonly Form Source = Form.Map("source", "A text that rules come from.")
        .Required("title", Form.Text, "Its title.")
        .Optional("basis", Basis, "official: the text in force; published: said by its makers; illustrative: made up to show the rule.")
        .Optional("reference", Form.Text, "Where to find it: an address, a number, a page.");

    internal static readonly Form Unit = Form.Map("unit", "The rows that the cahier judges one by one.")
        .Required("entity", Form.Identifier, "The entity of the model.")
        .Required("as", Form.Identifier, "The name by which rules speak of the row.")
        .Required("date", Form.Expression, "The date that puts the unit into a period and a version; period.start for rows that every period judges.")
        .Required("participant", Form.Expression, "Who is paid or scored for the unit.")
        .Optional("participants", Form.Expression, "Who takes part even without an included unit: a condition on the participant, such as participant.open. When not said, nobody does.");

    private static readonly Form Parameter = Form.Map("parameter", "A number, amount, date or duration that the text sets.")
        .Optional("label", Form.Label, "Its name for readers.")
        .Optional("unit", Form.Text, "Its unit, for example EUR or %: a per cent is written as a ratio, 0.5 for 50 %.")
        .Optional("basis", Basis, "How sure the figure is; the source's own when not said.")
        .Optional("source", SourceName, "The name of one of the sources, or a text.")
        .Optional("paragraphs", Paragraphs, ParagraphsMeaning)
        .Optional("note", Form.Text, "What a reader should know.")
        .Required("values", Form.MapOf(Form.Date, Form.Expression, 1), "The value in force from each date on.");

    private static readonly Form InputType = Form.TextLike(@"^(number|text|code|boolean|date|[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*)$", "number, text, code, boolean, date, or a field of the model such as stay.severity", "write number, text, code, boolean or date, or name a field of the model whose values are looked up, such as stay.severity");

    private static readonly Form Input = Form.OneOf(
        InputType,
        Form.Map("table_input", "What a table looks up, with the values that it may have.")
            .Required("type", InputType, "Its type.")
            .Optional("label", Form.Label, "Its name for readers.")
            .Optional("allowed", Form.ListOf(Form.Expression, 1), "The values and ranges that it may have; for any other the table gives nothing."));

    private static readonly Form Output = Form.Map("table_output", "What a table gives.")
        .Optional("type", Form.Choice("number", "text", "boolean", "date"), "number when not said.")
        .Optional("label", Form.Label, "Its name for readers.")
        .Optional("unit", Form.Text, "The unit of a number.")
        .Optional("allowed", Form.ListOf(Form.Expression, 1), "The values that it may have, the one that counts most first: hit: priority and hit: output order go by it.")
        .Optional("default", Form.Expression, "Its value when no row matches.");

    private static readonly Form Table = Form.Map("table", "A decision table, as in DMN.")
        .Optional("label", Form.Label, "Its name for readers.")
        .Optional("basis", Basis, "How sure its figures are.")
        .Optional("source", SourceName, "The name of one of the sources, or a text.")
        .Optional("paragraphs", Paragraphs, ParagraphsMeaning)
        .Optional("inputs", Form.MapOf(Form.Identifier, Input, 1), "The inputs and their types, in the order of the call. A table from a DMN file has them there.")
        .Optional("output", Output, "The one output.")
        .Optional("outputs", Form.MapOf(Form.Identifier, Output, 1), "Several outputs: the table then gives a context.")
        .Optional("hit", Form.Choice([.. HitPolicies.Spellings]), "Which rows count when several match; unique when not said.")
        .Optional("rows", Form.ListOf(Form.ListOf(Form.Expression, 2), 1), "A cell per input, then one per output: \"< 65\", '\"1\"', 0.92.")
        .Optional("csv", Form.TextLike(@"^[A-Za-z0-9_][A-Za-z0-9_.-]*\.csv$", "the name of a CSV file beside the cahier"), "The rows in a file beside the cahier, with a header.")
        .Optional("from", Form.TextLike(@"^[A-Za-z0-9_][A-Za-z0-9_.-]*\.dmn#.+$", "a table of a DMN file beside the cahier, such as risk.dmn#risk_weight", "write the name of the file, # and the name of the decision"), "The whole table in a DMN file beside the cahier: file.dmn#decision.")
        .Optional("default", Form.Expression, "What the table gives when no row matches.");

    private static readonly Form ParameterType = Form.TextLike(
        @"^(number|number of [A-Za-z1%*/]+|text|boolean|date|days and time duration|years and months duration|(list of )?[a-z][a-z0-9_]*|[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*)$",
        "the kind of a parameter such as date, number of EUR, stay, list of stay or stay.severity",
        "write number, number of EUR, text, boolean, date, days and time duration, years and months duration, or name an entity of the model (stay, list of stay) or one of its fields (stay.severity)");

    private static readonly Form Function = Form.Map("function", "A calculation that is named once and used with different values.")
        .Optional("label", Form.Label, "Its name for readers.")
        .Optional("source", SourceName, "The name of one of the sources, or a text.")
        .Optional("paragraphs", Paragraphs, ParagraphsMeaning)
        .Required("parameters", Form.MapOf(Form.Identifier, ParameterType, 1), "What it is given, in the order of the call: patient: beneficiary, from: date.")
        .Required("expression", Form.Expression, "What it gives. It speaks of its parameters, and of parameters, tables and functions of the text.");

    private static readonly Form ScriptType = Form.TextLike("^(list of )?(number( of [A-Za-z1%*/]+)?|text|boolean|date)$", "number, number of EUR, text, boolean, date, or a list such as list of number");

    private static readonly Form ScriptResult = Form.Map("script_result", "What a script gives.")
        .Required("type", ScriptType, "Its kind, for example number of EUR.")
        .Optional("round", RoundingText, "How its numbers are rounded: an amount must be.");

    private static readonly Form Script = Form.Map("script", "A function in JavaScript, for what no expression can say.")
        .Optional("label", Form.Label, "Its name for readers.")
        .Optional("source", SourceName, "The name of one of the sources, or a text.")
        .Optional("paragraphs", Paragraphs, ParagraphsMeaning)
        .Required("parameters", Form.MapOf(Form.Identifier, ScriptType, 1), "What it is given, in the order of the call: amounts: list of number of EUR.")
        .Required("result", ScriptResult, "What it gives.")
        .Required("script", Form.Text, "The body of the function, which returns the result. Numbers are decimals with methods: a.plus(b).");

    internal static readonly Form Value = Form.OneOf(
        Form.Expression,
        Form.Map("value", "A value of the unit, with its label and source.")
            .Required("expression", Form.Expression, "How it is found.")
            .Optional("label", Form.Label, "Its name for readers.")
            .Optional("source", SourceName, "The name of one of the sources, or a text.")
            .Optional("paragraphs", Paragraphs, ParagraphsMeaning));

    private static readonly Form Rule = Form.Map("rule", "A condition of eligibility or exclusion.")
        .Required("id", RuleId, "For example INC-1.")
        .Optional("label", Form.Label, "What it says, for readers.")
        .Required("when", Form.Expression, "The condition.")
        .Optional("when missing", Form.Boolean, "What an unknown outcome counts as; when not said, the unit is undetermined.")
        .Optional("source", SourceName, "The name of one of the sources, or a text.")
        .Optional("paragraphs", Paragraphs, ParagraphsMeaning);

    private static readonly Form Indicator = Form.Map("indicator", "Something measured per participant over included units.")
        .Required("id", Form.Identifier, "Its name.")
        .Optional("label", Form.Label, "What it says, for readers.")
        .Required("type", Form.Choice("proportion", "ratio", "mean", "median", "sum", "count", "value"), "How it is made of its units.")
        .Optional("numerator", Form.Expression, "proportion: a condition on the unit; ratio: a number of the unit.")
        .Optional("denominator", Form.Expression, "proportion: the units that count, all when not said; ratio: a number of the unit.")
        .Optional("of", Form.Expression, "mean, median, sum: a number of the unit; count: a condition on the unit, all when not said.")
        .Optional("value", Form.Expression, "value: an expression over the participant.")
        .Optional("better", Form.Choice("lower", "higher"), "Which way is better.")
        .Optional("minimum", Form.Integer, "The smallest denominator for which a value is given.")
        .Optional("when missing", Form.Choice("true", "false", "leave out"), "What an unknown unit counts as; when not said, the indicator is unknown.")
        .Optional("source", SourceName, "The name of one of the sources, or a text.")
        .Optional("paragraphs", Paragraphs, ParagraphsMeaning);

    private static readonly Form CohortValue = Form.Map("cohort_value", "A figure across participants, across units, or across the rows of a reference entity.")
        .Required("id", Form.Identifier, "Its name.")
        .Optional("label", Form.Label, "What it says, for readers.")
        .Required("of", Form.Expression, "The indicator, or the value or payment line of units, that it is made of; of a reference entity a number of each row, such as item.share.")
        .Required("statistic", Form.TextLike(@"^(median|mean|sum|minimum|maximum|rank|percentile (100|[0-9]{1,2})|ntile [0-9]{1,3})$", "a statistic: median, mean, sum, minimum, maximum, rank, percentile 20 or ntile 5"), "How it is made.")
        .Optional("over", Form.TextLike($"^({CohortDefinition.IncludedUnits}|{CohortDefinition.AllUnits}|[a-z][a-z0-9_]*)$", "included units, all units, or a reference entity such as territory_year"), "What it is made of: the included units, when not said, all units of the period whatever is decided of them, or the rows of a reference entity.")
        .Optional("when", Form.Expression, "over a reference entity: the rows that count, a condition such as item.year = 2019; all when not said.")
        .Optional("by", Form.OneOf(Form.Expression, Form.ListOf(Form.Expression, 1)), "The group within which it is made, or several things that make the group together; all together when not said.")
        .Optional("source", SourceName, "The name of one of the sources, or a text.")
        .Optional("paragraphs", Paragraphs, ParagraphsMeaning);

    private static readonly Form Line = Form.Map("payment_line", "An amount paid.")
        .Required("id", Form.Identifier, "Its name.")
        .Optional("label", Form.Label, "What it pays for, for readers.")
        .Required("amount", Form.Expression, "The amount, in a currency.")
        .Required("round", RoundingText, "How it is rounded.")
        .Optional("source", SourceName, "The name of one of the sources, or a text.")
        .Optional("paragraphs", Paragraphs, ParagraphsMeaning);

    private static readonly Form Payment = Form.Map("payment", "What is paid.")
        .Optional("unit", Form.ListOf(Line), "Amounts per unit.")
        .Optional("participant", Form.ListOf(Line), "Amounts per participant.");

    private static readonly Form Share = Form.TextLike(@"^[0-9]{1,6}(\.[0-9]{1,9})?$", "a share such as 0.2, which is 20 %");

    private static readonly Form Gates = Form.Map("gates", "What the results of a run on a store must keep to. A run that does not is kept, but held until a person releases it.")
        .Optional("total change", Share, "By how much of its amount all that is paid may differ from the last run of the cahier for the same period.")
        .Optional("participant change", Share, "By how much of his amount what one participant is paid may differ from that run, for each who was paid by it.")
        .Optional("smallest denominator", Form.Integer, "The least that an indicator with a value may be made of.")
        .Optional("rejected rows", Share, "Which share of the rows of data may have been rejected.");

    private static readonly Form Removal = Form.Map("removal", "What an amending version takes out, by name or id.")
        .Optional("sources", Form.ListOf(Form.Text), "Sources.")
        .Optional("parameters", Form.ListOf(Form.Text), "Parameters.")
        .Optional("tables", Form.ListOf(Form.Text), "Tables.")
        .Optional("functions", Form.ListOf(Form.Text), "Functions.")
        .Optional("scripts", Form.ListOf(Form.Text), "Scripts.")
        .Optional("values", Form.ListOf(Form.Text), "Values.")
        .Optional("eligibility", Form.ListOf(Form.Text), "Rules of eligibility.")
        .Optional("exclusions", Form.ListOf(Form.Text), "Rules of exclusion.")
        .Optional("indicators", Form.ListOf(Form.Text), "Indicators.")
        .Optional("cohort", Form.ListOf(Form.Text), "Cohort values.")
        .Optional("payment", Form.ListOf(Form.Text), "Payment lines.");

    private static readonly Form Applies = Form.Map("applies", "The days for which the version holds.")
        .Required("from", Form.Date, "The first day.")
        .Optional("to", Form.Date, "The last day; open when not said.");

    /// <summary>A version: whole, or amending another and then saying only what changes.</summary>
    public static MapForm Root { get; } = Form.Map("ruleset", "A version of a cahier.")
        .Required("cahier", CahierName, "The cahier's name, the same as its folder's.")
        .Required("version", VersionName, "The version's name, the same as its file's.")
        .Optional("amends", VersionOf("a version of a cahier such as eds-pth@2019.1"), "The version that this one changes; it then says only what changes.")
        .Optional("title", Form.Label, "The cahier's title.")
        .Optional("model", Form.Identifier, "The model of facts that rules speak of.")
        .Required("applies", Applies, "The days for which the version holds.")
        .Optional("uses", Form.ListOf(VersionOf("a version of a library such as definitions-article51@2019.1"), 1), "Libraries whose definitions the cahier uses, each with its version.")
        .Optional("sources", Form.MapOf(Form.Identifier, Source), "The texts that rules come from.")
        .Optional("unit", Unit, "The rows that the cahier judges one by one.")
        .Optional("parameters", Form.MapOf(Form.Identifier, Parameter), "Figures that the text sets, with the dates from which they are in force.")
        .Optional("tables", Form.MapOf(Form.Identifier, Table), "Decision tables.")
        .Optional("functions", Form.MapOf(Form.Identifier, Function), "Calculations that are named once and used with different values.")
        .Optional("scripts", Form.MapOf(Form.Identifier, Script), "Functions in JavaScript, for what no expression can say.")
        .Optional("values", Form.MapOf(Form.Identifier, Value), "Values of the unit, named once and used below.")
        .Optional("eligibility", Form.ListOf(Rule), "All must be true.")
        .Optional("exclusions", Form.ListOf(Rule), "Any one excludes.")
        .Optional("indicators", Form.ListOf(Indicator), "What is measured per participant.")
        .Optional("cohort", Form.ListOf(CohortValue), "What is found across participants.")
        .Optional("payment", Payment, "What is paid.")
        .Optional("gates", Gates, "What the results of a run on a store must keep to.")
        .Optional("remove", Removal, "What an amending version takes out.");

    /// <summary>A version of a library: definitions that several cahiers use.</summary>
    public static MapForm Library { get; } = Form.Map("library", "A version of a library: definitions that several cahiers use.")
        .Required("library", CahierName, "The library's name, the same as its folder's.")
        .Required("version", VersionName, "The version's name, the same as its file's.")
        .Optional("amends", VersionOf("a version of a library such as definitions-article51@2019.1"), "The version that this one changes; it then says only what changes.")
        .Optional("title", Form.Label, "The library's title.")
        .Optional("model", Form.Identifier, "The model of facts that definitions speak of.")
        .Required("applies", Applies, "The days for which the version holds.")
        .Optional("sources", Form.MapOf(Form.Identifier, Source), "The texts that definitions come from.")
        .Optional("parameters", Form.MapOf(Form.Identifier, Parameter), "Figures that the text sets, with the dates from which they are in force.")
        .Optional("tables", Form.MapOf(Form.Identifier, Table), "Decision tables.")
        .Optional("functions", Form.MapOf(Form.Identifier, Function), "Calculations that cahiers use with their own values.")
        .Optional("scripts", Form.MapOf(Form.Identifier, Script), "Functions in JavaScript, for what no expression can say.")
        .Optional("remove", Removal, "What an amending version takes out.");

    /// <summary>The form of a file: a library's when it says <c>library:</c>.</summary>
    internal static MapForm For(YamlNode root) => root is YamlMap map && map.Find("library") is not null ? Library : Root;

    /// <summary>The JSON Schema of libraries, kept as <c>schemas/json/library.schema.json</c>.</summary>
    public static string LibrarySchema() => JsonSchemaWriter.Write(Library, "A version of a library", LibrarySchemaId);

    private static Form VersionOf(string wanted) => Form.TextLike("^[a-z][a-z0-9-]*@[0-9A-Za-z][0-9A-Za-z._-]*$", wanted);

    /// <summary>The JSON Schema of rule files, kept as <c>schemas/json/ruleset.schema.json</c>.</summary>
    public static string ToJsonSchema() => JsonSchemaWriter.Write(Root, "A version of a cahier", SchemaId);
}
