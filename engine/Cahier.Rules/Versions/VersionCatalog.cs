using System.Collections.Immutable;
using Cahier.Feel.Checking;
using Cahier.Feel.Diagnostics;
using Cahier.Feel.Values;
using Cahier.Rules.Definitions;
using Cahier.Rules.Loading;

namespace Cahier.Rules.Versions;

/// <summary>A version of a cahier and where it stands in its life.</summary>
public sealed record VersionEntry(RuleSetDefinition Definition, VersionStatus Status)
{
    public string Version => Definition.Version;
}

/// <summary>The versions of a cahier that hold for part of a period, each with its days.</summary>
public sealed record VersionPart(VersionEntry Entry, Date From, Date To);

/// <summary>
/// The versions of one cahier or library. Published versions count; a cahier of which nothing was ever published runs from its
/// drafts. Two versions for one day are an error, and so is a published text that has changed.
/// </summary>
public sealed class VersionCatalog
{
    private VersionCatalog(string cahier, ImmutableArray<VersionEntry> entries, ImmutableArray<Diagnostic> diagnostics)
    {
        Cahier = cahier;
        Entries = entries;
        Diagnostics = diagnostics;
    }

    public string Cahier { get; }

    /// <summary>Every version that could be loaded, by the first day of each.</summary>
    public ImmutableArray<VersionEntry> Entries { get; }

    public ImmutableArray<Diagnostic> Diagnostics { get; }

    public bool HasErrors => Diagnostics.Any(d => d.IsError);

    /// <summary>The versions from which one is chosen by date.</summary>
    public IEnumerable<VersionEntry> InForce => Entries.Any(e => e.Status == VersionStatus.Published)
        ? Entries.Where(e => e.Status == VersionStatus.Published)
        : Entries.Where(e => e.Status == VersionStatus.Draft);

    /// <summary>Loads every version of a cahier.</summary>
    public static VersionCatalog Load(IRuleTexts texts, string cahier)
    {
        var versions = texts.Versions(cahier);
        if (versions.Count == 0)
        {
            return new VersionCatalog(cahier, [], [new Diagnostic(DiagnosticCatalog.UnknownVersion, new SourceLocation(cahier, 1, 1), 1, $"there is no cahier ‘{cahier}’", Suggestions.Remedy(cahier, texts.Cahiers), [])]);
        }

        var diagnostics = new List<Diagnostic>();
        var published = ImmutableArray<PublishedEntry>.Empty;
        if (texts.Beside(cahier, PublishedRecord.FileName) is { } record)
        {
            (published, var found) = PublishedRecord.Read(record.File, record.Text);
            diagnostics.AddRange(found);
        }

        var entries = new List<VersionEntry>();
        foreach (var version in versions)
        {
            var loaded = RuleSetLoader.Load(texts, cahier, version);
            diagnostics.AddRange(loaded.Diagnostics.Where(d => d.IsError).Except(diagnostics));
            if (loaded.Definition is { } definition)
            {
                entries.Add(new VersionEntry(definition, StatusOf(definition, published, diagnostics)));
            }
        }

        foreach (var lost in published.Where(p => !versions.Contains(p.Version)))
        {
            diagnostics.Add(new Diagnostic(DiagnosticCatalog.PublishedTextChanged, lost.Location, 1, $"the published version {lost.Version} is no longer there", "put the file back as it was published", []));
        }

        var catalog = new VersionCatalog(cahier, [.. entries.OrderBy(e => e.Definition.AppliesFrom.EpochDay).ThenBy(e => e.Version, StringComparer.Ordinal)], []);
        // Cahiers name the version of a library that they use: no day chooses between them.
        diagnostics.AddRange(catalog.Entries.Any(e => e.Definition.IsLibrary) ? [] : catalog.OverlapsAndGaps());
        return new VersionCatalog(cahier, catalog.Entries, [.. diagnostics]);
    }

    /// <summary>A version by name, or none.</summary>
    public VersionEntry? Find(string version) => Entries.FirstOrDefault(e => e.Version == version);

    /// <summary>The versions that hold during a period, in order, each with the days for which it does; days without a version are left out.</summary>
    public ImmutableArray<VersionPart> During(Date from, Date to) =>
    [
        .. InForce
            .Where(e => e.Definition.AppliesFrom <= to && (e.Definition.AppliesTo is not { } last || last >= from))
            .Select(e => new VersionPart(e, Later(from, e.Definition.AppliesFrom), e.Definition.AppliesTo is { } last && last < to ? last : to)),
    ];

    private static Date Later(Date a, Date b) => a > b ? a : b;

    private static VersionStatus StatusOf(RuleSetDefinition definition, ImmutableArray<PublishedEntry> published, List<Diagnostic> diagnostics)
    {
        if (published.FirstOrDefault(p => p.Version == definition.Version) is not { } entry)
        {
            return VersionStatus.Draft;
        }

        if (entry.Hash != definition.Hash)
        {
            diagnostics.Add(new Diagnostic(DiagnosticCatalog.PublishedTextChanged, entry.Location, 1, $"the text of {definition.Name}{(definition.Libraries.IsEmpty ? "" : $", or of {string.Join(" or ", definition.Libraries.Select(l => l.Name))} which it uses,")} has changed since it was published on {entry.Date} by {entry.By}", "undo the change, and write it as a new version that amends this one", []));
        }

        return entry.Withdrawn ? VersionStatus.Withdrawn : VersionStatus.Published;
    }

    private IEnumerable<Diagnostic> OverlapsAndGaps()
    {
        var inForce = InForce.ToList();
        for (var i = 1; i < inForce.Count; i++)
        {
            var (former, later) = (inForce[i - 1].Definition, inForce[i].Definition);
            if (former.AppliesTo is not { } last || last >= later.AppliesFrom)
            {
                yield return new Diagnostic(DiagnosticCatalog.VersionOverlap, later.AppliesPlace.Location, later.AppliesPlace.Text.Length, $"{former.Cahier}@{former.Version} and {later.Cahier}@{later.Version} both apply on {later.AppliesFrom}", $"end {former.Version} with applies: {{ to: {later.AppliesFrom.AddDays(-1)} }}", [new RelatedPlace(former.AppliesPlace.Location, $"{former.Version} applies from {former.AppliesFrom}")]);
            }
            else if (last.AddDays(1) < later.AppliesFrom)
            {
                yield return new Diagnostic(DiagnosticCatalog.VersionGap, later.AppliesPlace.Location, later.AppliesPlace.Text.Length, $"no version of {later.Cahier} applies from {last.AddDays(1)} to {later.AppliesFrom.AddDays(-1)}", $"end {former.Version} with applies: {{ to: {later.AppliesFrom.AddDays(-1)} }}, unless nothing is paid on those days", [new RelatedPlace(former.AppliesPlace.Location, $"{former.Version} applies to {last}")]);
            }
        }
    }
}
