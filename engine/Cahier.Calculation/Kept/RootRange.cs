namespace Cahier.Calculation.Kept;

/// <summary>Bundles that follow each other: those from one number up to but not including another.</summary>
public readonly record struct RootRange(int From, int To)
{
    /// <summary>The number of each of them.</summary>
    internal int[] Roots => [.. Enumerable.Range(From, To - From)];

    /// <summary>All bundles, cut into parts of about the same number; some are empty when there are fewer bundles than parts.</summary>
    public static IEnumerable<RootRange> Cut(int bundles, int parts) =>
        Enumerable.Range(0, parts).Select(part => new RootRange((int)((long)bundles * part / parts), (int)((long)bundles * (part + 1) / parts)));
}
