using System.Collections.Immutable;
using Cahier.Rules.Definitions;
using Cahier.Rules.Wordings;

namespace Cahier.Rules.Documents;

/// <summary>Every version of the cahier with its days and its life, the newest first, and what each amending text changed.</summary>
internal static class HistorySection
{
    /// <param name="draft">The version that the document shows.</param>
    /// <param name="versions">All versions that can be read, by their first day.</param>
    /// <param name="unreadable">The names of those that cannot.</param>
    /// <param name="life">Where each stands in its life.</param>
    public static IEnumerable<Block> Of(Draft draft, ImmutableArray<Draft> versions, ImmutableArray<string> unreadable, VersionLife life) =>
    [
        Drafting.Section(draft.Labels.History, "history"),
        .. versions.Reverse().SelectMany(v => Version(draft, v, versions, life)),
        .. unreadable.IsEmpty ? Array.Empty<Block>() : [Drafting.Line(draft.Say(draft.Labels.Unreadable, string.Join(", ", unreadable)))],
    ];

    private static IEnumerable<Block> Version(Draft draft, Draft version, ImmutableArray<Draft> versions, VersionLife life)
    {
        var (labels, text) = (draft.Labels, version.Definition);
        yield return new Heading(3, $"version-{text.Version}", [new PlainPiece(text.Version)]);
        var days = text.AppliesTo is { } last
            ? draft.Say(labels.VersionLine, Phrase.Of(new CodePiece(text.Name)), Phrase.Plain(life.Of(text.Version, draft)), Phrase.Plain(draft.Values.Date(text.AppliesFrom)), Phrase.Plain(draft.Values.Date(last)))
            : draft.Say(labels.VersionOpen, Phrase.Of(new CodePiece(text.Name)), Phrase.Plain(life.Of(text.Version, draft)), Phrase.Plain(draft.Values.Date(text.AppliesFrom)));
        yield return Drafting.Line(ReferenceEquals(version, draft) ? draft.Say("{0} ({1})", days, Phrase.Plain(labels.ShownHere)) : days);
        if (text.Amends is null)
        {
            yield return Drafting.Line(labels.WholeText);
        }
        else if (versions.FirstOrDefault(v => v.Definition.Name == text.Amends) is { } amended)
        {
            foreach (var block in Changes(draft, amended, version))
            {
                yield return block;
            }
        }
    }

    private static IEnumerable<Block> Changes(Draft draft, Draft amended, Draft version)
    {
        var changes = VersionChanges.Between(amended, version).ToImmutableArray();
        yield return Drafting.Line(draft.Say(draft.Labels.AmendsText, Phrase.Of(new CodePiece(amended.Definition.Name))));
        yield return changes.IsEmpty ? Drafting.Line(draft.Labels.NothingChanged) : new Bullets(changes);
    }
}
