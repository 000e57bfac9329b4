using Cahier.Facts.Yaml;
using Cahier.Feel.Diagnostics;
using Cahier.Feel.Dmn;
using Cahier.Feel.Syntax;

namespace Cahier.Rules.Definitions;

/// <summary>A piece of text that an author wrote, with its place, so that a mistake inside it is shown there.</summary>
public sealed class RuleText
{
    private readonly YamlScalar? scalar;
    private readonly DmnText? dmn;

    /// <summary>A text of a YAML file.</summary>
    public RuleText(YamlScalar scalar)
    {
        this.scalar = scalar;
        Text = scalar.Value;
        Location = scalar.Start;
    }

    /// <summary>A text of a DMN file.</summary>
    public RuleText(DmnText dmn)
    {
        this.dmn = dmn;
        Text = dmn.Value;
        Location = dmn.Location;
    }

    /// <summary>A text on one line of another file, such as a cell of a CSV table.</summary>
    public RuleText(string text, SourceLocation location)
    {
        Text = text;
        Location = location;
    }

    public string Text { get; }

    public SourceLocation Location { get; }

    public override string ToString() => Text;

    /// <summary>Adds the language's problem as a diagnostic at its place in the file.</summary>
    internal void Report(Problem problem, DiagnosticBag diagnostics)
    {
        var (location, length) = Locate(problem.Span);
        diagnostics.Add(problem.Code, location, length, problem.Cause, problem.Remedy);
    }

    /// <summary>Adds a diagnostic about the whole text.</summary>
    internal void Report(DiagnosticCode code, string cause, string remedy, DiagnosticBag diagnostics, params RelatedPlace[] related)
    {
        var (location, length) = Locate(new SourceSpan(0, Text.Length));
        diagnostics.Add(code, location, length, cause, remedy, [.. related]);
    }

    private (SourceLocation Location, int Length) Locate(SourceSpan span) => scalar is not null
        ? scalar.Locate(span)
        : dmn is not null ? dmn.Locate(span)
        : (Location with { Column = Location.Column + span.Start }, Math.Max(1, span.Length));
}
