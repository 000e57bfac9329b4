using Xunit;

namespace Cahier.Engine.Tests.Models;

/// <summary>Where the repository's files are, seen from the tests.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    public static string Read(params ReadOnlySpan<string> parts) => File.ReadAllText(PathOf(parts));

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
        Assert.True(actual == expected, $"{path} is not what the code makes; run the tests with CAHIER_ACCEPT=1 to write it, and read the difference");
    }

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
