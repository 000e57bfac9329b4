namespace Cahier.Calculation.Kept;

/// <summary>Values that follow each other, in a column of a piece and in a column of a run.</summary>
/// <param name="From">The first of them in the piece.</param>
/// <param name="Slot">Where they begin in the column of the run.</param>
/// <param name="Count">How many there are.</param>
internal readonly record struct Block(int From, int Slot, int Count);
