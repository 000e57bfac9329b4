using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Cahier.Feel.Diagnostics;

namespace Cahier.Facts.Yaml;

/// <summary>Reads JSON into the nodes that YAML is read into, with places on everything, so that facts can come either way.</summary>
public static class JsonText
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 64 };

    /// <summary>Reads a text.</summary>
    /// <param name="name">What messages call it.</param>
    /// <param name="text">The whole text.</param>
    public static YamlParse Parse(string name, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var diagnostics = new DiagnosticBag();
        try
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            var reader = new Utf8JsonReader(bytes, Options);
            reader.Read();
            var root = new Composer(new SourceText(name, text), bytes, diagnostics).Node(ref reader);

            // Throws when something stands after the value.
            reader.Read();
            return new YamlParse(diagnostics.HasErrors ? null : root, diagnostics.ToImmutable());
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            // Half a surrogate pair, written as an escape, is an InvalidOperationException.
            var (line, column) = problem is JsonException { LineNumber: { } row, BytePositionInLine: { } position } ? ((int)row + 1, (int)position + 1) : (1, 1);
            diagnostics.Add(DiagnosticCatalog.NoYaml, new SourceLocation(name, line, column), 1, "the text is not JSON from here on, or is nested more than 64 deep", "write it as RFC 8259 says: names and texts in double quotes, a comma between parts");
            return new YamlParse(null, diagnostics.ToImmutable());
        }
    }

    /// <summary>Makes nodes of tokens.</summary>
    private sealed class Composer(SourceText source, byte[] bytes, DiagnosticBag diagnostics)
    {
        private int atByte;
        private int atCharacter;

        public YamlNode Node(ref Utf8JsonReader reader) => reader.TokenType switch
        {
            JsonTokenType.StartObject => Map(ref reader),
            JsonTokenType.StartArray => List(ref reader),
            _ => Scalar(ref reader),
        };

        private YamlMap Map(ref Utf8JsonReader reader)
        {
            var start = Place(reader.TokenStartIndex);
            var entries = ImmutableArray.CreateBuilder<YamlEntry>();
            var names = new HashSet<string>(StringComparer.Ordinal);
            while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            {
                var key = Scalar(ref reader);
                if (!names.Add(key.Value))
                {
                    diagnostics.Add(DiagnosticCatalog.DuplicateKey, key, "the name stands twice in the same object", "leave one of the two out");
                }

                reader.Read();
                entries.Add(new YamlEntry(key, Node(ref reader)));
            }

            return new YamlMap(entries.DrainToImmutable(), isFlow: true, source.At(start), source.At(Place(reader.BytesConsumed)));
        }

        private YamlList List(ref Utf8JsonReader reader)
        {
            var start = Place(reader.TokenStartIndex);
            var items = ImmutableArray.CreateBuilder<YamlNode>();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                items.Add(Node(ref reader));
            }

            return new YamlList(items.DrainToImmutable(), isFlow: true, source.At(start), source.At(Place(reader.BytesConsumed)));
        }

        private YamlScalar Scalar(ref Utf8JsonReader reader)
        {
            var isText = reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName;
            var value = isText ? reader.GetString()! : Encoding.UTF8.GetString(reader.ValueSpan);
            var from = Place(reader.TokenStartIndex);
            var length = isText ? Encoding.UTF8.GetCharCount(reader.ValueSpan) + 2 : reader.ValueSpan.Length;
            return new YamlScalar(source, value, isText ? YamlStyle.DoubleQuoted : YamlStyle.Plain, from, from + length);
        }

        // Tokens come in order, so that each byte is gone over once.
        private int Place(long position)
        {
            atCharacter += Encoding.UTF8.GetCharCount(bytes, atByte, (int)position - atByte);
            atByte = (int)position;
            return atCharacter;
        }
    }
}
