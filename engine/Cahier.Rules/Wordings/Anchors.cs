namespace Cahier.Rules.Wordings;

/// <summary>The places in a document to which names lead.</summary>
internal static class Anchors
{
    public const string Parameter = "parameter";
    public const string Table = "table";
    public const string Function = "function";
    public const string Script = "script";
    public const string Value = "value";
    public const string Rule = "rule";
    public const string Indicator = "indicator";
    public const string Cohort = "cohort";
    public const string Line = "line";
    public const string Source = "source";
    public const string Paragraph = "paragraph";

    /// <summary>The anchor of something by its kind and name: names hold letters, digits, <c>_</c> and <c>-</c> only.</summary>
    public static string Of(string kind, string name) => $"{kind}-{name}";
}
