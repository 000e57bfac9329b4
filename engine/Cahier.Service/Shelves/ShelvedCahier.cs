using System.Collections.Concurrent;
using System.Collections.Immutable;
using Cahier.Calculation.Compilation;
using Cahier.Feel.Diagnostics;
using Cahier.Rules;
using Cahier.Rules.Checking;
using Cahier.Rules.Loading;
using Cahier.Rules.Versions;

namespace Cahier.Service.Shelves;

/// <summary>A version ready to run, or why it is not.</summary>
internal sealed record ShelvedVersion(CompiledRuleSet? Rules, ImmutableArray<Diagnostic> Diagnostics);

/// <summary>A cahier or library on the shelf: its versions, each checked and compiled once, when it is first asked for. Safe to share between threads.</summary>
internal sealed class ShelvedCahier(IRuleTexts texts, string name)
{
    private readonly ConcurrentDictionary<string, Lazy<ShelvedVersion>> versions = new(StringComparer.Ordinal);

    public string Name { get; } = name;

    public VersionCatalog Catalog { get; } = VersionCatalog.Load(texts, name);

    public bool IsLibrary => Catalog.Entries.Any(e => e.Definition.IsLibrary);

    /// <summary>A version, checked.</summary>
    public ShelvedVersion Version(VersionEntry entry) => versions.GetOrAdd(entry.Version, _ => new Lazy<ShelvedVersion>(() => Check(entry))).Value;

    /// <summary>
    /// What keeps the cahier from being used: mistakes in what is in force, or a published text that has changed. A draft of a
    /// cahier that has published versions is not in force, and its mistakes keep nothing back.
    /// </summary>
    public ImmutableArray<Diagnostic> Mistakes()
    {
        var published = Catalog.Entries.Any(e => e.Status != VersionStatus.Draft);
        var drafts = texts.Versions(Name).Where(v => published && Catalog.Find(v)?.Status is null or VersionStatus.Draft).Select(v => texts.Version(Name, v)!.Value.File).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. Catalog.Diagnostics
                .Concat(Catalog.InForce.SelectMany(e => Version(e).Diagnostics))
                .Where(d => d.IsError && !(published && drafts.Contains(d.Location.File)))
                .DistinctBy(d => (d.Code, d.Location, d.Cause)),
        ];
    }

    private ShelvedVersion Check(VersionEntry entry)
    {
        CheckOutcome outcome = RuleSetCompiler.Compile(texts, entry.Definition);
        return new ShelvedVersion(outcome.RuleSet is { } rules ? CompiledRuleSet.Compile(rules) : null, outcome.Diagnostics);
    }
}
