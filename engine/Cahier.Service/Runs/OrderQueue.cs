using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using Cahier.Service.Settings;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cahier.Service.Runs;

/// <summary>Where an order stands.</summary>
internal enum OrderState
{
    Waiting,
    Running,
    Done,
    Failed,
    Stopped,
}

/// <summary>An order that was taken.</summary>
/// <param name="Id">By what it is asked about.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Result">What it came to; null until it is over.</param>
internal sealed record TakenOrder(string Id, RunOrder Order, OrderState State, OrderResult? Result);

/// <summary>Orders, carried out one after the other. When the service is asked to end, the one in progress is finished within a limit or stopped; the others are not begun. Safe to share between threads.</summary>
internal sealed partial class OrderQueue(OrderWork work, ServiceSettings settings, ILogger<OrderQueue> log) : BackgroundService
{
    private const int MostWaiting = 100;
    private const int MostRemembered = 1_000;

    private readonly Channel<(string Id, TaskCompletionSource<TakenOrder> Over)> waiting = Channel.CreateBounded<(string, TaskCompletionSource<TakenOrder>)>(MostWaiting);
    private readonly ConcurrentDictionary<string, TakenOrder> taken = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> inOrder = new();
    private long last;
    private volatile bool isWorking;

    /// <summary>Whether there is nothing to do.</summary>
    public bool IsIdle => !isWorking && waiting.Reader.Count == 0;

    /// <summary>Takes an order; null when too many are waiting.</summary>
    public (TakenOrder Taken, Task<TakenOrder> Over)? Take(RunOrder order)
    {
        var id = Interlocked.Increment(ref last).ToString(CultureInfo.InvariantCulture);
        var over = new TaskCompletionSource<TakenOrder>(TaskCreationOptions.RunContinuationsAsynchronously);
        var begun = new TakenOrder(id, order, OrderState.Waiting, null);
        taken[id] = begun;
        if (!waiting.Writer.TryWrite((id, over)))
        {
            taken.TryRemove(id, out _);
            return null;
        }

        inOrder.Enqueue(id);
        while (taken.Count > MostRemembered && inOrder.TryDequeue(out var oldest))
        {
            taken.TryRemove(oldest, out _);
        }

        return (begun, over.Task);
    }

    /// <summary>An order; null when there is none, or it was long ago.</summary>
    public TakenOrder? Find(string id) => taken.GetValueOrDefault(id);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A run in progress may go on for a while after the service was asked to end.
        using var limit = new CancellationTokenSource();
        await using var stop = stoppingToken.Register(() => limit.CancelAfter(settings.Shutdown)).ConfigureAwait(false);
        try
        {
            await foreach (var (id, over) in waiting.Reader.ReadAllAsync(stoppingToken).ConfigureAwait(false))
            {
                isWorking = true;
                over.SetResult(await Task.Run(() => Execute(id, limit.Token), CancellationToken.None).ConfigureAwait(false));
                isWorking = false;
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            waiting.Writer.TryComplete();
            while (waiting.Reader.TryRead(out var left))
            {
                left.Over.SetResult(Set(left.Id, OrderState.Stopped, null));
            }
        }
    }

    private TakenOrder Execute(string id, CancellationToken limit)
    {
        var order = Set(id, OrderState.Running, null).Order;
        try
        {
            var result = work.Execute(order, limit);
            return Set(id, result.Failures.IsEmpty ? OrderState.Done : OrderState.Failed, result);
        }
        catch (OperationCanceledException)
        {
            Stopped(log, order.By);
            return Set(id, OrderState.Stopped, null);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // The message may hold facts.
            Faulted(log, order.By, fault.GetType().FullName!, fault.StackTrace ?? "");
            return Set(id, OrderState.Failed, new OrderResult([], ["a fault of the service; its log says more"]));
        }
    }

    private TakenOrder Set(string id, OrderState state, OrderResult? result) => taken.AddOrUpdate(
        id,
        _ => new TakenOrder(id, new RunOrder([], 0, ""), state, result),
        (_, order) => order with { State = state, Result = result });

    [LoggerMessage(LogLevel.Warning, "the order of {By} was stopped before it was done; of the run in progress nothing was kept")]
    private static partial void Stopped(ILogger logger, string by);

    [LoggerMessage(LogLevel.Error, "the order of {By} failed by a fault: {Type} at {Trace}")]
    private static partial void Faulted(ILogger logger, string by, string type, string trace);
}
