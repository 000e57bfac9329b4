using System.Collections.Frozen;
using Cahier.Feel.Values;

namespace Cahier.Rules.Wordings;

/// <summary>Units of measure as people write them. A name that a model declares itself stays as it is.</summary>
internal sealed class UnitWords(bool isFrench)
{
    private static readonly FrozenDictionary<string, string> Signs = new Dictionary<string, string>(StringComparer.Ordinal) { ["EUR"] = "€", ["USD"] = "$", ["GBP"] = "£" }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> French = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["minute"] = "minute", ["hour"] = "heure", ["day"] = "jour", ["week"] = "semaine", ["month"] = "mois", ["year"] = "an",
        ["patient"] = "patient", ["beneficiary"] = "bénéficiaire", ["person"] = "personne", ["professional"] = "professionnel", ["point"] = "point",
        ["stay"] = "séjour", ["act"] = "acte", ["session"] = "séance", ["visit"] = "visite", ["consultation"] = "consultation", ["box"] = "boîte",
        ["question"] = "question", ["discharge"] = "sortie", ["bed"] = "lit",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly ValueWords values = new(isFrench);

    /// <summary>The unit alone, as a column's heading has it; none for a plain number.</summary>
    public string? Alone(string? unit) => unit is null or "1" ? null : string.Concat(Parts(unit).Select(p => p is "/" or "*" ? p.Replace('*', '·') : Word(p, false)));

    /// <summary>A number with its unit: <c>50 %</c>, <c>10 900 €</c>, <c>5 jours</c>.</summary>
    public string Measured(decimal number, string? unit) => unit switch
    {
        null or "1" => values.Number(number),
        "%" => values.PerCent(number),
        _ when !isFrench && Signs.FirstOrDefault(s => unit.StartsWith(s.Key, StringComparison.Ordinal)) is { Key: not null } sign => $"{sign.Value}{values.Number(number)}{Alone(unit)![sign.Value.Length..]}",
        _ => $"{values.Number(number)}\u00a0{string.Concat(Parts(unit).Select((p, i) => p is "/" or "*" ? p.Replace('*', '·') : Word(p, i == 0 && IsPlural(number))))}",
    };

    private static IEnumerable<string> Parts(string unit) => unit.Replace("/", " / ", StringComparison.Ordinal).Replace("*", " * ", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private bool IsPlural(decimal number) => isFrench ? Math.Abs(number) >= 2 : Math.Abs(number) != 1;

    private string Word(string name, bool several)
    {
        if (Signs.TryGetValue(name, out var sign) || name is "%" or "1")
        {
            return sign ?? name;
        }

        var word = isFrench ? French.GetValueOrDefault(name, name) : name;
        return several && word.All(char.IsLower) && !word.EndsWith('s') ? Plural(word) : word;
    }

    private string Plural(string word) => !isFrench && word.EndsWith('y') && !word.EndsWith("ay", StringComparison.Ordinal) ? word[..^1] + "ies"
        : !isFrench && word.EndsWith('x') ? word + "es"
        : word + "s";
}
