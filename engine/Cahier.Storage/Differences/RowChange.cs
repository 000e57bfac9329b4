namespace Cahier.Storage.Differences;

/// <summary>Neighbouring units, or rows, of a base that do not hold for a run, and those that the run has in their stead.</summary>
/// <param name="BaseFrom">The first of the base.</param>
/// <param name="BaseTo">The first after them.</param>
/// <param name="From">The first of the run.</param>
/// <param name="To">The first after them.</param>
internal readonly record struct RowChange(int BaseFrom, int BaseTo, int From, int To)
{
    /// <summary>How many there are, of the base or of the run: whichever is more.</summary>
    public int Count => Math.Max(BaseTo - BaseFrom, To - From);
}
