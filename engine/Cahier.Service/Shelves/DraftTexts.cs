using Cahier.Rules.Loading;

namespace Cahier.Service.Shelves;

/// <summary>The texts in use with one version more, or another text of one, that is tried and not kept.</summary>
/// <param name="texts">The texts in use.</param>
/// <param name="cahier">The cahier.</param>
/// <param name="version">The version.</param>
/// <param name="text">Its text.</param>
/// <param name="beside">Files beside it, such as tables, by name.</param>
internal sealed class DraftTexts(IRuleTexts texts, string cahier, string version, string text, IReadOnlyDictionary<string, string> beside) : IRuleTexts
{
    public IReadOnlyList<string> Cahiers { get; } = [.. texts.Cahiers.Append(cahier).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    public IReadOnlyList<string> Models => texts.Models;

    public IReadOnlyList<string> Versions(string name) => name == cahier ? [.. texts.Versions(name).Append(version).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)] : texts.Versions(name);

    public (string File, string Text)? Version(string name, string its) => name == cahier && its == version ? ($"{cahier}/{version}.yaml", text) : texts.Version(name, its);

    public (string File, string Text)? Beside(string name, string file) =>
        name != cahier ? texts.Beside(name, file)
        : file == version + ".yaml" ? Version(name, version)
        : beside.TryGetValue(file, out var found) ? ($"{cahier}/{file}", found) : texts.Beside(name, file);

    public (string File, string Text)? Model(string name) => texts.Model(name);

    public IReadOnlyList<(string File, string Text)> Tests(string name) => texts.Tests(name);
}
