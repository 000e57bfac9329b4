using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Cahier.Cli;
using Cahier.House.Tests.Architecture;
using Xunit;

namespace Cahier.House.Tests.Documents;

/// <summary>The tables of the README and of the engine's map say all there is, and nothing else.</summary>
public sealed partial class ReadmeTests
{
    private static readonly Lazy<HashSet<string>> TypeNames = new(() =>
        [.. Assemblies.All.SelectMany(Assemblies.WrittenTypes).Select(t => t.Name.Split('`')[0])]);

    [Fact]
    public void ExitCodes_AllStandInTheTable()
    {
        var written = MarkdownFile.Named("README.md").Table("exit code").Select(r => r[0].Trim('`')).Order(StringComparer.Ordinal);
        var codes = typeof(ExitCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => ((int)f.GetRawConstantValue()!).ToString(CultureInfo.InvariantCulture)).Order(StringComparer.Ordinal);

        Assert.Equal(codes, written);
    }

    [Fact]
    public async Task Commands_AllStandInTheTable()
    {
        var written = MarkdownFile.Named("README.md").Table("command").Select(r => r[0].Trim('`').Split(' ')[0]).Order(StringComparer.Ordinal);

        Assert.Equal((await NameTests.CommandsAsync()).Order(StringComparer.Ordinal), written);
    }

    [Fact]
    public void EngineFolders_AllHaveTheirRow()
    {
        var written = MarkdownFile.Named("engine/README.md").Tables("folder").Select(r => r[0].Trim('`')).Order(StringComparer.Ordinal);
        var folders = Repository.Files(".cs", "engine").Select(f => Repository.Shown(Path.GetDirectoryName(f)!)["engine/".Length..]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

        Assert.Equal(folders, written);
    }

    [Fact]
    public void EngineMap_NamesTypesThatExist() => Repository.MustBeEmpty(
        from name in MarkdownFile.Named("engine/README.md").InlineCode()
        from word in name.Text.Split('.', '(')[..1]
        where TypeLike().IsMatch(name.Text) && !name.Text.StartsWith("Cahier.", StringComparison.Ordinal) && !TypeNames.Value.Contains(word)
        select $"engine/README.md:{name.Line}: {name.Text}",
        "types that there are not");

    [GeneratedRegex(@"^[A-Z][a-z]\w+(\.[A-Z]\w+)?(\(…?\))?$")]
    private static partial Regex TypeLike();
}
