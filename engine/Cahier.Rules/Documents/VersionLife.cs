using System.Collections.Immutable;
using Cahier.Rules.Loading;
using Cahier.Rules.Versions;
using Cahier.Feel.Values;
using Cahier.Rules.Wordings;

namespace Cahier.Rules.Documents;

/// <summary>Where each version of a cahier stands in its life, as its record of publishing says.</summary>
internal sealed class VersionLife(ImmutableArray<PublishedEntry> published)
{
    public static VersionLife Of(IRuleTexts texts, string cahier) =>
        new(texts.Beside(cahier, PublishedRecord.FileName) is { } record ? PublishedRecord.Read(record.File, record.Text).Entries : []);

    /// <summary>Draft, published or withdrawn, with the day and the name of who published it.</summary>
    public string Of(string version, Draft draft)
    {
        if (published.FirstOrDefault(p => p.Version == version) is not { } entry)
        {
            return draft.Labels.Draft;
        }

        var day = Date.TryParse(entry.Date, out var date) ? draft.Values.Date(date) : entry.Date;
        var said = draft.Say(entry.Withdrawn ? draft.Labels.Withdrawn : draft.Labels.PublishedOn, Phrase.Plain(day), Phrase.Plain(entry.By));
        return string.Concat(said.Pieces.Select(p => p.Text));
    }
}
