using Xunit;

namespace Cahier.House.Tests.Architecture;

/// <summary>The repository's files, seen from the tests.</summary>
internal static class Repository
{
    private static readonly string[] NotOurs = [".artifacts", ".git", ".idea", ".vs", "bin", "obj", "out"];

    public static string Root { get; } = Find();

    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    /// <summary>Every file with this ending, outside of what builds make, in ordinal order.</summary>
    public static IEnumerable<string> Files(string ending, string folder = "") =>
        Below(PathOf(folder)).Where(f => f.EndsWith(ending, StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    /// <summary>A path as it is written in the repository, with slashes.</summary>
    public static string Shown(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    /// <summary>
    /// Compares a text with a file of the repository and shows the lines that differ; writes the file when
    /// CAHIER_ACCEPT is 1.
    /// </summary>
    public static void MustEqual(string actual, string path)
    {
        if (Environment.GetEnvironmentVariable("CAHIER_ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        var expected = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        var was = expected.Split('\n').ToHashSet(StringComparer.Ordinal);
        var now = actual.Split('\n').ToHashSet(StringComparer.Ordinal);
        var difference = expected.Split('\n').Where(l => !now.Contains(l)).Select(l => $"  - {l.Trim()}")
            .Concat(actual.Split('\n').Where(l => !was.Contains(l)).Select(l => $"  + {l.Trim()}"));
        Assert.True(actual == expected, $"{Shown(path)} differs; if this is meant, run the tests with CAHIER_ACCEPT=1 and read the difference:\n{string.Join('\n', difference)}");
    }

    /// <summary>Fails with one line for each finding.</summary>
    public static void MustBeEmpty(IEnumerable<string> findings, string what)
    {
        var lines = findings.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        Assert.True(lines.Count == 0, $"{what}:\n  {string.Join("\n  ", lines)}");
    }

    private static IEnumerable<string> Below(string folder) => Directory.EnumerateFiles(folder)
        .Concat(Directory.EnumerateDirectories(folder).Where(d => !NotOurs.Contains(Path.GetFileName(d))).SelectMany(Below));

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "engine", "Cahier.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("the tests run outside of the repository");
    }
}
