using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace Cahier.House.Tests.Architecture;

/// <summary>Where files stand and how long they are.</summary>
public sealed partial class FileTests
{
    private const int MostLines = 400;

    private static readonly string[] TopLevel = ["engine", "rules", "schemas", "tests", "tools", "README.md"];

    /// <summary>Hidden, or made by a build or a run: not part of the repository.</summary>
    private static readonly string[] Unkept = ["out"];

    [Fact]
    public void TopLevel_HoldsOnlyWhatItMay() => Assert.Empty(Directory.EnumerateFileSystemEntries(Repository.Root)
        .Select(f => Path.GetFileName(f)!)
        .Where(f => !f.StartsWith('.') && !f.Contains(".cahier.db", StringComparison.Ordinal))
        .Except(Unkept)
        .Except(TopLevel));

    [Fact]
    public void SourceFiles_AreShort() => Repository.MustBeEmpty(
        Sources().Where(f => File.ReadLines(f).Count() > MostLines).Select(Repository.Shown),
        $"files of more than {MostLines} lines; split them by concept");

    [Fact]
    public void Folders_AreNamedForAFormOfTheData() => Repository.MustBeEmpty(
        Sources().Select(Repository.Shown).Where(f => f.Split('/').Intersect(["Common", "Helpers", "Utils", "Util", "Misc", "Shared"]).Any()),
        "folders whose name says nothing");

    [Fact]
    public void Namespaces_AreTheFolders() => Repository.MustBeEmpty(
        from file in Sources()
        let declared = Namespace().Match(File.ReadAllText(file))
        where declared.Success && declared.Groups[1].Value != FolderAsNamespace(file)
        select $"{Repository.Shown(file)} is in {declared.Groups[1].Value}, not {FolderAsNamespace(file)}",
        "namespaces that differ from their folder");

    [Fact]
    public void Solution_ListsEveryProject()
    {
        var solution = Repository.PathOf("engine", "Cahier.slnx");
        var listed = XDocument.Load(solution).Descendants("Project").Select(p => Path.GetFullPath((string)p.Attribute("Path")!, Path.GetDirectoryName(solution)!)).Order(StringComparer.Ordinal);

        Assert.Equal(Repository.Files(".csproj"), listed);
    }

    [Fact]
    public void CompilerSettings_AreSaidOnce() => Repository.MustBeEmpty(
        from file in Repository.Files(".csproj")
        from element in XDocument.Load(file).Descendants()
        where element.Name.LocalName is "TargetFramework" or "LangVersion" or "Nullable" or "TreatWarningsAsErrors" or "CheckForOverflowUnderflow" or "InvariantGlobalization"
            || (element.Name.LocalName == "PackageReference" && element.Attribute("Version") is not null)
        select $"{Repository.Shown(file)} sets {element.Name.LocalName}",
        "settings that belong into engine/build");

    private static IEnumerable<string> Sources() => Repository.Files(".cs");

    private static string FolderAsNamespace(string file)
    {
        var parts = Repository.Shown(Path.GetDirectoryName(file)!).Split('/');
        return string.Join('.', parts[1..]);
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
