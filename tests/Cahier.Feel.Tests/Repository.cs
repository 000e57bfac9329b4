using Xunit;

namespace Cahier.Feel.Tests;

/// <summary>Where the repository's files are, seen from the tests.</summary>
internal static class Repository
{
    public static string Root { get; } = Ancestors().First(folder => File.Exists(Path.Combine(folder, "engine", "Cahier.slnx")));

    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    /// <summary>A file that may stand beside the repository, or null.</summary>
    public static string? Beside(params string[] parts) =>
        Ancestors().Select(folder => Path.Combine([folder, .. parts])).FirstOrDefault(File.Exists);

    /// <summary>Compares with a file of the repository, or writes it when CAHIER_ACCEPT is 1.</summary>
    public static void MustEqual(string expected, params ReadOnlySpan<string> parts)
    {
        var path = PathOf(parts);
        if (Environment.GetEnvironmentVariable("CAHIER_ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, expected);
        }

        var actual = File.Exists(path) ? File.ReadAllText(path) : "";
        Assert.True(actual == expected, $"{path} is not what the code makes; run the tests with CAHIER_ACCEPT=1 to write it, and read the difference:\n{expected}");
    }

    private static IEnumerable<string> Ancestors()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            yield return folder.FullName;
        }
    }
}
