namespace Cahier.Facts.Models;

/// <summary>A text for readers, in French and English; <c>default</c> says nothing.</summary>
public readonly record struct Label(string? French, string? English)
{
    public bool IsEmpty => French is null && English is null;

    /// <summary>The text in a language (<c>fr</c> or <c>en</c>), else in the other, else the name of what is labelled.</summary>
    public string In(string language, string name) => (language == "fr" ? French ?? English : English ?? French) ?? name;
}
