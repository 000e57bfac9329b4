namespace Cahier.Calculation.Kept;

/// <summary>Units that follow each other, in a run and in a piece.</summary>
/// <param name="Unit">The first of them in the run.</param>
/// <param name="Kept">Where they begin among the units of the piece.</param>
/// <param name="Count">How many there are.</param>
internal readonly record struct Stretch(int Unit, int Kept, int Count);
