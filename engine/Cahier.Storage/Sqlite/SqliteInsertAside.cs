using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Cahier.Storage.Sqlite;

/// <summary>
/// Inserts rows on a thread of its own, so that the next are gathered meanwhile: to say what a row is takes half as long as to insert
/// it. Nobody else uses the connection until all are in. What SQLite refuses is said to whoever gathers, when it gives the next rows.
/// </summary>
/// <param name="insert">Inserts them; goes with this.</param>
/// <param name="columns">How many values a row has.</param>
internal sealed class SqliteInsertAside(SqliteInsert insert, int columns) : IRowInsert
{
    // One that is filled, one that is inserted, and one that waits.
    private const int Rooms = 3;

    private readonly BlockingCollection<SqliteRows> full = new(Rooms);
    private readonly BlockingCollection<SqliteRows> free = [];
    private int rooms = 1;
    private Task? inserting;
    private volatile ExceptionDispatchInfo? problem;
    private volatile bool isGivenUp;

    public SqliteRows Take(SqliteRows rows)
    {
        // A few rows are in sooner than a thread begins.
        if (inserting is null && rows.Count < SqliteRows.Most)
        {
            return insert.Take(rows);
        }

        inserting ??= Task.Factory.StartNew(Insert, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        full.Add(rows);
        problem?.Throw();
        if (rooms == Rooms)
        {
            return free.Take();
        }

        rooms++;
        return new SqliteRows(columns);
    }

    public void Complete()
    {
        End();
        problem?.Throw();
    }

    public void Dispose()
    {
        isGivenUp = true;
        End();
        insert.Dispose();
        full.Dispose();
        free.Dispose();
    }

    private void End()
    {
        full.CompleteAdding();
        inserting?.GetAwaiter().GetResult();
    }

    // After a problem rows are only taken away, so that whoever gathers does not wait for room.
    private void Insert()
    {
        foreach (var rows in full.GetConsumingEnumerable())
        {
            try
            {
                if (problem is null && !isGivenUp)
                {
                    insert.Take(rows);
                }
            }
            catch (Exception caught)
            {
                problem = ExceptionDispatchInfo.Capture(caught);
            }

            rows.Clear();
            free.Add(rows);
        }
    }
}
