using System.Collections.Immutable;
using Cahier.Calculation.Compilation;
using Cahier.Feel.Checking;
using Cahier.Rules.Versions;
using Cahier.Service.Requests;
using Microsoft.AspNetCore.Http;

namespace Cahier.Service.Shelves;

/// <summary>A version that is ready to run, and the days for which it is to.</summary>
/// <param name="Rules">The version.</param>
/// <param name="Status">Whether it is in force.</param>
/// <param name="Period">The days.</param>
internal sealed record ChosenVersion(CompiledRuleSet Rules, VersionStatus Status, Period Period)
{
    public string Name => Rules.RuleSet.Name;

    /// <summary>The version that was asked for, or the one that holds for all days of the period that any holds for.</summary>
    /// <exception cref="Refusal">There is none, or several hold.</exception>
    public static ChosenVersion One(Shelf shelf, string cahier, string? version, Period period)
    {
        var parts = All(shelf, cahier, version, period);
        return parts is [var only]
            ? only
            : throw new Refusal(StatusCodes.Status409Conflict, "several-versions", "the text changed during the period, and a case follows one text", $"ask for the days of one text: {string.Join(", ", parts.Select(p => p.Period))}");
    }

    /// <summary>The version that was asked for; or each that holds for part of a period, with its days.</summary>
    /// <exception cref="Refusal">There is none.</exception>
    public static ImmutableArray<ChosenVersion> All(Shelf shelf, string cahier, string? version, Period period)
    {
        var shelved = Find(shelf, cahier);
        if (shelved.IsLibrary)
        {
            throw new Refusal(StatusCodes.Status409Conflict, "library", "it is a library of definitions, and nothing of its own is run", "ask for a cahier that uses it");
        }

        var parts = version is not null ? [new VersionPart(Entry(shelved, version), period.From, period.To)] : shelved.Catalog.During(period.From, period.To);
        return parts.IsEmpty
            ? throw new Refusal(StatusCodes.Status409Conflict, "no-version", "no version of the cahier holds for the period", $"ask for another period: {string.Join("; ", shelved.Catalog.InForce.Select(e => $"{e.Version} holds from {e.Definition.AppliesFrom}{(e.Definition.AppliesTo is { } last ? $" to {last}" : " on")}"))}")
            : [.. parts.Select(p => Ready(shelved, p))];
    }

    /// <summary>A cahier by name.</summary>
    /// <exception cref="Refusal">There is none, or its texts have mistakes.</exception>
    public static ShelvedCahier Find(Shelf shelf, string cahier) =>
        shelf.Cahiers.TryGetValue(cahier, out var found) ? found
        : shelf.Refused.FirstOrDefault(r => r.Cahier == cahier) is { } refused ? throw Refusal.Mistakes("the texts of the cahier have mistakes", refused.Diagnostics)
        : throw Refusal.NoSuch("cahier", Suggestions.Remedy(cahier, shelf.Texts.Cahiers));

    /// <summary>A version by name.</summary>
    /// <exception cref="Refusal">There is none.</exception>
    public static VersionEntry Entry(ShelvedCahier cahier, string version) =>
        cahier.Catalog.Find(version) ?? throw Refusal.NoSuch("version", Suggestions.Remedy(version, cahier.Catalog.Entries.Select(e => e.Version)));

    private static ChosenVersion Ready(ShelvedCahier cahier, VersionPart part)
    {
        if (part.Entry.Status == VersionStatus.Withdrawn)
        {
            throw new Refusal(StatusCodes.Status409Conflict, "withdrawn", "the version was withdrawn", "ask for another version");
        }

        var version = cahier.Version(part.Entry);
        return version.Rules is { } rules
            ? new ChosenVersion(rules, part.Entry.Status, Period.Of(part.From, part.To))
            : throw Refusal.Mistakes("the version has mistakes", version.Diagnostics.Where(d => d.IsError));
    }
}
