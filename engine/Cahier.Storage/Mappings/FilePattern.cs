using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Cahier.Storage.Mappings;

/// <summary>The name of files, in which <c>{aa}</c> stands for letters or digits.</summary>
internal sealed partial class FilePattern
{
    private readonly Regex shape;

    private FilePattern(string text, ImmutableArray<string> names, Regex shape)
    {
        Text = text;
        Names = names;
        this.shape = shape;
    }

    public string Text { get; }

    /// <summary>What stands in braces, in order.</summary>
    public ImmutableArray<string> Names { get; }

    public static bool TryParse(string text, [NotNullWhen(true)] out FilePattern? pattern)
    {
        pattern = null;
        ImmutableArray<string> names = [.. Braces().Matches(text).Select(m => m.Groups[1].Value)];
        var rest = Braces().Replace(text, "");
        if (rest.AsSpan().ContainsAny('{', '}') || names.Distinct(StringComparer.Ordinal).Count() != names.Length)
        {
            return false;
        }

        var shape = string.Concat(Braces().Split(text).Select((part, i) => i % 2 == 0 ? Regex.Escape(part) : "([A-Za-z0-9]+)"));
        pattern = new FilePattern(text, names, new Regex($"^{shape}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking));
        return true;
    }

    /// <summary>Whether a file has such a name; gives what stands in place of the braces.</summary>
    public bool TryMatch(string fileName, out ImmutableArray<string> values)
    {
        var match = shape.Match(fileName);
        values = match.Success ? [.. match.Groups.Values.Skip(1).Select(g => g.Value)] : [];
        return match.Success;
    }

    [GeneratedRegex("\\{([a-z][a-z0-9_]*)\\}")]
    private static partial Regex Braces();
}
