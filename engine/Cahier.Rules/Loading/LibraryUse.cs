using System.Collections.Immutable;
using Cahier.Facts.Yaml;
using Cahier.Feel.Checking;
using Cahier.Feel.Diagnostics;
using Cahier.Rules.Definitions;

namespace Cahier.Rules.Loading;

/// <summary>The libraries that a cahier uses: each is named with its version, so that the cahier's text stays what it is when a library gets a new one.</summary>
internal static class LibraryUse
{
    /// <summary>Loads the libraries that are named. A mistake in one of them is a mistake of the cahier.</summary>
    public static ImmutableArray<LoadResult> Load(IRuleTexts texts, ImmutableArray<RuleText> uses, DiagnosticBag diagnostics)
    {
        var loaded = ImmutableArray.CreateBuilder<LoadResult>();
        foreach (var use in uses)
        {
            var parts = use.Text.Split('@');
            var versions = texts.Versions(parts[0]);
            if (!versions.Contains(parts[1]))
            {
                use.Report(DiagnosticCatalog.LibraryUse, versions.Count == 0 ? $"there is no library ‘{parts[0]}’" : $"the library {parts[0]} has no version ‘{parts[1]}’", versions.Count == 0 ? Suggestions.Remedy(parts[0], texts.Cahiers) : Suggestions.Remedy(parts[1], versions), diagnostics);
                continue;
            }

            var library = RuleSetLoader.Load(texts, parts[0], parts[1]);
            diagnostics.AddRange(library.Diagnostics);
            if (library.Definition is { IsLibrary: false })
            {
                use.Report(DiagnosticCatalog.LibraryUse, $"{use.Text} is a cahier, not a library", "put what both need into a library, and let both use it", diagnostics);
            }
            else if (library.Definition is not null)
            {
                loaded.Add(library);
            }
        }

        return loaded.ToImmutable();
    }

    /// <summary>Whether the libraries fit the cahier: its model, its days, its sources.</summary>
    public static void Check(RuleSetDefinition cahier, DiagnosticBag diagnostics)
    {
        if (cahier.Libraries.Length < cahier.Uses.Length)
        {
            return;
        }

        foreach (var (use, library) in cahier.Uses.Zip(cahier.Libraries))
        {
            if (library.Model.Text != cahier.Model.Text)
            {
                use.Report(DiagnosticCatalog.LibraryUse, $"{use.Text} speaks of the model {library.Model.Text}, and {cahier.Name} of {cahier.Model.Text}", "use a library of the same model", diagnostics);
            }

            if (!library.Applies(cahier.AppliesFrom) || (library.AppliesTo is not null && (cahier.AppliesTo is not { } last || !library.Applies(last))))
            {
                use.Report(DiagnosticCatalog.LibraryUse, $"{use.Text} does not hold for all days of {cahier.Name}", "use a version of the library that does", diagnostics, new RelatedPlace(library.AppliesPlace.Location, "its days"));
            }

            foreach (var other in library.Sources.Where(s => !cahier.Sources.First(o => o.Id.Text == s.Id.Text).IsSameText(s)))
            {
                use.Report(DiagnosticCatalog.LibraryUse, $"the source ‘{other.Id}’ is another text in {use.Text} than here", "give one of the two another name", diagnostics);
            }
        }

        foreach (var twice in cahier.Uses.GroupBy(u => u.Text.Split('@')[0], StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            twice.Last().Report(DiagnosticCatalog.LibraryUse, $"the library {twice.Key} is used twice", "name one version of it", diagnostics, new RelatedPlace(twice.First().Location, "the other one"));
        }
    }
}
