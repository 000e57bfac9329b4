using System.Collections.Immutable;

namespace Cahier.Rules.Wordings;

/// <summary>An expression in words: a line, and when it is long its parts in a list below.</summary>
internal sealed record Wording(Phrase Line, ImmutableArray<Wording> Parts)
{
    public static Wording Of(Phrase line) => new(line, []);
}
