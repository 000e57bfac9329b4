using System.Collections.Frozen;
using System.Collections.Immutable;
using Cahier.Feel.Diagnostics;

namespace Cahier.Service.Shelves;

/// <summary>A cahier whose files are not used as they stand.</summary>
/// <param name="Cahier">Its name.</param>
/// <param name="Diagnostics">Why.</param>
/// <param name="HasFormer">Whether its last good texts are used instead; if not, it is not to be had.</param>
internal sealed record RefusedCahier(string Cahier, ImmutableArray<Diagnostic> Diagnostics, bool HasFormer);

/// <summary>Every cahier that is in use, at one moment.</summary>
/// <param name="Texts">The texts in use.</param>
/// <param name="Cahiers">The cahiers, by name.</param>
/// <param name="Refused">Those whose files are not used as they stand.</param>
internal sealed record Shelf(ShelfTexts Texts, FrozenDictionary<string, ShelvedCahier> Cahiers, ImmutableArray<RefusedCahier> Refused);

/// <summary>
/// The cahiers in use. New and changed files are taken when somebody asks for it, as a run does when it begins; of a cahier
/// that has mistakes the last good texts stay. Safe to share between threads.
/// </summary>
internal sealed class RuleShelf
{
    private readonly Lock refreshing = new();
    private readonly string rulesFolder;
    private readonly string modelsFolder;
    private string? hash;
    private volatile Shelf current;

    /// <summary>Reads the folders.</summary>
    /// <exception cref="IOException">They cannot be read.</exception>
    public RuleShelf(string rulesFolder, string modelsFolder)
    {
        (this.rulesFolder, this.modelsFolder) = (rulesFolder, modelsFolder);
        var texts = ShelfTexts.Read(rulesFolder, modelsFolder);
        hash = texts.Hash;
        current = Judge(texts, former: null);
    }

    /// <summary>What is in use now.</summary>
    public Shelf Current => current;

    /// <summary>Takes new and changed files into use. Gives what changed: the cahiers taken, and those refused since.</summary>
    /// <exception cref="IOException">The folders cannot be read; what was in use stays.</exception>
    public ShelfChange Refresh()
    {
        lock (refreshing)
        {
            var texts = ShelfTexts.Read(rulesFolder, modelsFolder);
            var former = current;
            if (texts.Hash == hash)
            {
                return new ShelfChange([], []);
            }

            current = Judge(texts, former);
            hash = texts.Hash;
            return new ShelfChange(
                [.. current.Texts.Cahiers.Union(former.Texts.Cahiers).Where(c => current.Texts.Find(c)?.Hash != former.Texts.Find(c)?.Hash).Order(StringComparer.Ordinal)],
                [.. current.Refused.Where(r => !former.Refused.Any(f => f.Cahier == r.Cahier && f.Diagnostics.SequenceEqual(r.Diagnostics)))]);
        }
    }

    // A cahier that is put back may be a library, so those that use it are judged again: until nothing more is put back.
    private static Shelf Judge(ShelfTexts texts, Shelf? former)
    {
        var refused = ImmutableArray.CreateBuilder<RefusedCahier>();
        while (true)
        {
            var cahiers = texts.Cahiers.AsParallel().Select(c => new ShelvedCahier(texts, c)).ToFrozenDictionary(c => c.Name, StringComparer.Ordinal);
            var bad = cahiers.Values.AsParallel().Select(c => (Cahier: c, Mistakes: c.Mistakes())).Where(c => !c.Mistakes.IsEmpty).OrderByDescending(c => c.Cahier.IsLibrary).ThenBy(c => c.Cahier.Name, StringComparer.Ordinal).ToList();
            if (bad.Count == 0)
            {
                return new Shelf(texts, cahiers, [.. refused.OrderBy(r => r.Cahier, StringComparer.Ordinal)]);
            }

            // Libraries first: what is wrong with a cahier may be theirs.
            var libraries = bad[0].Cahier.IsLibrary;
            foreach (var (cahier, mistakes) in bad.Where(b => b.Cahier.IsLibrary == libraries))
            {
                foreach (var name in Changed(cahier.Name, texts, former))
                {
                    var last = former?.Texts.Find(name) is { } folder && folder.Hash != texts.Find(name)?.Hash ? folder : null;
                    refused.RemoveAll(r => r.Cahier == name);
                    refused.Add(new RefusedCahier(name, mistakes, last is not null));
                    texts = texts.With(name, last);
                }
            }
        }
    }

    // What is put back for a cahier with mistakes: its own texts when they changed, else those of libraries that it used; when nothing changed, it goes.
    private static ImmutableArray<string> Changed(string cahier, ShelfTexts texts, Shelf? former)
    {
        bool HasChanged(string name) => former!.Texts.Find(name) is { } folder && folder.Hash != texts.Find(name)?.Hash;

        return former?.Cahiers.GetValueOrDefault(cahier) is { } good && !HasChanged(cahier)
            && good.Catalog.Entries.SelectMany(e => e.Definition.Libraries).Select(l => l.Cahier).Distinct(StringComparer.Ordinal).Where(HasChanged).ToImmutableArray() is { IsEmpty: false } used
                ? used
                : [cahier];
    }
}

/// <summary>What a look at the folders came to.</summary>
/// <param name="Taken">Cahiers whose new texts are in use, or that are gone.</param>
/// <param name="Refused">Cahiers whose new texts are not used.</param>
internal sealed record ShelfChange(ImmutableArray<string> Taken, ImmutableArray<RefusedCahier> Refused);
