using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Cahier.Rules.Loading;

namespace Cahier.Service.Shelves;

/// <summary>The folder of one cahier as it was at one moment.</summary>
/// <param name="Hash">SHA-256 of the names and texts of its files.</param>
internal sealed record ShelfFolder(string Name, FrozenDictionary<string, (string File, string Text)> Files, IReadOnlyList<(string File, string Text)> Tests, string Hash);

/// <summary>The texts of cahiers and models as they were at one moment: files that change meanwhile change nothing of it. Safe to share between threads.</summary>
internal sealed class ShelfTexts : IRuleTexts
{
    private const string Yaml = ".yaml";
    private const string Record = "published";

    private readonly FrozenDictionary<string, ShelfFolder> folders;
    private readonly FrozenDictionary<string, (string File, string Text)> models;

    private ShelfTexts(IEnumerable<ShelfFolder> folders, FrozenDictionary<string, (string File, string Text)> models)
    {
        this.folders = folders.ToFrozenDictionary(f => f.Name, StringComparer.Ordinal);
        this.models = models;
        Cahiers = [.. this.folders.Keys.Order(StringComparer.Ordinal)];
        Models = [.. models.Keys.Order(StringComparer.Ordinal)];
        Hash = HashOf(Cahiers.Select(c => (c, this.folders[c].Hash)).Concat(Models.Select(m => (m, models[m].Text))));
    }

    /// <summary>SHA-256 of all of it.</summary>
    public string Hash { get; }

    public IReadOnlyList<string> Cahiers { get; }

    public IReadOnlyList<string> Models { get; }

    /// <summary>Reads every text.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static ShelfTexts Read(string rulesFolder, string modelsFolder)
    {
        // A drive that is gone for a while is no folder without cahiers.
        foreach (var missing in new[] { rulesFolder, modelsFolder }.Where(f => !Directory.Exists(f)))
        {
            throw new DirectoryNotFoundException($"there is no folder {missing}");
        }

        var folder = new RuleFolder(rulesFolder, modelsFolder);
        return new ShelfTexts(
            folder.Cahiers.Select(c => Folder(folder, rulesFolder, c)),
            folder.Models.Select(m => (Name: m, Found: folder.Model(m))).Where(m => m.Found is not null).ToFrozenDictionary(m => m.Name, m => m.Found!.Value, StringComparer.Ordinal));
    }

    /// <summary>These texts, but for one cahier's, which are others or none.</summary>
    public ShelfTexts With(string cahier, ShelfFolder? other) =>
        new(folders.Values.Where(f => f.Name != cahier).Concat(other is null ? [] : [other]), models);

    /// <summary>The folder of a cahier; null when there is none.</summary>
    public ShelfFolder? Find(string cahier) => folders.GetValueOrDefault(cahier);

    public IReadOnlyList<string> Versions(string cahier) =>
        [.. (Find(cahier)?.Files.Keys ?? []).Where(n => n.EndsWith(Yaml, StringComparison.Ordinal)).Select(n => n[..^Yaml.Length]).Where(n => n != Record).Order(StringComparer.Ordinal)];

    public (string File, string Text)? Version(string cahier, string version) => Beside(cahier, version + Yaml);

    public (string File, string Text)? Beside(string cahier, string name) => Find(cahier) is { } folder && folder.Files.TryGetValue(name, out var found) ? found : null;

    public (string File, string Text)? Model(string name) => models.TryGetValue(name, out var found) ? found : null;

    public IReadOnlyList<(string File, string Text)> Tests(string cahier) => Find(cahier)?.Tests ?? [];

    private static ShelfFolder Folder(RuleFolder folder, string rulesFolder, string cahier)
    {
        var names = Directory.EnumerateFiles(Path.Combine(rulesFolder, cahier)).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal);
        var files = names.Select(n => (Name: n, Found: folder.Beside(cahier, n))).Where(f => f.Found is not null).Select(f => (f.Name, Found: f.Found!.Value)).ToList();
        var tests = folder.Tests(cahier);
        return new ShelfFolder(cahier, files.ToFrozenDictionary(f => f.Name, f => f.Found, StringComparer.Ordinal), tests, HashOf(files.Select(f => (f.Name, f.Found.Text)).Concat(tests)));
    }

    private static string HashOf(IEnumerable<(string Name, string Text)> texts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, text) in texts)
        {
            hash.AppendData(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
            hash.AppendData(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
