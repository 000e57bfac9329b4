namespace Cahier.Rules.Loading;

/// <summary>Where rule files, their tables and models are read: a folder, or texts at hand in a test or an archive.</summary>
public interface IRuleTexts
{
    /// <summary>The cahiers and libraries there are, in ordinal order.</summary>
    IReadOnlyList<string> Cahiers { get; }

    /// <summary>The versions of a cahier by file name without ending, in ordinal order; none when there is no such cahier.</summary>
    IReadOnlyList<string> Versions(string cahier);

    /// <summary>A version's file: the name by which messages call it, and its text; null when there is none.</summary>
    (string File, string Text)? Version(string cahier, string version);

    /// <summary>A file beside a cahier, such as a table's CSV or <c>published.yaml</c>; null when there is none.</summary>
    (string File, string Text)? Beside(string cahier, string name);

    /// <summary>A model's file; null when there is none.</summary>
    (string File, string Text)? Model(string name);

    /// <summary>The files of tests beside a cahier, by name; none when there are no tests.</summary>
    IReadOnlyList<(string File, string Text)> Tests(string cahier) => [];

    /// <summary>The models there are, for suggestions.</summary>
    IReadOnlyList<string> Models { get; }
}
