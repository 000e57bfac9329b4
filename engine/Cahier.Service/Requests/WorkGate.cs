namespace Cahier.Service.Requests;

/// <summary>Work that requests ask for: so much of it at once, and none for longer than it may take. Safe to share between threads.</summary>
/// <param name="most">How many pieces of work go on at once.</param>
/// <param name="time">How long a request waits for its own.</param>
internal sealed class WorkGate(int most, TimeSpan time) : IDisposable
{
    private readonly SemaphoreSlim free = new(most, most);

    /// <summary>Does some work, which is told to stop when its time is over. One that does not keeps its place until it ends.</summary>
    /// <exception cref="Refusal">It took too long.</exception>
    public async Task<T> RunAsync<T>(Func<CancellationToken, T> work, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(time);
        try
        {
            await free.WaitAsync(limit.Token).ConfigureAwait(false);
            return await Start(work, limit.Token).WaitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw Refusal.TooLong(time);
        }
    }

    public void Dispose() => free.Dispose();

    private Task<T> Start<T>(Func<CancellationToken, T> work, CancellationToken limit) => Task.Run(
        () =>
        {
            try
            {
                return work(limit);
            }
            finally
            {
                free.Release();
            }
        },
        CancellationToken.None);
}
