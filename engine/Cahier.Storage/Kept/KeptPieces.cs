using System.Globalization;
using Cahier.Calculation.Kept;
using Cahier.Facts.Columns;
using Cahier.Storage.Files;

namespace Cahier.Storage.Kept;

/// <summary>
/// The pieces that runs and shares of them kept, a file each in a folder: of a run one of all its bundles and, beside it,
/// some of those few that changed since. They can be removed at any time; of more than a hundred runs, those go that were
/// written to longest ago.
/// </summary>
/// <param name="folder">The folder; it need not be there.</param>
/// <param name="note">Told when a file was not to be used, or cannot be written; results are right all the same.</param>
public sealed class KeptPieces(string folder, Action<string> note)
{
    private const string Ending = ".units";
    private const int MostKept = 100;

    // Of so many runs the few bundles that changed stand in files of their own; the next writes all anew.
    private const int MostAdditions = 8;
    private const int LengthOfName = 32;

    private readonly HashSet<UnitPiece> read = [];

    /// <summary>The pieces that a run can take: that of the run before, and shares of this one.</summary>
    /// <param name="name">By what they are known, see <see cref="UnitPiece.NameOf"/>.</param>
    public IReadOnlyList<UnitPiece> Read(string name)
    {
        var pieces = new List<UnitPiece>();
        foreach (var file in Files($"{Short(name)}*{Ending}").OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            UnitPiece? piece = null;
            var problem = FileWork.Try(() => piece = Open(file.FullName));
            if (piece is not null)
            {
                pieces.Add(piece);
            }
            else
            {
                note($"the file {file.FullName} is not used: {problem ?? "it is not as it was written"}. What it held is calculated anew.");
            }
        }

        read.UnionWith(pieces);
        return pieces;
    }

    /// <summary>Keeps what a run found: when little of it is new, that alone; else all, in place of what the run before and shares of this one found.</summary>
    public void Keep(string name, KeptUnits units)
    {
        ArgumentNullException.ThrowIfNull(units);
        var additions = Files($"{Short(name)}+*{Ending}").Count();
        if (additions < MostAdditions && units.AreNewFew && units.Taken.All(read.Contains) && File.Exists(Path.Combine(folder, $"{Short(name)}{Ending}")))
        {
            if (units.AreNew)
            {
                Write(string.Create(CultureInfo.InvariantCulture, $"{Short(name)}+{additions}{Ending}"), units.SaveNew, replaced: null);
            }

            return;
        }

        Write($"{Short(name)}{Ending}", units.Save, replaced: $"{Short(name)}?*{Ending}");
    }

    /// <summary>Keeps what a share of a run found.</summary>
    public void Keep(string name, RootRange roots, KeptUnits units)
    {
        ArgumentNullException.ThrowIfNull(units);
        Write(string.Create(CultureInfo.InvariantCulture, $"{Short(name)}-{roots.From}-{roots.To}{Ending}"), units.Save, replaced: null);
    }

    private void Write(string name, Action<Stream> save, string? replaced)
    {
        var file = Path.Combine(folder, name);
        var problem = FileWork.Try(() =>
        {
            Directory.CreateDirectory(folder);
            WholeFile.Write(file, save, awaitDisk: false);
            var runs = Files($"*{Ending}").GroupBy(f => f.Name[..LengthOfName], StringComparer.Ordinal);
            var old = runs.OrderByDescending(r => r.Max(f => f.LastWriteTimeUtc)).ThenBy(r => r.Key, StringComparer.Ordinal).Skip(MostKept).SelectMany(r => r);
            foreach (var other in (replaced is null ? [] : Files(replaced)).Concat(old).Where(f => f.FullName != Path.GetFullPath(file)))
            {
                other.Delete();
            }
        });
        if (problem is not null)
        {
            note($"the file {file} cannot be kept: {problem}. The next run calculates everything anew.");
        }
    }

    private static UnitPiece? Open(string file)
    {
        var memory = MappedFile.Open(file);
        return memory is null ? null
            : memory.ByteLength > int.MaxValue ? throw new IOException("it is too long")
            : UnitPiece.Open(new Values<byte>(memory, 0, (int)memory.ByteLength));
    }

    private IEnumerable<FileInfo> Files(string pattern) => Directory.Exists(folder) ? new DirectoryInfo(folder).GetFiles(pattern) : [];

    private static string Short(string name) => name[..LengthOfName];
}
