using System.Collections.Immutable;
using Cahier.Calculation.Results;
using Cahier.Rules.Checking;

namespace Cahier.Calculation.Output;

/// <summary>Who is paid, and with how many decimals.</summary>
internal static class Paid
{
    /// <summary>The participants that take part: only these have payment lines.</summary>
    public static IEnumerable<int> Participants(RunResult result) =>
        Enumerable.Range(0, result.Participants.Count).Where(p => result.Participants.TakesPart(p, result.Units));

    // Divided by a one of 28 decimals, a decimal loses the zeros at its end.
    private const decimal One = 1.0000000000000000000000000000m;

    /// <summary>How many decimals amounts of a line have: those of the step that it is rounded to.</summary>
    public static int Decimals(CheckedLine line) => (line.Rounding.Step / One).Scale;

    /// <summary>An amount with the decimals of its line, which are enough for it.</summary>
    public static decimal? Scaled(decimal? amount, decimal zero) => zero + (amount is { Scale: var scale } && scale > zero.Scale ? amount / One : amount);

    /// <summary>Zero with the decimals of a line, so that sums have them too.</summary>
    public static decimal Zero(CheckedLine line) => Zero([line]);

    /// <summary>Zero with the most decimals that any of several lines has.</summary>
    public static decimal Zero(ImmutableArray<CheckedLine> lines) =>
        new(0, 0, 0, false, (byte)(lines.IsEmpty ? 0 : lines.Max(Decimals)));
}
