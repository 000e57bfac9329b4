using Cahier.Feel.Syntax;

namespace Cahier.Feel.Diagnostics;

/// <summary>Something an author can put right in one expression: what is wrong, where, and what to do about it.</summary>
/// <param name="Code">The entry of <see cref="DiagnosticCatalog"/>.</param>
/// <param name="Span">Where in the expression's text.</param>
/// <param name="Cause">What is wrong, in words of the field.</param>
/// <param name="Remedy">What to write instead.</param>
public sealed record Problem(DiagnosticCode Code, SourceSpan Span, string Cause, string Remedy);
