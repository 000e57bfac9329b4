using Cahier.Engine.Tests.Models;
using Cahier.Rules;
using Cahier.Rules.Loading;
using Cahier.Rules.Versions;
using Xunit;

namespace Cahier.Engine.Tests.Rules;

/// <summary>Every cahier of the repository loads, and nothing in it needs putting right.</summary>
public sealed class RuleFileTests
{
    internal static RuleFolder Folder { get; } = new(Repository.PathOf("rules"), Repository.PathOf("schemas", "model"));

    public static TheoryData<string, string> Versions()
    {
        var data = new TheoryData<string, string>();
        foreach (var cahier in Folder.Cahiers)
        {
            foreach (var version in Folder.Versions(cahier))
            {
                data.Add(cahier, version);
            }
        }

        return data;
    }

    public static TheoryData<string> Cahiers() => new(Folder.Cahiers);

    [Theory]
    [MemberData(nameof(Versions))]
    public void RuleFile_Compiled_HasNothingToPutRight(string cahier, string version)
    {
        var outcome = RuleSetCompiler.Compile(Folder, cahier, version);
        Assert.Empty(outcome.Diagnostics.Where(d => d.Code.Severity != Cahier.Feel.Diagnostics.Severity.Note).Select(d => $"{d.Location} {d.Code}: {d.Cause}; {d.Remedy}"));
        Assert.Equal(RuleSetLoader.Load(Folder, cahier, version).Definition!.IsLibrary, outcome.RuleSet is null);
    }

    [Theory]
    [MemberData(nameof(Cahiers))]
    public void Cahier_Catalogued_HasOneVersionForEachDay(string cahier) =>
        Assert.Empty(VersionCatalog.Load(Folder, cahier).Diagnostics.Select(d => $"{d.Location} {d.Cause}"));
}
