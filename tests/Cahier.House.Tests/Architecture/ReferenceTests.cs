using System.Xml.Linq;
using Xunit;

namespace Cahier.House.Tests.Architecture;

/// <summary>References run one way only, and each project takes no package but those that it is known to need.</summary>
public sealed class ReferenceTests
{
    private static readonly Dictionary<string, (string[] Projects, string[] Packages)> Allowed = new(StringComparer.Ordinal)
    {
        ["Cahier.Feel"] = ([], []),
        ["Cahier.Facts"] = (["Cahier.Feel"], ["System.IO.Hashing", "YamlDotNet"]),
        ["Cahier.Rules"] = (["Cahier.Feel", "Cahier.Facts"], ["Jint", "Sylvan.Data.Csv"]),
        ["Cahier.Calculation"] = (["Cahier.Feel", "Cahier.Facts", "Cahier.Rules"], []),
        ["Cahier.Storage"] = (
            ["Cahier.Feel", "Cahier.Facts", "Cahier.Rules", "Cahier.Calculation"],
            ["Dapper", "Microsoft.Data.SqlClient", "Npgsql", "Microsoft.Data.Sqlite", "SQLitePCLRaw.bundle_e_sqlite3", "Sylvan.Data.Csv"]),
        ["Cahier.Service"] = (
            ["Cahier.Feel", "Cahier.Facts", "Cahier.Rules", "Cahier.Calculation", "Cahier.Storage"],
            [
                "Microsoft.AspNetCore.Authentication.JwtBearer", "Microsoft.AspNetCore.OpenApi", "Microsoft.Extensions.Hosting.Systemd",
                "OpenTelemetry.Exporter.OpenTelemetryProtocol", "OpenTelemetry.Exporter.Prometheus.AspNetCore", "OpenTelemetry.Extensions.Hosting", "Quartz",
            ]),
        ["Cahier.Generator"] = (["Cahier.Facts", "Cahier.Storage"], []),
        ["Cahier.Samples"] = (["Cahier.Feel", "Cahier.Facts", "Cahier.Rules"], []),
        ["Cahier.Startup"] = ([], []),
        ["Cahier.Cli"] = (
            ["Cahier.Feel", "Cahier.Facts", "Cahier.Rules", "Cahier.Calculation", "Cahier.Storage", "Cahier.Service", "Cahier.Generator", "Cahier.Samples"],
            ["System.CommandLine", "Spectre.Console"]),
        ["Cahier.Benchmarks"] = (
            ["Cahier.Feel", "Cahier.Facts", "Cahier.Rules", "Cahier.Calculation", "Cahier.Storage", "Cahier.Generator", "Cahier.Samples"],
            ["BenchmarkDotNet"]),
    };

    private static readonly XDocument Core = XDocument.Load(Repository.PathOf("engine", "build", "Core.props"));

    public static TheoryData<string> Projects() => new(ProjectFiles().Select(f => Path.GetFileNameWithoutExtension(f)!));

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_References_OnlyWhatStandsBelowIt(string project)
    {
        var (projects, packages) = Find(project);
        var written = XDocument.Load(ProjectFiles().Single(f => Path.GetFileNameWithoutExtension(f) == project));

        Assert.Empty(Named(written, "ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Replace('\\', '/'))).Except(projects));
        Assert.Empty(Named(written, "PackageReference").Except(packages));
        Assert.Empty(Named(written, "Reference"));
    }

    [Fact]
    public void Assemblies_Built_ReferenceOnlyWhatTheirProjectsMay() => Repository.MustBeEmpty(
        from assembly in Assemblies.All
        let project = assembly.GetName().Name == "cahier" ? "Cahier.Cli" : assembly.GetName().Name!
        from reference in assembly.GetReferencedAssemblies()
        where reference.Name!.StartsWith("Cahier", StringComparison.Ordinal) && !Find(project).Projects.Contains(reference.Name)
        select $"{project} refers to {reference.Name}",
        "references that run the wrong way");

    [Theory]
    [InlineData("Cahier.Feel")]
    [InlineData("Cahier.Facts")]
    [InlineData("Cahier.Rules")]
    [InlineData("Cahier.Calculation")]
    public void CoreProject_Built_WithBannedSymbols(string project)
    {
        var written = XDocument.Load(Repository.PathOf("engine", project, project + ".csproj"));

        Assert.Contains("../build/Core.props", written.Descendants("Import").Select(i => (string?)i.Attribute("Project")));
        Assert.Contains("Microsoft.CodeAnalysis.BannedApiAnalyzers", Named(Core, "PackageReference"));
    }

    private static (string[] Projects, string[] Packages) Find(string project)
    {
        Assert.True(Allowed.TryGetValue(project, out var allowed), $"{project} is new: say in {nameof(ReferenceTests)} what it may reference");
        return allowed;
    }

    private static IEnumerable<string> ProjectFiles() => Repository.Files(".csproj", "engine").Concat(Repository.Files(".csproj", "tools"));

    private static IEnumerable<string> Named(XDocument project, string element) =>
        project.Descendants(element).Select(e => (string?)e.Attribute("Include") ?? (string)e.Attribute("Update")!);
}
