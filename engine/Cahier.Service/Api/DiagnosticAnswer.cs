using System.Collections.Immutable;
using Cahier.Feel.Diagnostics;

namespace Cahier.Service.Api;

/// <summary>A place in a text.</summary>
internal sealed record PlaceAnswer(string File, int Line, int Column, string Text);

/// <summary>Something that an author can put right, as <c>cahier check --format json</c> has it.</summary>
internal sealed record DiagnosticAnswer(string Code, string Severity, string File, int Line, int Column, int Length, string Cause, string Remedy, ImmutableArray<PlaceAnswer> Related)
{
    /// <summary>By file, line and column.</summary>
    public static ImmutableArray<DiagnosticAnswer> Of(IEnumerable<Diagnostic> diagnostics) =>
    [
        .. diagnostics
            .DistinctBy(d => (d.Code, d.Location, d.Cause))
            .OrderBy(d => d.Location.File, StringComparer.Ordinal).ThenBy(d => d.Location.Line).ThenBy(d => d.Location.Column).ThenBy(d => d.Code.Id, StringComparer.Ordinal)
            .Select(d => new DiagnosticAnswer(
                d.Code.Id,
                d.Code.Severity.ToString().ToLowerInvariant(),
                d.Location.File,
                d.Location.Line,
                d.Location.Column,
                d.Length,
                d.Cause,
                d.Remedy,
                [.. d.Related.Select(r => new PlaceAnswer(r.Location.File, r.Location.Line, r.Location.Column, r.Text))])),
    ];
}
