namespace Cahier.Calculation.Output;

/// <summary>Writes the rows of a long table in parts that are made side by side and put one after the other: the same bytes on any number of processors.</summary>
internal static class LongTable
{
    /// <summary>The rows of at most so many places are written at once.</summary>
    public const int PlacesAtOnce = UnitTexts.AtOnce;

    private const int PlacesInPart = 16_384;

    // Two for each processor: one that is made, and one that waits.
    private static readonly int PartsInMemory = 2 * Environment.ProcessorCount;

    /// <summary>Writes rows after what stands in the stream.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="places">How many places there are, each of which makes some rows.</param>
    /// <param name="begin">Gives for a part, which one thread makes, what writes the rows of the places from one up to but not including another.</param>
    public static void Write(Stream stream, int places, Func<Action<CsvWriter, int, int>> begin)
    {
        var parts = (places + PlacesInPart - 1) / PlacesInPart;

        // While a part is written, the next are made: so many and no more are held in memory.
        var rooms = Enumerable.Range(0, PartsInMemory).Select(_ => new MemoryStream()).ToArray();
        var making = new Task[rooms.Length];
        for (var part = 0; part < parts + rooms.Length; part++)
        {
            var at = part % rooms.Length;
            if (part >= rooms.Length)
            {
                making[at].GetAwaiter().GetResult();
                rooms[at].WriteTo(stream);
            }

            if (part < parts)
            {
                var from = part * PlacesInPart;
                making[at] = Task.Run(() => Make(rooms[at], from, places, begin()));
            }
        }
    }

    private static void Make(MemoryStream rows, int from, int places, Action<CsvWriter, int, int> write)
    {
        rows.SetLength(0);
        var csv = CsvWriter.OfMoreRows(rows);
        var end = Math.Min(places, from + PlacesInPart);
        for (var place = from; place < end; place += PlacesAtOnce)
        {
            write(csv, place, Math.Min(end, place + PlacesAtOnce));
        }

        csv.Flush();
    }
}
