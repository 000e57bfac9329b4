#pragma warning disable RS0030 // The one loader of rule folders: all that the core reads of the disk is read here.
using System.Text;

namespace Cahier.Rules.Loading;

/// <summary>Reads cahiers from a folder <c>rules/</c> and models from <c>schemas/model/</c>. Names never lead out of the two.</summary>
public sealed class RuleFolder : IRuleTexts
{
    private const long LargestFile = 50_000_000;

    private readonly string rules;
    private readonly string models;

    /// <param name="rules">The folder with a folder per cahier.</param>
    /// <param name="models">The folder with a YAML file per model.</param>
    public RuleFolder(string rules, string models)
    {
        this.rules = Path.GetFullPath(rules);
        this.models = Path.GetFullPath(models);
    }

    public IReadOnlyList<string> Cahiers => Directory.Exists(rules)
        ? [.. Directory.EnumerateDirectories(rules).Where(d => Directory.EnumerateFiles(d, "*.yaml").Any()).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal)]
        : [];

    public IReadOnlyList<string> Models => Directory.Exists(models)
        ? [.. Directory.EnumerateFiles(models, "*.yaml").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal)]
        : [];

    public IReadOnlyList<string> Versions(string cahier) => FolderOf(cahier) is { } folder && Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*.yaml").Select(f => Path.GetFileNameWithoutExtension(f)!).Where(n => n != "published").Order(StringComparer.Ordinal)]
        : [];

    public (string File, string Text)? Version(string cahier, string version) => Beside(cahier, version + ".yaml");

    public (string File, string Text)? Beside(string cahier, string name) =>
        FolderOf(cahier) is { } folder && IsPlain(name) ? Read(Path.Combine(folder, name)) : null;

    public IReadOnlyList<(string File, string Text)> Tests(string cahier) => FolderOf(cahier) is { } folder && Directory.Exists(Path.Combine(folder, "tests"))
        ? [.. Directory.EnumerateFiles(Path.Combine(folder, "tests"), "*.yaml").Order(StringComparer.Ordinal).Select(f => Read(f)!.Value)]
        : [];

    public (string File, string Text)? Model(string name) => IsPlain(name) ? Read(Path.Combine(models, name + ".yaml")) : null;

    private string? FolderOf(string cahier) => IsPlain(cahier) ? Path.Combine(rules, cahier) : null;

    private static bool IsPlain(string name) =>
        name.Length is > 0 and < 200 && name[0] != '.' && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    private static (string File, string Text)? Read(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            return null;
        }

        return file.Length > LargestFile
            ? throw new IOException($"{path} is larger than {LargestFile} bytes")
            : (Shown(path), File.ReadAllText(path, Encoding.UTF8));
    }

    // Messages name a file as its author would: from here when it is below, else in full.
    private static string Shown(string path) =>
        (Path.GetRelativePath(Environment.CurrentDirectory, path) is var below && !below.StartsWith("..", StringComparison.Ordinal) ? below : path).Replace('\\', '/');
}
