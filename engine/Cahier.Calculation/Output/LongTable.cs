namespace Cahier.Calculation.Output;

/// <summary>Writes the rows of a long table in parts that are made side by side and put one after the other: the same bytes on any number of processors.</summary>
internal static class LongTable
{
    private const int PlacesInPart = 16_384;

    /// <summary>Writes rows after what stands in the stream.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="places">How many places there are, each of which makes some rows.</param>
    /// <param name="begin">Gives for a part, which one thread makes, what writes the rows of one place.</param>
    public static void Write(Stream stream, int places, Func<Action<CsvWriter, int>> begin)
    {
        var parts = (places + PlacesInPart - 1) / PlacesInPart;
        var together = Environment.ProcessorCount;
        var room = Enumerable.Range(0, 2 * together).Select(_ => new MemoryStream()).ToArray();

        // While some parts are written, as many again are made: so much and no more is held in memory.
        var next = Made(0);
        for (var first = 0; first < parts; first += together)
        {
            next.GetAwaiter().GetResult();
            next = Made(first + together);
            for (var part = first; part < Math.Min(parts, first + together); part++)
            {
                room[part % room.Length].WriteTo(stream);
            }
        }

        Task Made(int first) => Task.Run(() => Parallel.For(first, Math.Max(first, Math.Min(parts, first + together)), part => Make(room[part % room.Length], part * PlacesInPart, places, begin())));
    }

    private static void Make(MemoryStream rows, int from, int places, Action<CsvWriter, int> write)
    {
        rows.SetLength(0);
        var csv = CsvWriter.OfMoreRows(rows);
        for (var place = from; place < Math.Min(places, from + PlacesInPart); place++)
        {
            write(csv, place);
        }

        csv.Flush();
    }
}
