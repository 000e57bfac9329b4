using System.Collections.Immutable;

namespace Cahier.Feel.Syntax;

public sealed partial class Parser
{
    private static readonly KnownNames TypeNames = new(["date and time", "days and time duration", "years and months duration", "day time duration", "year month duration"]);

    private TypeNode Type() => Nested(() =>
    {
        var start = position;
        if ((TypeNames.Match(tokens, position) ?? names.Match(tokens, position)) is { } known)
        {
            position += known.Words.Length;
            return new TypeNode(known.Name, [], null, SpanFrom(start));
        }

        if (Current.Kind != TokenKind.Word)
        {
            throw Unexpected("a type should stand here");
        }

        var name = tokens[position++].Text;
        while (Current.Is(".") && tokens[position + 1].Kind == TokenKind.Word)
        {
            name += "." + tokens[position + 1].Text;
            position += 2;
        }

        var arguments = ImmutableArray.CreateBuilder<(string?, TypeNode)>();
        if (name is "list" or "range" or "context" or "function" && Accept("<"))
        {
            while (!Current.Is(">"))
            {
                string? entry = null;
                if (name == "context")
                {
                    entry = DeclaredName(_ => false, "the name of an entry");
                    Expect(":", "the name of an entry");
                }

                arguments.Add((entry, Type()));
                if (!Accept(","))
                {
                    break;
                }
            }

            Expect(">", "the type");
        }

        var result = name == "function" && Accept("->") ? Type() : null;
        return new TypeNode(name, arguments.ToImmutable(), result, SpanFrom(start));
    });
}
