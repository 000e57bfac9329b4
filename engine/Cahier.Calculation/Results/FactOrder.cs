namespace Cahier.Calculation.Results;

/// <summary>
/// The units in the order of their facts, where that is not the order of their participants: columns gone over in this
/// order are read from one end to the other.
/// </summary>
/// <param name="rows">The rows of the units, ascending.</param>
/// <param name="places">For each unit its place in this order.</param>
/// <param name="dayOfRow">For each row its day.</param>
internal sealed class FactOrder(int[] rows, int[] places, int[] dayOfRow)
{
    private readonly Lazy<int[]> days = new(() => [.. rows.Select(row => dayOfRow[row])]);

    public int[] Rows => rows;

    public int[] Places => places;

    /// <summary>The days of the units in this order; few rules ask for them.</summary>
    public int[] Days => days.Value;
}
