using Cahier.Calculation.Carried;
using Cahier.Facts.Columns;
using Cahier.Storage.Files;

namespace Cahier.Storage.Differences;

/// <summary>
/// The figures of runs that a store keeps whole, each in a file beside the store that also names the snapshot which it was made
/// of: so that the next run of the same text for the same period need find only the units of bundles that changed since. The
/// files can be removed at any time; then the next run finds everything.
/// </summary>
internal static class KeptFigures
{
    private const string Ending = ".figures";
    private const int LengthOfName = 32;

    // Of so many snapshots the figures used last were made.
    private const int MostFacts = 4;

    /// <summary>The figures of a run, the name of its snapshot, and their file; none when they are not kept, or not as they were written.</summary>
    public static (RunFigures Figures, string Facts, string File)? Read(string folder, string name)
    {
        foreach (var file in Files(folder, $"{name[..LengthOfName]}.*{Ending}"))
        {
            if (MappedFile.Open(file) is { ByteLength: <= int.MaxValue } bytes && RunFigures.Open(new Values<byte>(bytes, 0, (int)bytes.ByteLength)) is { } figures)
            {
                return (figures, FactsOf(file), file);
            }
        }

        return null;
    }

    /// <summary>Keeps the figures of a run in the place of those that were kept for it before; none when it has none.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">By what the run is known.</param>
    /// <param name="facts">The name of its snapshot.</param>
    /// <param name="figures">Its figures, in bytes.</param>
    public static void Save(string folder, string name, string? facts, byte[]? figures)
    {
        Directory.CreateDirectory(folder);
        var file = figures is null ? null : Path.Combine(folder, $"{name[..LengthOfName]}.{facts}{Ending}");
        if (file is not null)
        {
            WholeFile.Write(file, to => to.Write(figures), awaitDisk: false);
        }

        // Also those that were not written to their end.
        foreach (var old in Files(folder, $"{name[..LengthOfName]}.*{Ending}*").Where(f => file is null || !f.StartsWith(file, StringComparison.Ordinal)))
        {
            File.Delete(old);
        }
    }

    /// <summary>The names of the snapshots that figures were made of: of those that were kept or taken over last.</summary>
    public static IEnumerable<string> Facts(string folder) =>
        Files(folder, $"*{Ending}").OrderByDescending(File.GetLastWriteTimeUtc).Select(FactsOf).Distinct(StringComparer.Ordinal).Take(MostFacts);

    /// <summary>Says that figures were taken over.</summary>
    public static void Use(string file, DateTimeOffset now) => FileWork.Try(() => File.SetLastWriteTimeUtc(file, now.UtcDateTime));

    private static IEnumerable<string> Files(string folder, string pattern) => Directory.Exists(folder) ? Directory.GetFiles(folder, pattern).Order(StringComparer.Ordinal) : [];

    private static string FactsOf(string file) => Path.GetFileNameWithoutExtension(file)[(LengthOfName + 1)..];
}
