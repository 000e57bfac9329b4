using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Cahier.Facts.Models;
using Cahier.Service.Shelves;

namespace Cahier.Service.Api;

/// <summary>A text in French and English.</summary>
internal sealed record LabelAnswer(string? Fr, string? En)
{
    public static LabelAnswer Of(Label label) => new(label.French, label.English);
}

/// <summary>A version of a cahier.</summary>
/// <param name="Status">draft, published or withdrawn.</param>
internal sealed record VersionAnswer(string Version, string Status, LabelAnswer Title, string From, string? To, string? Amends, ImmutableArray<string> Uses, string Model, string RuleHash)
{
    public static VersionAnswer Of(Rules.Versions.VersionEntry entry) => new(
        entry.Version,
        entry.Status.ToString().ToLowerInvariant(),
        LabelAnswer.Of(entry.Definition.Title),
        entry.Definition.AppliesFrom.ToString(),
        entry.Definition.AppliesTo?.ToString(),
        entry.Definition.Amends,
        [.. entry.Definition.Uses.Select(u => u.Text)],
        entry.Definition.Model.Text,
        entry.Definition.Hash);
}

/// <summary>A cahier or library with its versions.</summary>
internal sealed record CahierAnswer(string Cahier, bool IsLibrary, ImmutableArray<VersionAnswer> Versions)
{
    /// <summary>Why its files are not used as they stand now; its last good texts are, if there are any.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ImmutableArray<DiagnosticAnswer> Refused { get; init; }

    /// <summary>Every cahier, those that are not to be had too.</summary>
    public static ImmutableArray<CahierAnswer> All(Shelf shelf) =>
        [.. shelf.Cahiers.Keys.Union(shelf.Refused.Select(r => r.Cahier)).Order(StringComparer.Ordinal).Select(c => Of(shelf, c))];

    public static CahierAnswer Of(Shelf shelf, string name)
    {
        var cahier = shelf.Cahiers.GetValueOrDefault(name);
        var refused = shelf.Refused.FirstOrDefault(r => r.Cahier == name);
        return new CahierAnswer(name, cahier?.IsLibrary == true, [.. (cahier?.Catalog.Entries ?? []).Select(VersionAnswer.Of)]) { Refused = refused is null ? default : DiagnosticAnswer.Of(refused.Diagnostics) };
    }
}
