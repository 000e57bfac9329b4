namespace Cahier.Calculation.Kept;

/// <summary>Units that follow each other, in a run and in a piece, in the order of the facts.</summary>
/// <param name="Place">Where they begin among the units of the run.</param>
/// <param name="Kept">Where they begin among the units of the piece.</param>
/// <param name="Count">How many there are.</param>
internal readonly record struct Stretch(int Place, int Kept, int Count);
