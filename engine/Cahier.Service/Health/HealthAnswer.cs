using System.Collections.Immutable;

namespace Cahier.Service.Health;

/// <summary>Whether something that the service needs is as it must be.</summary>
/// <param name="Says">What is wrong, or how it stands; no facts.</param>
internal sealed record HealthItem(string Name, bool IsGood, string Says);

/// <summary>Whether the service is as it must be.</summary>
/// <param name="Status">good or bad.</param>
internal sealed record HealthAnswer(string Status, ImmutableArray<HealthItem> Checks)
{
    public static HealthAnswer Of(params ImmutableArray<HealthItem> checks) => new(checks.All(c => c.IsGood) ? "good" : "bad", checks);
}
