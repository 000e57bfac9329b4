using System.Collections.Immutable;
using Cahier.Feel.Diagnostics;
using Cahier.Feel.Values;
using Cahier.Rules.Loading;

namespace Cahier.Rules.Versions;

/// <summary>What publishing or withdrawing a version comes to: the record with it, or why it cannot be. Writes nothing.</summary>
public sealed record Publication
{
    private Publication() { }

    /// <summary>The record of what was published as it then stands; null when it cannot be done.</summary>
    public string? Record { get; private init; }

    /// <summary>The hash of the text that is published.</summary>
    public string Hash { get; private init; } = "";

    /// <summary>Why it cannot be done.</summary>
    public string Cause { get; private init; } = "";

    /// <summary>What to do about it.</summary>
    public string Remedy { get; private init; } = "";

    /// <summary>The mistakes that keep a text from being published.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; private init; } = [];

    /// <summary>Publishes a version: its text can no longer change from then on.</summary>
    /// <param name="texts">The texts as they stand.</param>
    /// <param name="cahier">The cahier or library.</param>
    /// <param name="version">The version.</param>
    /// <param name="today">The day of publication.</param>
    /// <param name="by">Who publishes it.</param>
    public static Publication Of(IRuleTexts texts, string cahier, string version, Date today, string by)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var outcome = RuleSetCompiler.Compile(texts, cahier, version);
        var catalog = VersionCatalog.Load(texts, cahier);
        if (outcome.Diagnostics.Any(d => d.IsError) || catalog.Find(version) is not { } entry || catalog.HasErrors)
        {
            return Refused($"{cahier}@{version} cannot be published", "put right what stands above") with { Diagnostics = [.. outcome.Diagnostics.Concat(catalog.Diagnostics).DistinctBy(d => (d.Code, d.Location))] };
        }

        if (entry.Status != VersionStatus.Draft)
        {
            return Refused($"{cahier}@{version} was published before", "write a change as a new version that amends this one");
        }

        if (entry.Definition.Libraries.FirstOrDefault(l => VersionCatalog.Load(texts, l.Cahier).Find(l.Version)?.Status != VersionStatus.Published) is { } library)
        {
            return Refused($"{cahier}@{version} uses {library.Name}, which is not published, so its text may still change", $"publish {library.Name} first");
        }

        return OfSameDays(catalog, entry) is { } other
            ? Refused($"{cahier}@{other.Version} is published for some of the same days", "withdraw it first, or give the two versions different days")
            : new Publication { Record = PublishedRecord.With(RecordOf(texts, cahier), version, entry.Definition.Hash, today, by), Hash = entry.Definition.Hash };
    }

    /// <summary>Withdraws a published version.</summary>
    /// <param name="texts">The texts as they stand.</param>
    /// <param name="cahier">The cahier or library.</param>
    /// <param name="version">The version.</param>
    /// <param name="today">The day on which it is withdrawn.</param>
    public static Publication Withdrawn(IRuleTexts texts, string cahier, string version, Date today)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return PublishedRecord.Withdraw(RecordOf(texts, cahier), version, today) is { } record
            ? new Publication { Record = record }
            : Refused($"{cahier}@{version} is not published", "only what was published can be withdrawn");
    }

    private static VersionEntry? OfSameDays(VersionCatalog catalog, VersionEntry entry)
    {
        var (first, last) = (entry.Definition.AppliesFrom, entry.Definition.AppliesTo);
        return entry.Definition.IsLibrary ? null : catalog.Entries.FirstOrDefault(e =>
            e.Status == VersionStatus.Published && e.Definition.AppliesFrom <= (last ?? e.Definition.AppliesFrom) && (e.Definition.AppliesTo is not { } to || to >= first));
    }

    private static string? RecordOf(IRuleTexts texts, string cahier) => texts.Beside(cahier, PublishedRecord.FileName)?.Text;

    private static Publication Refused(string cause, string remedy) => new() { Cause = cause, Remedy = remedy };
}
