using System.Collections.Immutable;
using Cahier.Rules.Wordings;

namespace Cahier.Rules.Documents;

/// <summary>What one version adds to another, changes of it and takes out, item by item.</summary>
internal static class VersionChanges
{
    public static IEnumerable<Bullet> Between(Draft former, Draft later)
    {
        var before = VersionItems.Of(former).ToList();
        var after = VersionItems.Of(later).ToList();
        var labels = later.Labels;
        return
        [
            .. after.Where(i => Find(before, i) is null).Select(i => new Bullet(Titled(later, labels.Added, i), [.. i.Parts.Where(p => p.IsMain).Select(p => Said(later, labels.ItemPart, p))])),
            .. after.Select(i => (Former: Find(before, i), Later: i)).Where(p => p.Former is not null).Select(p => (p.Later, Parts: Parts(later, p.Former!, p.Later).ToImmutableArray())).Where(p => !p.Parts.IsEmpty).Select(p => new Bullet(Titled(later, labels.Changed, p.Later), p.Parts)),
            .. before.Where(i => Find(after, i) is null).Select(i => new Bullet(Titled(later, labels.Removed, i), [])),
        ];
    }

    private static VersionItem? Find(List<VersionItem> items, VersionItem item) => items.Find(i => i.Kind == item.Kind && i.Name == item.Name);

    private static ImmutableArray<Piece> Titled(Draft draft, string sentence, VersionItem item) => draft.Say(sentence, draft.Say("{0} {1}", Phrase.Plain(item.Kind), item.Called)).Pieces;

    private static IEnumerable<Bullet> Parts(Draft draft, VersionItem former, VersionItem later)
    {
        var labels = draft.Labels;
        foreach (var key in former.Parts.Concat(later.Parts).Select(p => p.Key).Distinct(StringComparer.Ordinal))
        {
            var before = Only(former, later, key);
            var after = Only(later, former, key);
            var isChange = before.Count == 1 && after.Count == 1 && key != labels.PartRow;
            foreach (var part in before)
            {
                yield return Said(draft, isChange ? labels.ChangedPart : labels.RemovedPart, part);
            }

            foreach (var part in after)
            {
                yield return Said(draft, isChange ? labels.ChangedNow : labels.AddedPart, part);
            }
        }
    }

    // What one says under a key and the other does not.
    private static List<ItemPart> Only(VersionItem item, VersionItem other, string key) =>
        [.. item.Parts.Where(p => p.Key == key && !other.Parts.Any(o => o.Key == key && o.Exact == p.Exact))];

    // In words and exactly; what is laid out in parts has its exact text below them.
    private static Bullet Said(Draft draft, string sentence, ItemPart part)
    {
        var exact = Phrase.Of(new CodePiece(part.Exact));
        return part.Words switch
        {
            null or { Parts.IsEmpty: true, Line.Pieces: [CodePiece] } => new Bullet(draft.Say(sentence, Phrase.Plain(part.Key), exact).Pieces, []),
            { Parts.IsEmpty: true } words => new Bullet(draft.Say(sentence, Phrase.Plain(part.Key), draft.Say("{0} — {1}", words.Line, exact)).Pieces, []),
            var laid => new Bullet(draft.Say(sentence, Phrase.Plain(part.Key), laid.Line).Pieces, [.. laid.Parts.Select(Bullet.Of), new Bullet(draft.Say(draft.Labels.Exact, exact).Pieces, [])]),
        };
    }
}
