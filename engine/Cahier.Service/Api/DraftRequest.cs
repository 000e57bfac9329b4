using System.Text.RegularExpressions;
using Cahier.Rules.Loading;
using Cahier.Service.Requests;
using Cahier.Service.Shelves;

namespace Cahier.Service.Api;

/// <summary>A text to check or to simulate; it is not kept.</summary>
/// <param name="Cahier">The cahier, there already or new.</param>
/// <param name="Version">The version, there already or new.</param>
/// <param name="Text">The text of the version.</param>
/// <param name="Beside">Files beside it that it reads, such as tables, by name; those of the cahier when not said.</param>
/// <param name="Period">For which days to simulate it.</param>
internal sealed partial record DraftRequest(string Cahier, string Version, string Text, IReadOnlyDictionary<string, string>? Beside, string? Period)
{
    /// <summary>The texts in use, with this one among them.</summary>
    /// <exception cref="Refusal">A name is not as it must be.</exception>
    public IRuleTexts Among(Shelf shelf)
    {
        if (Text is null || Cahier is null || Version is null || !CahierName().IsMatch(Cahier) || !VersionName().IsMatch(Version))
        {
            throw Refusal.BadBody("cahier is a name such as eds-pth, version one such as 2019.1, and text the text of the version");
        }

        return Beside is null || Beside.All(b => FileName().IsMatch(b.Key) && b.Value is not null)
            ? new DraftTexts(shelf.Texts, Cahier, Version, Text, Beside ?? new Dictionary<string, string>())
            : throw Refusal.BadBody("what stands beside the text has names such as tariffs.csv");
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{0,99}\\z")]
    private static partial Regex CahierName();

    [GeneratedRegex("^[0-9A-Za-z][0-9A-Za-z._-]{0,39}\\z")]
    private static partial Regex VersionName();

    [GeneratedRegex("^[0-9A-Za-z][0-9A-Za-z._-]{0,99}\\z")]
    private static partial Regex FileName();
}
