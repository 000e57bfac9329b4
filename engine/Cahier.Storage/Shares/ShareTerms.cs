using System.Globalization;
using Cahier.Calculation.Kept;
using Cahier.Storage.Stores;

namespace Cahier.Storage.Shares;

/// <summary>From what size on runs are shared, and how long a host that is silent keeps its share.</summary>
/// <param name="From">How many bundles must be left to calculate; 0 to share nothing.</param>
/// <param name="Lease">After so long without a sign of its host, a share is free again.</param>
public sealed record ShareTerms(int From, TimeSpan Lease)
{
    /// <summary>The variable that says in seconds how long a silent host keeps its share.</summary>
    internal const string LeaseVariable = "CAHIER_SHARE_LEASE";

    private const int MostParts = 8;
    private const int UsualSeconds = 60;

    /// <summary>Nothing is shared.</summary>
    public static ShareTerms None { get; } = new(0, TimeSpan.FromSeconds(
        int.TryParse(Environment.GetEnvironmentVariable(LeaseVariable), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= 86_400 ? seconds : UsualSeconds));

    /// <summary>
    /// What is usual. Fewer than two hundred thousand bundles are through in a few seconds, in which another host would not
    /// even have its facts; and a file is used by one machine, whose processors a run has all anyway.
    /// </summary>
    public static ShareTerms UsualFor(StoreAddress store) => store.Kind == StoreKind.Sqlite ? None : None with { From = 200_000 };

    /// <summary>Into what a run is cut: at least two parts, none smaller than half of what is worth sharing, and not more than eight, since each looks through all units once.</summary>
    internal IReadOnlyList<RootRange> Cut(int bundles) => [.. RootRange.Cut(bundles, Math.Clamp(2 * bundles / From, 2, MostParts)).Where(r => r.To > r.From)];
}
