using System.Globalization;
using System.Runtime.InteropServices;
using Cahier.Calculation.Output;
using Cahier.Facts.Columns;
using Cahier.Storage.Files;

namespace Cahier.Storage.Differences;

/// <summary>
/// The prints of the units of a run that a store keeps whole, in a file beside the store, so that the next run of the same text
/// for the same period need keep only what differs. The file can be removed at any time: then that run is kept whole.
/// </summary>
/// <param name="Run">The number of the run.</param>
/// <param name="ResultHash">The hash of its results.</param>
/// <param name="Lines">How many amounts of participants it has.</param>
/// <param name="Prints">A print for each unit that it lists.</param>
/// <param name="Ends">Where the parts of its tables end.</param>
/// <param name="Decisions">The hashes of the parts of its decisions, four numbers each.</param>
/// <param name="Payments">The hashes of the parts of its amounts of units.</param>
/// <param name="Rows">The rows of the units that it lists, two to a number; none when runs cannot take over its figures.</param>
internal sealed record KeptPrints(long Run, string ResultHash, int Lines, Values<ulong> Prints, PartEnds Ends, Values<ulong> Decisions, Values<ulong> Payments, Values<ulong> Rows)
{
    // Goes up when other prints are found of the same units, or other rows are kept of them.
    private const string Form = "cahier prints 5";
    private const string Ending = ".prints";
    private const int MostKept = 100;
    private const int LengthOfName = 32;

    // How many kinds of numbers are kept.
    private const int Lengths = 6;

    /// <summary>What is kept for a run; null when there is nothing, or it is not as it was written.</summary>
    public static KeptPrints? Read(string folder, string name)
    {
        var file = FileOf(folder, name);
        if (!File.Exists(file) || MappedFile.Open(file) is not { } bytes || KeptNumbers.Read(bytes) is not { } kept
            || !kept.Head.StartsWith(Form + " ", StringComparison.Ordinal) || kept.Head[(Form.Length + 1)..].Split(' ') is not [var known, var number, var hash, var lines, .. { Length: Lengths } lengths] || known != name
            || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var run) || !TryCount(lines, out var ofParticipants))
        {
            return null;
        }

        var parts = new Values<ulong>[Lengths];
        var at = 0;
        for (var i = 0; i < Lengths; i++)
        {
            if (!TryCount(lengths[i], out var length) || length > kept.Count - at)
            {
                return null;
            }

            (parts[i], at) = (kept.Some(at, length), at + length);
        }

        return at == kept.Count && (parts[^1].Length == 0 || parts[^1].Length == WordsOfRows(parts[0].Length))
            ? new KeptPrints(run, hash, ofParticipants, parts[0], new PartEnds(parts[1], parts[2]), parts[3], parts[4], parts[5])
            : null;
    }

    /// <summary>Keeps the prints in a folder; of more than a hundred files, those go that were written longest ago.</summary>
    public void Save(string folder, string name)
    {
        Directory.CreateDirectory(folder);
        Values<ulong>[] parts = [Prints, Ends.Listed, Ends.Included, Decisions, Payments, Rows];
        var head = string.Create(CultureInfo.InvariantCulture, $"{Form} {name} {Run} {ResultHash} {Lines} {string.Join(' ', parts.Select(p => p.Length))}");
        WholeFile.Write(FileOf(folder, name), file => KeptNumbers.Write(file, head, parts), awaitDisk: false);
        foreach (var old in new DirectoryInfo(folder).GetFiles($"*{Ending}").OrderByDescending(f => f.LastWriteTimeUtc).ThenBy(f => f.Name, StringComparer.Ordinal).Skip(MostKept))
        {
            old.Delete();
        }
    }

    /// <summary>Room for the rows of so many units, two to a number.</summary>
    public static ulong[] RoomForRows(int units) => new ulong[WordsOfRows(units)];

    /// <summary>The rows of units.</summary>
    public ReadOnlySpan<int> RowsOfUnits => Rows.Length == 0 ? [] : MemoryMarshal.Cast<ulong, int>(Rows.Span)[..Prints.Length];

    private static int WordsOfRows(int units) => (units + 1) / 2;

    private static bool TryCount(string text, out int count) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count);

    private static string FileOf(string folder, string name) => Path.Combine(folder, name[..LengthOfName] + Ending);
}
