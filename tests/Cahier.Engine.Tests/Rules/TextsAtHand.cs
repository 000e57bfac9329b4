using Cahier.Engine.Tests.Models;
using Cahier.Rules.Loading;

namespace Cahier.Engine.Tests.Rules;

/// <summary>Rule files held in memory, with the models of the repository and the cahier <c>base</c> that bad cases amend.</summary>
internal sealed class TextsAtHand : IRuleTexts
{
    private readonly SortedDictionary<string, string> files = new(StringComparer.Ordinal);

    public TextsAtHand() => files["base/1.yaml"] = Repository.Read("tests", "cases", "base", "1.yaml");

    public IReadOnlyList<string> Cahiers => [.. files.Keys.Select(k => k.Split('/')[0]).Distinct()];

    public IReadOnlyList<string> Models => RuleFileTests.Folder.Models;

    /// <summary>The texts of a folder of bad cases, as the cahier <c>case</c>.</summary>
    public static TextsAtHand Of(string folder)
    {
        var texts = new TextsAtHand();
        foreach (var file in Directory.GetFiles(folder).Where(f => Path.GetFileName(f) is not ("test.yaml" or "expected.txt")))
        {
            texts.files[$"case/{Path.GetFileName(file)}"] = File.ReadAllText(file);
        }

        // Beside the cahier, a folder for each library or other cahier that it speaks of.
        foreach (var file in Directory.GetDirectories(folder).SelectMany(d => Directory.GetFiles(d)))
        {
            texts.files[$"{Path.GetFileName(Path.GetDirectoryName(file))}/{Path.GetFileName(file)}"] = File.ReadAllText(file);
        }

        return texts;
    }

    /// <summary>With a file, for example <c>case/2.yaml</c>.</summary>
    public TextsAtHand With(string path, string text)
    {
        files[path] = text;
        return this;
    }

    public IReadOnlyList<string> Versions(string cahier) =>
        [.. files.Keys.Where(k => k.StartsWith(cahier + "/", StringComparison.Ordinal) && k.EndsWith(".yaml", StringComparison.Ordinal) && !k.Contains("/tests/", StringComparison.Ordinal) && !k.EndsWith("/published.yaml", StringComparison.Ordinal)).Select(k => Path.GetFileNameWithoutExtension(k))];

    public (string File, string Text)? Version(string cahier, string version) => Beside(cahier, version + ".yaml");

    public (string File, string Text)? Beside(string cahier, string name) => files.TryGetValue($"{cahier}/{name}", out var text) ? (cahier is "case" or "base" ? name : $"{cahier}/{name}", text) : null;

    public IReadOnlyList<(string File, string Text)> Tests(string cahier) => [.. files.Where(f => f.Key.StartsWith($"{cahier}/tests/", StringComparison.Ordinal)).Select(f => (f.Key, f.Value))];

    public (string File, string Text)? Model(string name) => RuleFileTests.Folder.Model(name);
}
