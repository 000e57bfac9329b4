namespace Cahier.Storage.Differences;

/// <summary>Where the units of a run differ from those of its base.</summary>
/// <param name="All">The changes, in order, of units as decisions list them.</param>
/// <param name="Prints">Prints of units of the run, among them of all that came.</param>
/// <param name="From">For each change where among these the prints of the units begin that the run has there.</param>
internal sealed record UnitChanges(IReadOnlyList<RowChange> All, ulong[] Prints, IReadOnlyList<int> From)
{
    /// <summary>Finds the changes by the prints of both; null when more than an eighth differs.</summary>
    public static UnitChanges? Of(ReadOnlySpan<ulong> former, ulong[] now) =>
        PrintComparison.Of(former, now) is { } changes ? new UnitChanges(changes, now, [.. changes.Select(c => c.From)]) : null;

    /// <summary>The prints of the units that the run has at a change.</summary>
    public ReadOnlySpan<ulong> CameOf(int change) => Prints.AsSpan(From[change], All[change].To - All[change].From);
}
