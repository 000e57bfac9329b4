using Cahier.Feel.Diagnostics;
using YamlDotNet.Core;

namespace Cahier.Facts.Yaml;

/// <summary>Says in plain words what the YAML parser stumbled over.</summary>
internal static class SyntaxErrors
{
    private const string InFlow = "inside { } and [ ], separate entries by commas and close what is open; put an expression that holds , [ ] { } in quotes or on a line of its own";

    private static readonly (string Sign, string Cause, string Remedy)[] Known =
    [
        ("unexpected end of stream", "a quote is opened and never closed", "close the quote; inside single quotes write '' for one quote"),
        ("document indicator", "a quote is opened and not closed before --- or ...", "close the quote"),
        ("wrong indentation", "the lines of a quoted text are not indented", "indent them more than their key"),
        ("unknown escape", "a backslash in double quotes begins something that YAML does not know", "use single quotes, in which a backslash is a backslash"),
        ("hexadecimal", "a backslash in double quotes begins a character number that is none", "use single quotes, in which a backslash is a backslash"),
        ("urrogate", "a backslash in double quotes begins half a character", "write the character itself"),
        ("cannot start any token", "a value cannot begin with this sign", "put the value in quotes"),
        ("block scalar", "the text after | or > is not indented as it must be", "end the line after | or >, indent every line of the text by the same spaces; put an expression that begins with > in quotes"),
        ("',' or '}'", "a map in braces { } is not closed, or an entry in it is not followed by a comma", InFlow),
        ("',' or ']'", "a list in brackets [ ] is not closed, or an item in it is not followed by a comma", InFlow),
        ("flow", "a map in braces or a list in brackets is not written as YAML wants it", InFlow),
        ("found invalid mapping", "a colon followed by a space stands inside a value without quotes, or the line is indented too far", "put the whole value in quotes, or align the line with the others of its map"),
        ("Mapping values are not allowed", "a colon followed by a space stands inside a value, or the line is indented too far", "put the whole value in quotes, or align the line with the others of its map"),
        ("expected ':'", "a line is neither a key with a colon and a value, nor an item of a list", "write 'key: value', or begin the line with '- ', or indent it under the text it belongs to"),
        ("did not find expected key", "a text follows where a key with a colon is needed", "align the line with the others of its map; a value that begins with a quote must be in quotes to its end, e.g. '\"a\" = b'"),
        ("block mapping", "the line does not fit the map above it", "align keys of one map; a value that begins with a quote must be in quotes to its end, e.g. '\"a\" = b'"),
        ("'-' indicator", "the line does not fit the list above it", "align the items of one list, each beginning with '- '"),
        ("Block sequence entries", "an item of a list begins where none can", "begin the list on a new line, indented under its key"),
        ("anchor", "a value cannot begin with & or *", "put the value in quotes"),
        ("alias", "a value cannot begin with & or *", "put the value in quotes"),
        ("tag", "a value cannot begin with !", "put the value in quotes"),
        ("directive", "a line cannot begin with %", "put the value in quotes"),
        ("comment", "a comment stands in the middle of a text", "put a space before #, or the text in quotes"),
    ];

    /// <summary>Adds the diagnostic of a parser's exception.</summary>
    public static void Report(Exception problem, SourceText source, Mark mark, List<(int FirstLine, int LastLine)> manyLined, DiagnosticBag diagnostics)
    {
        var at = source.At(mark.Index);
        if (TabIndentation.Report(source, manyLined, at.Line + 1, diagnostics))
        {
            return;
        }

        if (problem is InvalidOperationException)
        {
            diagnostics.Add(DiagnosticCatalog.NoYaml, at, 1, "a line inside { } or [ ] is not indented more than the line that opens it, or what is open is never closed", InFlow);
            return;
        }

        if (mark.Index < source.Text.Length && source.Text[(int)mark.Index] == '-')
        {
            diagnostics.Add(DiagnosticCatalog.NoYaml, at, 1, "a lone - stands inside [ ] without quotes", "write \"-\" in quotes");
            return;
        }

        foreach (var (sign, cause, remedy) in Known)
        {
            if (problem.Message.Contains(sign, StringComparison.Ordinal))
            {
                diagnostics.Add(DiagnosticCatalog.NoYaml, at, 1, cause, remedy);
                return;
            }
        }

        diagnostics.Add(DiagnosticCatalog.NoYaml, at, 1, "the text cannot be read as YAML from here on", "look at quotes, colons and the indentation of this line and the one before");
    }
}
