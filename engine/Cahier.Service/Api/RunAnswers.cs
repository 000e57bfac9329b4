using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Cahier.Calculation.Output;
using Cahier.Service.Runs;
using Cahier.Storage.Stores;

namespace Cahier.Service.Api;

/// <summary>A run of the store.</summary>
/// <param name="Held">Which gates of the cahier it does not keep to, so that it does not count; null when it is not held.</param>
internal sealed record RunAnswer(long Run, string Cahier, string Version, string Status, string From, string To, string FinishedAt, string RuleHash, string SnapshotHash, string EngineVersion, string ResultHash, ImmutableArray<string>? Held)
{
    /// <summary>What it came to; when one run is asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RunSummary? Summary { get; init; }

    public static RunAnswer Of(StoredRun run) => new(
        run.Id, run.Summary.Cahier, run.Summary.Version, run.Summary.Status, run.Summary.Period.From, run.Summary.Period.To, run.FinishedAt, run.Summary.RuleHash, run.Summary.SnapshotHash, run.Summary.EngineVersion, run.Summary.ResultHash, run.Held?.Reasons);
}

/// <summary>Runs, from the first on.</summary>
/// <param name="Next">What to ask for as after to go on; null at the end.</param>
internal sealed record RunsAnswer(ImmutableArray<RunAnswer> Runs, long? Next);

/// <summary>What is to be run.</summary>
/// <param name="Version">The version; each text that holds for part of the period when not said.</param>
/// <param name="Period">2019, 2019-Q1, 2019-03 or 2019-01-01..2019-06-30.</param>
/// <param name="MaxRejected">How many of a hundred rows may have been rejected; none when not said.</param>
internal sealed record RunRequest(string Cahier, string? Version, string Period, decimal? MaxRejected);

/// <summary>Why a run that is held is to count.</summary>
internal sealed record ReleaseRequest(string Reason);

/// <summary>Runs that were asked for.</summary>
/// <param name="State">waiting, running, done, failed or stopped.</param>
internal sealed record OrderAnswer(string Order, string State, string By, ImmutableArray<OrderedRun> Runs, ImmutableArray<string> Failures)
{
    public static OrderAnswer Of(TakenOrder order) => new(
        order.Id,
        order.State.ToString().ToLowerInvariant(),
        order.Order.By,
        [.. (order.Result?.Runs ?? []).Select(r => new OrderedRun(r.Id, r.Name, r.Period.ToString(), r.IsNew, r.IsHeld))],
        order.Result?.Failures ?? []);
}

/// <summary>A run that an order led to.</summary>
/// <param name="IsNew">Whether it was calculated for the order; if not, the store had it.</param>
internal sealed record OrderedRun(long Run, string Version, string Period, bool IsNew, bool IsHeld);
