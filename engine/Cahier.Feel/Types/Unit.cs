using System.Collections.Immutable;

namespace Cahier.Feel.Types;

/// <summary>
/// A unit of measure: names with powers, such as <c>EUR/day</c>. A per cent is a plain ratio: <c>%</c> and <c>1</c> are
/// the same unit, and 50 % is written 0.50.
/// </summary>
public sealed record Unit
{
    /// <summary>The unit of plain numbers.</summary>
    public static Unit One { get; } = new([]);

    private static readonly ImmutableHashSet<string> Currencies = ["EUR", "USD", "GBP", "SEK", "AUD"];

    private readonly ImmutableSortedDictionary<string, int> powers;

    private Unit(IEnumerable<KeyValuePair<string, int>> powers) =>
        this.powers = powers.Where(p => p.Value != 0).ToImmutableSortedDictionary(StringComparer.Ordinal);

    public bool IsOne => powers.IsEmpty;

    /// <summary>Whether this is a currency and nothing else: what a payment line must be in.</summary>
    public bool IsMoney => powers.Count == 1 && powers.First() is { Value: 1 } only && Currencies.Contains(only.Key);

    /// <summary>Whether a currency takes part, as in <c>EUR/day</c>.</summary>
    public bool HoldsMoney => powers.Keys.Any(Currencies.Contains);

    /// <summary>Reads <c>EUR</c>, <c>%</c>, <c>1</c>, <c>EUR/day</c>, <c>patient*day</c>.</summary>
    public static bool TryParse(string text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Unit? unit)
    {
        unit = null;
        var powers = new Dictionary<string, int>(StringComparer.Ordinal);
        var sign = 1;
        foreach (var part in text.Replace("/", " / ", StringComparison.Ordinal).Replace("*", " * ", StringComparison.Ordinal)
                     .Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            switch (part)
            {
                case "/": sign = -1; break;
                case "*": sign = 1; break;
                case "1" or "%": break;
                default:
                    if (!part.All(char.IsLetter))
                    {
                        return false;
                    }

                    powers[part] = powers.GetValueOrDefault(part) + sign;
                    break;
            }
        }

        unit = new Unit(powers);
        return text.Length > 0;
    }

    public Unit Times(Unit other) => Combine(other, 1);

    public Unit Per(Unit other) => Combine(other, -1);

    private Unit Combine(Unit other, int sign)
    {
        var result = powers.ToBuilder();
        foreach (var (name, power) in other.powers)
        {
            result[name] = result.GetValueOrDefault(name) + (sign * power);
        }

        return new Unit(result);
    }

    public bool Equals(Unit? other) => other is not null && powers.SequenceEqual(other.powers);

    public override int GetHashCode() => powers.Aggregate(0, (hash, p) => HashCode.Combine(hash, p.Key, p.Value));

    public override string ToString()
    {
        var above = string.Join("*", powers.Where(p => p.Value > 0).SelectMany(p => Enumerable.Repeat(p.Key, p.Value)));
        var below = string.Concat(powers.Where(p => p.Value < 0).SelectMany(p => Enumerable.Repeat("/" + p.Key, -p.Value)));
        return (above.Length == 0 ? "1" : above) + below;
    }
}
