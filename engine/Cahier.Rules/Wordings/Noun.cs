using Cahier.Facts.Models;

namespace Cahier.Rules.Wordings;

/// <summary>How sentences call the rows of an entity.</summary>
/// <param name="One">With its article: <c>un séjour</c>, <c>a stay</c>.</param>
/// <param name="Many">Without an article: <c>séjours</c>, <c>stays</c>.</param>
internal readonly record struct Noun(string One, string Many, bool IsFrench)
{
    private const string Vowels = "aeiouhàâéèêëîïôûœAEIOUHÀÂÉÈÊËÎÏÔÛŒ";

    /// <summary>The noun that a model gives an entity; one made of the label when it gives none.</summary>
    public static Noun Of(FactModel model, string entity, string language)
    {
        var isFrench = language == "fr";
        var found = model.Find(entity);
        var label = found?.Label.In(language, entity) ?? entity;
        var (one, many) = isFrench ? ($"un élément «\u00a0{label}\u00a0»", $"éléments «\u00a0{label}\u00a0»") : ($"an item “{label}”", $"items “{label}”");
        return new Noun(found?.One.In(language, one) ?? one, found?.Many.In(language, many) ?? many, isFrench);
    }

    private string Bare => One[(One.IndexOf(' ', StringComparison.Ordinal) + 1)..];

    private bool IsFeminine => One.StartsWith("une ", StringComparison.Ordinal);

    private bool Elides => Bare is { Length: > 0 } word && Vowels.Contains(word[0], StringComparison.Ordinal);

    /// <summary><c>le séjour</c>, <c>la délivrance</c>, <c>l'acte</c>, <c>the stay</c></summary>
    public string The => !IsFrench ? $"the {Bare}" : Elides ? $"l'{Bare}" : IsFeminine ? $"la {Bare}" : $"le {Bare}";

    /// <summary><c>ce séjour</c>, <c>cette délivrance</c>, <c>cet acte</c>, <c>this stay</c></summary>
    public string This => !IsFrench ? $"this {Bare}" : IsFeminine ? $"cette {Bare}" : Elides ? $"cet {Bare}" : $"ce {Bare}";

    /// <summary><c>chaque séjour</c>, <c>each stay</c></summary>
    public string Each => IsFrench ? $"chaque {Bare}" : $"each {Bare}";

    /// <summary><c>les séjours</c>, <c>the stays</c></summary>
    public string All => IsFrench ? $"les {Many}" : $"the {Many}";
}
