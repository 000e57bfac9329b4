using System.Xml.Linq;
using Xunit;

namespace Cahier.House.Tests.Architecture;

/// <summary>
/// What each engine assembly shows to others is a file of <c>surface/</c>: a change of it is read by whoever reviews. With
/// CAHIER_ACCEPT=1 the files are written.
/// </summary>
public sealed class SurfaceTests
{
    public static TheoryData<string> Names() => new(Assemblies.Engine.Select(a => a.GetName().Name!));

    [Theory]
    [MemberData(nameof(Names))]
    public void Surface_Built_IsTheOneCheckedIn(string name)
    {
        var assembly = Assemblies.Engine.Single(a => a.GetName().Name == name);
        Repository.MustEqual(PublicSurface.Of(assembly), Repository.PathOf("tests", "Cahier.House.Tests", "Architecture", "surface", name + ".txt"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void PublicTypes_SayWhatTheyAre(string name)
    {
        var file = Path.Combine(AppContext.BaseDirectory, name + ".xml");
        Assert.True(File.Exists(file), $"{file} is missing: the engine is built with GenerateDocumentationFile");
        var said = XDocument.Load(file).Descendants("member")
            .Where(m => !string.IsNullOrWhiteSpace((string?)m.Element("summary")) || m.Element("inheritdoc") is not null)
            .Select(m => (string)m.Attribute("name")!)
            .ToHashSet(StringComparer.Ordinal);
        var types = Assemblies.Engine.Single(a => a.GetName().Name == name).GetExportedTypes().Where(t => !Assemblies.IsMade(t));

        Repository.MustBeEmpty(types.Select(t => t.FullName!.Replace('+', '.')).Where(t => !said.Contains("T:" + t)), "public types without a summary");
    }
}
