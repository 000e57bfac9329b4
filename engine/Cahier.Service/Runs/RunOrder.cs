using System.Collections.Immutable;
using Cahier.Rules.Versions;

namespace Cahier.Service.Runs;

/// <summary>Runs that are asked for together.</summary>
/// <param name="Asked">What is to be run; of a cahier without a version, each text that holds for part of the period.</param>
/// <param name="MaxRejected">How many of a hundred rows may have been rejected.</param>
/// <param name="By">Who asks: the name of a key, or of an entry of the schedule.</param>
internal sealed record RunOrder(ImmutableArray<AskedRun> Asked, decimal MaxRejected, string By);

/// <summary>A cahier and the days for which it is to be run.</summary>
internal sealed record AskedRun(string Cahier, string? Version, Period Period)
{
    public override string ToString() => $"{Cahier}{(Version is null ? "" : $"@{Version}")} for {Period}";
}

/// <summary>What an order came to.</summary>
/// <param name="Runs">The runs as the store has them.</param>
/// <param name="Failures">What could not be run, and why; in words of ours, without facts.</param>
internal sealed record OrderResult(ImmutableArray<DoneRun> Runs, ImmutableArray<string> Failures);

/// <summary>A run that the store has now.</summary>
/// <param name="Id">Its number.</param>
/// <param name="IsNew">Whether it was calculated for this order.</param>
/// <param name="IsHeld">Whether it does not count until a person releases it.</param>
internal sealed record DoneRun(long Id, string Name, Period Period, bool IsNew, bool IsHeld);
