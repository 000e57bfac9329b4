using System.Collections.Immutable;

namespace Cahier.Feel.Diagnostics;

/// <summary>A place in a file that an author wrote. Lines and columns count from 1, as editors do.</summary>
public readonly record struct SourceLocation(string File, int Line, int Column)
{
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}");
}

/// <summary>How grave a diagnostic is.</summary>
public enum Severity
{
    /// <summary>Nothing is run until it is put right.</summary>
    Error,

    /// <summary>The text can be run, but probably does not say what was meant.</summary>
    Warning,

    /// <summary>Something a reader should know.</summary>
    Note,
}

/// <summary>An entry of the catalog of everything that an author can get wrong.</summary>
/// <param name="Id">Short and stable, for example <c>C501</c>.</param>
/// <param name="Severity">How grave it is.</param>
/// <param name="Title">What it is about, in a few words.</param>
/// <param name="Cause">Why it is one, whatever the text at hand.</param>
/// <param name="Remedy">What to do about any of its kind.</param>
public sealed record DiagnosticCode(string Id, Severity Severity, string Title, string Cause, string Remedy)
{
    public override string ToString() => Id;
}

/// <summary>Another place that has a part in a diagnostic.</summary>
public sealed record RelatedPlace(SourceLocation Location, string Text);

/// <summary>Something an author can put right: where, what is wrong, what to do about it.</summary>
/// <param name="Code">The entry of <see cref="DiagnosticCatalog"/>.</param>
/// <param name="Location">File, line and column.</param>
/// <param name="Length">How many characters are concerned, for underlining; at least 1.</param>
/// <param name="Cause">What is wrong, in words of the field.</param>
/// <param name="Remedy">What to write instead.</param>
/// <param name="Related">Every other place that has a part in it.</param>
public sealed record Diagnostic(
    DiagnosticCode Code,
    SourceLocation Location,
    int Length,
    string Cause,
    string Remedy,
    ImmutableArray<RelatedPlace> Related)
{
    public bool IsError => Code.Severity == Severity.Error;
}
