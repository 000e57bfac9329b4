using System.Globalization;
using Cahier.Calculation.Kept;
using Cahier.Storage.Files;

namespace Cahier.Storage.Kept;

/// <summary>
/// The pieces that runs and shares of them kept, a file each in a folder. They can be removed at any time; of more than a
/// hundred, those go that were written first.
/// </summary>
/// <param name="folder">The folder; it need not be there.</param>
/// <param name="note">Told when a file was not to be used, or cannot be written; results are right all the same.</param>
public sealed class KeptPieces(string folder, Action<string> note)
{
    private const string Ending = ".units";
    private const int MostKept = 100;
    private const int LengthOfName = 32;

    /// <summary>The pieces that a run can take: that of the run before, and shares of this one.</summary>
    /// <param name="name">By what they are known, see <see cref="UnitPiece.NameOf"/>.</param>
    public IReadOnlyList<UnitPiece> Read(string name)
    {
        var pieces = new List<UnitPiece>();
        foreach (var file in Files($"{Short(name)}*{Ending}").OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            var bytes = Array.Empty<byte>();
            var problem = Try(() => bytes = File.ReadAllBytes(file.FullName));
            if (problem is null && UnitPiece.Open(bytes) is { } piece)
            {
                pieces.Add(piece);
            }
            else
            {
                note($"the file {file.FullName} is not used: {problem ?? "it is not as it was written"}. What it held is calculated anew.");
            }
        }

        return pieces;
    }

    /// <summary>Keeps what a run found, in place of what the run before and shares of this one found.</summary>
    public void Keep(string name, KeptUnits units)
    {
        ArgumentNullException.ThrowIfNull(units);
        Write($"{Short(name)}{Ending}", units, () => Files($"{Short(name)}-*{Ending}"));
    }

    /// <summary>Keeps what a share of a run found.</summary>
    public void Keep(string name, RootRange roots, KeptUnits units)
    {
        ArgumentNullException.ThrowIfNull(units);
        Write(string.Create(CultureInfo.InvariantCulture, $"{Short(name)}-{roots.From}-{roots.To}{Ending}"), units, () => []);
    }

    private void Write(string name, KeptUnits units, Func<IEnumerable<FileInfo>> replaced)
    {
        var file = Path.Combine(folder, name);
        var problem = Try(() =>
        {
            Directory.CreateDirectory(folder);
            WholeFile.Write(file, units.Save, awaitDisk: false);
            var old = Files($"*{Ending}").OrderByDescending(f => f.LastWriteTimeUtc).ThenBy(f => f.Name, StringComparer.Ordinal).Skip(MostKept);
            foreach (var other in replaced().Concat(old).Where(f => f.FullName != Path.GetFullPath(file)))
            {
                other.Delete();
            }
        });
        if (problem is not null)
        {
            note($"the file {file} cannot be kept: {problem}. The next run calculates everything anew.");
        }
    }

    private IEnumerable<FileInfo> Files(string pattern) => Directory.Exists(folder) ? new DirectoryInfo(folder).GetFiles(pattern) : [];

    /// <summary>Does something with files; gives the reason when it cannot be done.</summary>
    private static string? Try(Action work)
    {
        try
        {
            work();
            return null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return problem.Message;
        }
    }

    private static string Short(string name) => name[..LengthOfName];
}
