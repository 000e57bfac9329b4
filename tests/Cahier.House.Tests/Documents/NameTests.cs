using System.Text.RegularExpressions;
using Cahier.Cli;
using Cahier.Cli.Console;
using Cahier.Feel.Diagnostics;
using Cahier.House.Tests.Architecture;
using Xunit;

namespace Cahier.House.Tests.Documents;

/// <summary>What documents name exists: files, folders, commands, options, codes.</summary>
public sealed partial class NameTests
{
    private static readonly Lazy<string> SourceText = new(() => string.Concat(Repository.Files(".cs", "engine").Concat(Repository.Files(".cs", "tools")).Select(File.ReadAllText)));

    [Fact]
    public void Paths_Exist() => Repository.MustBeEmpty(
        from document in MarkdownFile.All
        from name in document.InlineCode().Concat(Links(document))
        where LooksLikeAPath(name.Text) && !Exists(document, name.Text)
        select $"{document.Name}:{name.Line}: {name.Text}",
        "paths that lead nowhere");

    [Fact]
    public void Codes_AreInTheCatalog()
    {
        var known = DiagnosticCatalog.All.Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
        Repository.MustBeEmpty(
            from document in MarkdownFile.All
            from name in document.InlineCode()
            where Code().IsMatch(name.Text) && !known.Contains(name.Text)
            select $"{document.Name}:{name.Line}: {name.Text}",
            "codes that the catalog does not have");
    }

    [Fact]
    public async Task CommandsAndOptions_Exist()
    {
        var commands = await CommandsAsync();
        var help = string.Concat(await Task.WhenAll(commands.Select(c => HelpAsync(c)))) + await HelpAsync();
        Repository.MustBeEmpty(
            from document in MarkdownFile.All
            from name in document.InlineCode()
            from word in Words(name.Text, commands, help)
            select $"{document.Name}:{name.Line}: {word}",
            "commands or options that there are not");
    }

    /// <summary>The commands that <c>cahier --help</c> lists.</summary>
    internal static async Task<IReadOnlyList<string>> CommandsAsync()
    {
        var listed = (await HelpAsync()).Split("Commands:")[1].Split('\n');
        return [.. listed.Select(l => CommandLineOfHelp().Match(l)).Where(m => m.Success).Select(m => m.Groups[1].Value)];
    }

    private static IEnumerable<string> Words(string text, IReadOnlyList<string> commands, string help)
    {
        if (CahierCommand().Match(text) is { Success: true } command && !commands.Contains(command.Groups[1].Value))
        {
            yield return text;
        }

        if (text.StartsWith("cahier", StringComparison.Ordinal) || text.StartsWith("--", StringComparison.Ordinal))
        {
            foreach (var option in Option().Matches(text).Select(m => m.Value).Where(o => !help.Contains(o, StringComparison.Ordinal)))
            {
                yield return option;
            }
        }
    }

    private static async Task<string> HelpAsync(params string[] command)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        Assert.Equal(ExitCodes.Done, await CommandLine.RunAsync([.. command, "--help"], new Surface(output, error, TimeProvider.System), TestContext.Current.CancellationToken));
        return output.ToString();
    }

    private static bool LooksLikeAPath(string text) =>
        PathLike().IsMatch(text) && !text.StartsWith("http", StringComparison.Ordinal) && !text.StartsWith('#') && !text.StartsWith("out/", StringComparison.Ordinal) && text != "out"
        && (text.Contains('/', StringComparison.Ordinal) || FileEnding().IsMatch(text));

    /// <summary>
    /// From the document's folder, from the root, or anywhere below the document's folder; with a placeholder, something of
    /// that shape. A bare file name may also be one that a command writes, which the sources then name.
    /// </summary>
    private static bool Exists(MarkdownFile document, string path)
    {
        var clean = path.Split('#')[0].TrimEnd('/');
        var shape = new Regex($"(^|/){Placeholder().Replace(Regex.Escape(clean).Replace(@"\*", "*", StringComparison.Ordinal), "[^/]+")}($|/)", RegexOptions.CultureInvariant);
        var here = Path.GetDirectoryName(document.FullPath)!;
        return Path.Exists(Path.Combine(here, clean)) || Path.Exists(Repository.PathOf(clean))
            || AllPaths().Any(p => shape.IsMatch(p))
            || (!clean.Contains('/', StringComparison.Ordinal) && SourceText.Value.Contains($"\"{clean}\"", StringComparison.Ordinal));
    }

    private static IEnumerable<string> AllPaths() => Repository.Files("").Select(Repository.Shown);

    private static IEnumerable<(string Text, int Line)> Links(MarkdownFile document) =>
        document.Prose.SelectMany(p => Link().Matches(p.Text).Select(m => (m.Groups[1].Value, p.Line)));

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^[\w.<>*#/-]+$")]
    private static partial Regex PathLike();

    [GeneratedRegex(@"\.(cs|csproj|slnx|props|yaml|md|csv|json|txt|sh)$")]
    private static partial Regex FileEnding();

    [GeneratedRegex(@"<[^>]+>|\*|\b[A-Z]{3,}\b")]
    private static partial Regex Placeholder();

    [GeneratedRegex("^C[0-9]{3}$")]
    private static partial Regex Code();

    [GeneratedRegex(@"^cahier ([a-z]+)")]
    private static partial Regex CahierCommand();

    [GeneratedRegex(@"--[a-z][a-z-]+")]
    private static partial Regex Option();

    [GeneratedRegex(@"^  ([a-z]+)\b")]
    private static partial Regex CommandLineOfHelp();
}
