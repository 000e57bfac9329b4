using System.Collections.Immutable;
using Cahier.Feel.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Cahier.Facts.Yaml;

/// <summary>Makes nodes of a parser's events, and refuses what cahiers do without. A null node means that reading has stopped.</summary>
internal sealed class Composer(SourceText source, DiagnosticBag diagnostics)
{
    private const int Deepest = 64;
    private const int MostNodes = 500_000;

    private readonly Scanner scanner = new(new StringReader(source.Text), skipComments: true);
    private readonly List<(int FirstLine, int LastLine)> manyLined = [];
    private IParser parser = null!;
    private int nodes;

    public YamlNode? Compose()
    {
        parser = new Parser(scanner);
        try
        {
            var root = Document();
            if (root is not null)
            {
                TabIndentation.Report(source, manyLined, source.LineCount, diagnostics);
            }

            return root;
        }
        catch (Exception problem) when (problem is YamlException or InvalidOperationException or ArgumentException)
        {
            // The parser throws InvalidOperationException and ArgumentException on some malformed texts too.
            var mark = problem is YamlException { Start.Line: > 0, Start.Index: > 0 } known ? known.Start : scanner.CurrentPosition;
            SyntaxErrors.Report(problem, source, mark, manyLined, diagnostics);
            return null;
        }
    }

    private YamlNode? Document()
    {
        Next();
        Next();
        if (parser.Current is StreamEnd)
        {
            return Stop(DiagnosticCatalog.EmptyFile, 0, "the file says nothing", "write its content, or delete the file");
        }

        Next();
        var root = Node(1);
        if (root is null)
        {
            return null;
        }

        Next();
        Next();
        if (parser.Current is not StreamEnd)
        {
            return Stop(DiagnosticCatalog.SeveralDocuments, parser.Current!.Start.Index, "a second document begins here (---)", "put each document into a file of its own");
        }

        if (root is YamlScalar { IsNull: true })
        {
            return Stop(DiagnosticCatalog.EmptyFile, 0, "the file says nothing", "write its content, or delete the file");
        }

        return root;
    }

    private YamlNode? Node(int depth)
    {
        var current = parser.Current!;
        var at = current.Start.Index;
        if (depth > Deepest)
        {
            return Stop(DiagnosticCatalog.FileTooLarge, at, $"lists and maps stand more than {Deepest} deep in each other", "write it flatter");
        }

        if (++nodes > MostNodes)
        {
            return Stop(DiagnosticCatalog.FileTooLarge, at, $"the file has more than {MostNodes} values", "put long tables into a CSV file beside it");
        }

        if (current is AnchorAlias or NodeEvent { Anchor.IsEmpty: false })
        {
            return Stop(DiagnosticCatalog.AnchorOrAlias, at, "YAML's anchors (&name) and aliases (*name) are not read", "write the value where it is needed; put an expression that begins with & or * in quotes");
        }

        if (current is NodeEvent { Tag.IsEmpty: false })
        {
            return Stop(DiagnosticCatalog.YamlTag, at, "YAML's tags (!name) are not read", "leave it out; put an expression that begins with ! in quotes");
        }

        return current switch
        {
            Scalar scalar => Value(scalar),
            MappingStart map => Map(map, depth),
            SequenceStart list => List(list, depth),
            _ => throw new InvalidOperationException($"no node begins with {current.GetType().Name}"),
        };
    }

    private YamlScalar Value(Scalar scalar)
    {
        var style = scalar.Style switch
        {
            ScalarStyle.SingleQuoted => YamlStyle.SingleQuoted,
            ScalarStyle.DoubleQuoted => YamlStyle.DoubleQuoted,
            ScalarStyle.Literal => YamlStyle.Literal,
            ScalarStyle.Folded => YamlStyle.Folded,
            _ => YamlStyle.Plain,
        };
        var node = new YamlScalar(source, scalar.Value, style, (int)scalar.Start.Index, (int)scalar.End.Index);
        if (node.End.Line > node.Start.Line)
        {
            manyLined.Add((node.Start.Line, node.End.Line));
        }

        return node;
    }

    private YamlMap? Map(MappingStart start, int depth)
    {
        var entries = ImmutableArray.CreateBuilder<YamlEntry>();
        var seen = new Dictionary<string, YamlScalar>(StringComparer.Ordinal);
        while (Next() is not MappingEnd)
        {
            var keyNode = Node(depth + 1);
            if (keyNode is null)
            {
                return null;
            }

            if (keyNode is not YamlScalar key)
            {
                Stop(DiagnosticCatalog.NoYaml, parser.Current!.Start.Index, "a list or map stands where a key is needed", "write a name, a colon and a value; put text that holds { or [ in quotes");
                return null;
            }

            Next();
            var value = Node(depth + 1);
            if (value is null)
            {
                return null;
            }

            if (seen.TryAdd(key.Value, key))
            {
                entries.Add(new YamlEntry(key, value));
            }
            else
            {
                diagnostics.Add(DiagnosticCatalog.DuplicateKey, key, $"the key ‘{key.Value}’ stands twice in the same place", "keep one of them, or give the other another name", new RelatedPlace(seen[key.Value].Start, "it stands here first"));
            }
        }

        return new YamlMap(entries.ToImmutable(), start.Style == MappingStyle.Flow, source.At(start.Start.Index), source.At(parser.Current!.End.Index));
    }

    private YamlList? List(SequenceStart start, int depth)
    {
        var items = ImmutableArray.CreateBuilder<YamlNode>();
        while (Next() is not SequenceEnd)
        {
            var item = Node(depth + 1);
            if (item is null)
            {
                return null;
            }

            items.Add(item);
        }

        return new YamlList(items.ToImmutable(), start.Style == SequenceStyle.Flow, source.At(start.Start.Index), source.At(parser.Current!.End.Index));
    }

    private ParsingEvent? Next()
    {
        parser.MoveNext();
        return parser.Current;
    }

    private YamlNode? Stop(DiagnosticCode code, long at, string cause, string remedy)
    {
        diagnostics.Add(code, source.At(at), 1, cause, remedy);
        return null;
    }
}
