using System.Collections.Immutable;

namespace Cahier.Calculation.Carried;

/// <summary>Some units of a run where they stand among all of them, as results tell of them.</summary>
/// <param name="Ranges">The places, from one up to but not including another, ascending and apart.</param>
/// <param name="Rows">The rows of the units at these places among the facts, one after the other.</param>
public sealed record ListedRows(ImmutableArray<(int From, int To)> Ranges, int[] Rows);

/// <summary>Neighbouring units of a former run that are found anew, and those in their stead, each as results tell of them.</summary>
/// <param name="FormerFrom">The first of the former run.</param>
/// <param name="FormerTo">The first after them.</param>
/// <param name="From">The first of the units at hand.</param>
/// <param name="To">The first after them.</param>
public readonly record struct ListedChange(int FormerFrom, int FormerTo, int From, int To);
