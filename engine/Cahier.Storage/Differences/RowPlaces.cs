namespace Cahier.Storage.Differences;

/// <summary>
/// Says where rows of a run stand in a table. Whole runs leave room between their rows; a run that is based on one puts its
/// own there, so that by their places all of them are in order.
/// </summary>
/// <param name="isWhole">Whether the run has all its rows itself.</param>
internal sealed class RowPlaces(bool isWhole)
{
    /// <summary>So far apart are the rows of whole runs.</summary>
    public const int Room = 1 << 20;

    private readonly int step = isWhole ? Room : 1;
    private long last;

    /// <summary>Where a row of a whole run stands.</summary>
    /// <param name="row">The row, counted from 0.</param>
    public static long Of(long row) => (row + 1) * Room;

    /// <summary>Goes on after so many rows of the base, or of the run when it is whole.</summary>
    public void GoOnAfter(long rows) => last = Math.Max(last, rows * Room);

    /// <summary>The place of the next row.</summary>
    public long Next() => last += step;
}
