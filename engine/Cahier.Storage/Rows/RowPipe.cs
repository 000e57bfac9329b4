using System.Collections.Concurrent;

namespace Cahier.Storage.Rows;

/// <summary>
/// Lets rows be taken on another thread while the next are read, in order and a thousand at a time, so that loading is as
/// quick as the slower of the two. The first are taken where they are read: for few rows no thread is begun. Added to by one
/// thread.
/// </summary>
internal sealed class RowPipe : IDisposable
{
    private const int MostWaiting = 4;
    private const int TakenAtOnce = 16;

    private readonly Action<RowBatch> take;
    private readonly KnownTexts[] known;
    private readonly BlockingCollection<RowBatch> full = new(MostWaiting);
    private readonly ConcurrentBag<RowBatch> empty = [];
    private readonly CancellationTokenSource stopped = new();
    private RowBatch batch;
    private Task? taking;
    private int passed;

    /// <param name="columns">How many texts a row has.</param>
    /// <param name="take">Takes a batch of rows, which is cleared afterwards.</param>
    public RowPipe(int columns, Action<RowBatch> take)
    {
        this.take = take;
        known = [.. Enumerable.Range(0, columns).Select(_ => new KnownTexts())];
        batch = new RowBatch(known);
    }

    public void Add<TRow>(in TRow row, int line)
        where TRow : ISourceRow, allows ref struct
    {
        batch.Add(row, line);
        PassWhenFull();
    }

    /// <inheritdoc cref="RowBatch.AddMalformed"/>
    public void AddMalformed(int line, string problem, ReadOnlySpan<char> whole)
    {
        batch.AddMalformed(line, problem, whole);
        PassWhenFull();
    }

    /// <summary>Waits until every row is taken. Throws what the taker threw.</summary>
    public void Complete()
    {
        if (taking is null)
        {
            take(batch);
            return;
        }

        Pass();
        full.CompleteAdding();
        taking.GetAwaiter().GetResult();
    }

    /// <summary>Ends taking; rows that were not taken yet are let go.</summary>
    public void Dispose()
    {
        stopped.Cancel();
        Task.WhenAny(taking ?? Task.CompletedTask).GetAwaiter().GetResult();
        stopped.Dispose();
        full.Dispose();
    }

    private void PassWhenFull()
    {
        if (!batch.IsFull)
        {
            return;
        }

        if (passed++ < TakenAtOnce)
        {
            take(batch);
            batch.Clear();
        }
        else
        {
            taking ??= Task.Factory.StartNew(TakeAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            Pass();
        }
    }

    private void Pass()
    {
        try
        {
            full.Add(batch, stopped.Token);
        }
        catch (OperationCanceledException)
        {
            // The taker stopped: it says why.
            taking!.GetAwaiter().GetResult();
            throw;
        }

        batch = empty.TryTake(out var cleared) ? cleared : new RowBatch(known);
    }

    private void TakeAll()
    {
        try
        {
            foreach (var next in full.GetConsumingEnumerable(stopped.Token))
            {
                take(next);
                next.Clear();
                empty.Add(next);
            }
        }
        catch (OperationCanceledException) when (stopped.IsCancellationRequested)
        {
            // The reader gave up.
        }
        catch
        {
            stopped.Cancel();
            throw;
        }
    }
}
