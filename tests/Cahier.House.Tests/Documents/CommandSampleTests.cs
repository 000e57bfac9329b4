using Cahier.House.Tests.Architecture;
using Xunit;

namespace Cahier.House.Tests.Documents;

/// <summary>
/// Every <c>sh</c> block of every document runs, in order, and prints what the <c>text</c> block right after it shows.
/// <c>…</c> alone on a line of it stands for lines left out.
/// </summary>
public sealed class CommandSampleTests
{
    public static TheoryData<string> Documents() => new(MarkdownFile.All.Where(d => d.Blocks.Any(b => b.Language == "sh")).Select(d => d.Name));

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Commands_OfADocument_Run(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the samples are for a Unix shell");
        var document = MarkdownFile.Named(name);
        var blocks = document.Blocks.Where(b => b.Language == "sh").ToList();
        using var session = new ShellSession();

        var (code, outputs, errors) = await session.RunAsync(blocks.Select(b => b.Text), TestContext.Current.CancellationToken);

        var last = blocks[Math.Min(outputs.Count, blocks.Count) - 1];
        Assert.True(code == 0, $"{name}:{last.Line}: a command ended with {code}:\n{outputs[^1]}\n{errors}");
        for (var i = 0; i < blocks.Count; i++)
        {
            var shown = document.Blocks.SkipWhile(b => b != blocks[i]).Skip(1).FirstOrDefault();
            if (shown?.Language == "text")
            {
                Repository.MustBeEmpty(Differences(shown.Text, outputs[i]).Select(d => $"{name}:{shown.Line}: {d}"), $"the document shows what its commands do not print:\n{outputs[i]}\n");
            }
        }
    }

    private static IEnumerable<string> Differences(string shown, string printed)
    {
        var lines = printed.Split('\n').Select(l => l.TrimEnd()).ToList();
        var at = 0;
        var anywhere = false;
        foreach (var line in shown.TrimEnd('\n').Split('\n').Select(l => l.TrimEnd()))
        {
            if (line == "…")
            {
                anywhere = true;
                continue;
            }

            var found = anywhere ? lines.IndexOf(line, Math.Min(at, lines.Count)) : at < lines.Count && lines[at] == line ? at : -1;
            if (found < 0)
            {
                yield return $"‘{line}’ is not printed";
            }
            else
            {
                at = found + 1;
                anywhere = false;
            }
        }
    }
}
