using Cahier.Feel.Values;

namespace Cahier.Calculation.Results;

/// <summary>What an indicator of a participant is made of, with all digits, so that it does not depend on the order of units.</summary>
/// <param name="Numerator">The sum above the line of the units that are known.</param>
/// <param name="Denominator">The sum below the line of the same.</param>
/// <param name="Unknown">How many units make it unknown.</param>
/// <param name="Missing">The units of which something that it reads is unknown, be it needed or not; null when there are none.</param>
internal readonly record struct IndicatorTally(ExactSum Numerator, ExactSum Denominator, int Unknown, FirstUnits? Missing)
{
    public static IndicatorTally Of(int numerator, int denominator, int unknown, FirstUnits? missing) => new(ExactSum.Of(numerator), ExactSum.Of(denominator), unknown, missing);

    /// <summary>The same with what other units add.</summary>
    public IndicatorTally With(ExactSum numerator, ExactSum denominator, int unknown) => new(Numerator + numerator, Denominator + denominator, Unknown + unknown, Missing);
}

/// <summary>How many units there are of a kind, and the first of them, in their order.</summary>
internal sealed class FirstUnits
{
    /// <summary>Of so many it is known which they are.</summary>
    public const int Most = 64;

    private readonly List<int> units = [];

    public int Count { get; private set; }

    public IReadOnlyList<int> Units => units;

    public void Add(int unit)
    {
        Count++;
        if (units.Count < Most)
        {
            units.Add(unit);
        }
    }
}
