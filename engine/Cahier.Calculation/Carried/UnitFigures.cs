using Cahier.Calculation.Compilation;
using Cahier.Calculation.Output;

namespace Cahier.Calculation.Carried;

/// <summary>What was found of the units of some bundles.</summary>
/// <param name="Frame">The units with their values, and of their participants what is made of units.</param>
/// <param name="Listed">How many units nobody has, and then how many each participant has.</param>
/// <param name="Counts">What is counted and summed of them.</param>
internal sealed record UnitFigures(RunFrame Frame, int[] Listed, UnitCounts Counts);
