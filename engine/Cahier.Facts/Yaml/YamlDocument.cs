using System.Collections.Immutable;
using System.Globalization;
using Cahier.Feel.Diagnostics;

namespace Cahier.Facts.Yaml;

/// <summary>What reading a YAML file gives: its content unless it could not be read, and everything that is wrong with it.</summary>
public sealed record YamlParse(YamlNode? Root, ImmutableArray<Diagnostic> Diagnostics)
{
    public bool HasErrors => Diagnostics.Any(d => d.IsError);
}

/// <summary>Reads YAML with places on everything. Anchors, aliases, tags and several documents are refused: cahiers say what they mean where they mean it.</summary>
public static class YamlDocument
{
    /// <summary>The longest text that is read, in characters.</summary>
    public const int LongestText = 5_000_000;

    /// <summary>Reads a text.</summary>
    /// <param name="file">The file's name, for messages only.</param>
    /// <param name="text">The whole text; a byte order mark at its start is skipped.</param>
    public static YamlParse Parse(string file, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var diagnostics = new DiagnosticBag();
        var start = new SourceLocation(file, 1, 1);
        text = text.StartsWith('\uFEFF') ? text[1..] : text;
        if (text.Length > LongestText)
        {
            diagnostics.Add(DiagnosticCatalog.FileTooLarge, start, 1, string.Create(CultureInfo.InvariantCulture, $"the file has {text.Length} characters; at most {LongestText} are read"), "put long tables into a CSV file beside it");
            return new YamlParse(null, diagnostics.ToImmutable());
        }

        var source = new SourceText(file, text);
        var odd = text.AsSpan().IndexOfAny('\0', '\uFFFE', '\uFFFF');
        if (odd >= 0)
        {
            diagnostics.Add(DiagnosticCatalog.NulCharacter, source.At(odd), 1, "the file holds a NUL or another character that no text holds", "save the file as UTF-8 text; it may be UTF-16 or no text at all");
            return new YamlParse(null, diagnostics.ToImmutable());
        }

        var root = new Composer(source, diagnostics).Compose();
        return new YamlParse(root, diagnostics.ToImmutable());
    }
}
