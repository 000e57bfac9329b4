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
/// <param name="Decisions">The hashes of the parts of its decisions, four numbers each.</param>
/// <param name="Payments">The hashes of the parts of its amounts of units.</param>
/// <param name="Rows">The rows of the units that it lists, two to a number; none when runs cannot take over its figures.</param>
internal sealed record KeptPrints(long Run, string ResultHash, int Lines, Values<ulong> Prints, Values<ulong> Decisions, Values<ulong> Payments, Values<ulong> Rows)
{
    // Goes up when other prints are found of the same units, or other rows are kept of them.
    private const string Form = "cahier prints 4";
    private const string Ending = ".prints";
    private const int MostKept = 100;
    private const int LengthOfName = 32;

    /// <summary>What is kept for a run; null when there is nothing, or it is not as it was written.</summary>
    public static KeptPrints? Read(string folder, string name)
    {
        var file = FileOf(folder, name);
        return File.Exists(file) && MappedFile.Open(file) is { } bytes && KeptNumbers.Read(bytes) is { } kept && kept.Head.Split(' ') is [.. var form, var known, var number, var hash, var lines, var units, var decisions, var payments]
            && string.Join(' ', form) == Form && known == name && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var run)
            && TryCount(lines, out var ofParticipants) && TryCount(units, out var prints) && TryCount(decisions, out var parts) && TryCount(payments, out var amounts)
            && prints + (long)parts + amounts is var beforeRows && kept.Count - beforeRows is var rows && (rows == 0 || rows == WordsOfRows(prints))
            ? new KeptPrints(run, hash, ofParticipants, kept.Some(0, prints), kept.Some(prints, parts), kept.Some(prints + parts, amounts), kept.Some((int)beforeRows, (int)rows))
            : null;
    }

    /// <summary>Keeps the prints in a folder; of more than a hundred files, those go that were written longest ago.</summary>
    public void Save(string folder, string name)
    {
        Directory.CreateDirectory(folder);
        var head = string.Create(CultureInfo.InvariantCulture, $"{Form} {name} {Run} {ResultHash} {Lines} {Prints.Length} {Decisions.Length} {Payments.Length}");
        WholeFile.Write(FileOf(folder, name), file => KeptNumbers.Write(file, head, [Prints, Decisions, Payments, Rows]), awaitDisk: false);
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
