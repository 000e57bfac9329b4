using Cahier.House.Tests.Architecture;

namespace Cahier.House.Tests.Documents;

/// <summary>A fenced block of a document.</summary>
/// <param name="Language">The word after the fence, such as <c>sh</c>, <c>yaml</c>, <c>feel</c> or <c>text</c>.</param>
/// <param name="Text">What stands between the fences.</param>
/// <param name="Line">The line of its first fence.</param>
internal sealed record CodeBlock(string Language, string Text, int Line);

/// <summary>A Markdown document of the repository, cut into blocks of code and lines of prose.</summary>
internal sealed class MarkdownFile
{
    private MarkdownFile(string path, IReadOnlyList<CodeBlock> blocks, IReadOnlyList<(string Text, int Line)> prose)
    {
        FullPath = path;
        Blocks = blocks;
        Prose = prose;
    }

    public static IReadOnlyList<MarkdownFile> All { get; } = [.. Repository.Files(".md").Select(Read)];

    public string FullPath { get; }

    public string Name => Repository.Shown(FullPath);

    public IReadOnlyList<CodeBlock> Blocks { get; }

    public IReadOnlyList<(string Text, int Line)> Prose { get; }

    public static MarkdownFile Named(string name) => All.Single(d => d.Name == name);

    /// <summary>What stands between backticks in prose and tables.</summary>
    public IEnumerable<(string Text, int Line)> InlineCode() => Prose.SelectMany(p => p.Text.Split('`').Where((_, place) => place % 2 == 1).Select(text => (text, p.Line)));

    /// <summary>The cells of each row of the first table whose heading begins with a word; neither heading nor rule.</summary>
    public IReadOnlyList<string[]> Table(string firstHeading) =>
        [.. Prose.Select(p => p.Text).SkipWhile(t => !t.StartsWith($"| {firstHeading}", StringComparison.Ordinal)).Skip(2).TakeWhile(t => t.StartsWith('|')).Select(Cells)];

    /// <summary>The rows of every table whose heading begins with a word.</summary>
    public IEnumerable<string[]> Tables(string firstHeading)
    {
        var inside = false;
        foreach (var (text, _) in Prose)
        {
            inside = text.StartsWith('|') && (inside || text.StartsWith($"| {firstHeading}", StringComparison.Ordinal));
            if (inside && !text.StartsWith($"| {firstHeading}", StringComparison.Ordinal) && !text.StartsWith("|--", StringComparison.Ordinal))
            {
                yield return Cells(text);
            }
        }
    }

    private static string[] Cells(string row) => [.. row.Replace(@"\|", "\u0001", StringComparison.Ordinal).Trim().Trim('|').Split('|').Select(c => c.Replace('\u0001', '|').Trim())];

    private static MarkdownFile Read(string path)
    {
        var blocks = new List<CodeBlock>();
        var prose = new List<(string, int)>();
        var lines = File.ReadAllLines(path);
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("```", StringComparison.Ordinal))
            {
                prose.Add((lines[i], i + 1));
                continue;
            }

            var end = Array.IndexOf(lines, "```", i + 1);
            if (end < 0)
            {
                throw new InvalidDataException($"{Repository.Shown(path)}:{i + 1}: the block is not closed");
            }

            blocks.Add(new CodeBlock(lines[i][3..].Trim(), string.Concat(lines[(i + 1)..end].Select(l => l + "\n")), i + 1));
            i = end;
        }

        return new MarkdownFile(path, blocks, prose);
    }
}
