using Cahier.Facts.Snapshots;

namespace Cahier.Calculation.Output;

/// <summary>Writes the rows of a long table in pieces that are made side by side and put one after the other: the same bytes on any number of processors.</summary>
internal static class LongTable
{
    /// <summary>The rows of at most so many places are written at once.</summary>
    public const int PlacesAtOnce = UnitTexts.AtOnce;

    private const int PlacesInPiece = 16_384;
    private const int PartsAtOnce = 256;

    // Two for each processor: one that is made, and one that waits.
    private static readonly int PiecesInMemory = 2 * Environment.ProcessorCount;

    /// <summary>Writes the rows of units after what stands in the table; where parts are known, finds the others and writes no rows.</summary>
    /// <param name="table">Where to.</param>
    /// <param name="places">How many places there are, each of which makes some rows.</param>
    /// <param name="begin">Gives for a piece, which one thread makes, what writes the rows of the places from one up to but not including another.</param>
    public static void Write(HashedTable table, int places, Func<Action<TableRows, int, int>> begin) => table.Units(() =>
    {
        if (table.Known is { } known)
        {
            Find(known, begin);
            table.TakeParts(known);
        }
        else if (Make(table, places, begin))
        {
            table.EndPart();
        }
    });

    // Says whether the last part has not ended.
    private static bool Make(HashedTable table, int places, Func<Action<TableRows, int, int>> begin)
    {
        var pieces = (places + PlacesInPiece - 1) / PlacesInPiece;

        // While a piece is written, the next are made: so many and no more are held in memory.
        var rooms = Enumerable.Range(0, PiecesInMemory).Select(_ => new TableRows(table.IsInParts)).ToArray();
        var making = new Task[rooms.Length];
        var isOpen = false;
        for (var piece = 0; piece < pieces + rooms.Length; piece++)
        {
            var at = piece % rooms.Length;
            if (piece >= rooms.Length)
            {
                making[at].GetAwaiter().GetResult();
                isOpen = rooms[at].WriteTo(table);
            }

            if (piece < pieces)
            {
                var from = piece * PlacesInPiece;
                making[at] = Task.Run(() => Make(rooms[at], from, Math.Min(places, from + PlacesInPiece), begin()));
            }
        }

        return isOpen;
    }

    private static void Make(TableRows rows, int from, int to, Action<TableRows, int, int> write)
    {
        rows.Begin();
        Make(write, rows, from, to);
        rows.End();
    }

    private static void Make(Action<TableRows, int, int> write, TableRows rows, int from, int to)
    {
        for (var place = from; place < to; place += PlacesAtOnce)
        {
            write(rows, place, Math.Min(to, place + PlacesAtOnce));
        }
    }

    private static void Find(TableParts known, Func<Action<TableRows, int, int>> begin) =>
        Parallel.For(0, (known.Left.Length + PartsAtOnce - 1) / PartsAtOnce, Processors.All(), some =>
        {
            var (rows, write) = (new TableRows(isInParts: false), begin());
            for (var i = some * PartsAtOnce; i < Math.Min(known.Left.Length, (some + 1) * PartsAtOnce); i++)
            {
                var (from, to) = known.Left[i];
                rows.Begin();
                Make(write, rows, from, to);
                rows.Hash(known.HashOf(i));
            }
        });
}
