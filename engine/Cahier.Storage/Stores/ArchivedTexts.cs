using Cahier.Rules.Loading;
using Cahier.Storage.Databases;

namespace Cahier.Storage.Stores;

/// <summary>The texts that a run followed, as they are in the archive of the store; files in <c>rules/</c> have no part in it.</summary>
internal sealed class ArchivedTexts : IRuleTexts
{
    private const string Yaml = ".yaml";

    // Versions as cahier@version.yaml, what lies beside them as cahier/file.
    private readonly Dictionary<string, string> texts;
    private readonly (string File, string Text)? model;

    private ArchivedTexts(Dictionary<string, string> texts, (string File, string Text)? model) => (this.texts, this.model) = (texts, model);

    public IReadOnlyList<string> Cahiers => [.. VersionNames.Select(v => v[0]).Distinct().Order(StringComparer.Ordinal)];

    public IReadOnlyList<string> Models => model is { File: var file } ? [Path.GetFileNameWithoutExtension(file)] : [];

    private IEnumerable<string[]> VersionNames => texts.Keys.Where(n => n.Contains('@', StringComparison.Ordinal)).Select(n => n[..^Yaml.Length].Split('@'));

    /// <summary>The texts of a run.</summary>
    /// <param name="store">The store.</param>
    /// <param name="ruleHash">By what the text is known.</param>
    /// <param name="modelHash">By what the model is known.</param>
    public static ArchivedTexts Read(FactStore store, string ruleHash, string modelHash) => store.Read(() => new ArchivedTexts(
        Named(store, ruleHash, "rules").ToDictionary(t => t.Name, t => t.Text, StringComparer.Ordinal),
        Named(store, modelHash, "model") is [var model, ..] ? model : null));

    public IReadOnlyList<string> Versions(string cahier) => [.. VersionNames.Where(v => v[0] == cahier).Select(v => v[1]).Order(StringComparer.Ordinal)];

    public (string File, string Text)? Version(string cahier, string version) => Find($"{cahier}@{version}{Yaml}");

    public (string File, string Text)? Beside(string cahier, string name) => Find($"{cahier}/{name}");

    public (string File, string Text)? Model(string name) => model is { File: var file } && file == name + Yaml ? model : null;

    internal static IReadOnlyList<(string Name, string Text)> Named(FactStore store, string hash, string kind) =>
        store.Connection.Query<(string, string)>(store.Connection.Sql.ReadArchivedTexts, new { hash, kind });

    private (string File, string Text)? Find(string name) => texts.TryGetValue(name, out var text) ? (name, text) : null;
}
