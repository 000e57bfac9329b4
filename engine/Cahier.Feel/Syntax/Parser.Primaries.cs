using System.Collections.Immutable;
using System.Globalization;
using Cahier.Feel.Diagnostics;
using Cahier.Feel.Values;

namespace Cahier.Feel.Syntax;

public sealed partial class Parser
{
    private int rangeEnds;

    private Node Primary()
    {
        var start = position;
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Number:
                position++;
                return Literal(start, Number(token));
            case TokenKind.Text:
                position++;
                return Literal(start, new TextValue(token.Text));
            case TokenKind.AtText:
                position++;
                return Literal(start, AtLiteral.Read(token.Text));
            case TokenKind.Word:
                return WordPrimary(start, token);
            case TokenKind.Sign when token.Text is "(":
                return Nested(Bracketed);
            case TokenKind.Sign when token.Text is "[" or "]":
                return Nested(ListOrRange);
            case TokenKind.Sign when token.Text is "{":
                return Nested(Context);
            case TokenKind.Sign when token.Text is "?":
                position++;
                return new InputNode { Id = nextId++, Span = token.Span };
            default:
                throw Unexpected("a value should stand here");
        }
    }

    private Node WordPrimary(int start, Token token)
    {
        if (names.Match(tokens, position) is { } known)
        {
            position += known.Words.Length;
            return new NameNode { Name = known.Name, Id = nextId++, Span = SpanFrom(start) };
        }

        switch (token.Text)
        {
            case "true" or "false":
                position++;
                return Literal(start, BooleanValue.Of(token.Text == "true"));
            case "null":
                position++;
                return Literal(start, NullValue.Instance);
            case "function" when tokens[position + 1].Is("("):
                return Function();
            case "if" or "for":
                return Textual();
        }

        if (Keywords.Contains(token.Text))
        {
            throw Unexpected("a value should stand here");
        }

        position++;
        return new NameNode { Name = token.Text, Id = nextId++, Span = token.Span };
    }

    private LiteralNode Literal(int start, FeelValue value) => new() { Value = value, Id = nextId++, Span = SpanFrom(start) };

    private static NumberValue Number(Token token)
    {
        if (decimal.TryParse(token.Text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value))
        {
            return new NumberValue(value);
        }

        throw new SyntaxException(new Problem(DiagnosticCatalog.BadLiteral, token.Span, "the number is too large: 28 digits are the most", "write a smaller number"));
    }

    /// <summary>A bracketed expression, an open range such as <c>(1..3]</c>, or a comparison as a range, <c>(&lt; 10)</c>.</summary>
    private Node Bracketed()
    {
        var start = position++;
        if (TryComparisonOperator() is { } op)
        {
            var test = ComparisonTest(op);
            Expect(")", "a comparison in brackets");
            return test;
        }

        var first = Expression();
        if (Current.Is(".."))
        {
            return RangeFrom(start, first, startIncluded: false);
        }

        Expect(")", "an expression in brackets");
        return first;
    }

    private Node ListOrRange()
    {
        var start = position;
        var openStart = Current.Is("]");
        position++;
        var items = ImmutableArray.CreateBuilder<Node>();
        if (!Current.Is("]") || openStart)
        {
            // After a comma an item must follow: there, "]" begins an open range.
            do
            {
                items.Add(Test());
                if (items.Count == 1 && Current.Is(".."))
                {
                    return RangeFrom(start, items[0], startIncluded: !openStart);
                }

                if (openStart)
                {
                    throw Unexpected("‘..’ should follow the first bound of a range");
                }
            }
            while (Accept(","));
        }

        Expect("]", "a list");
        return new ListNode { Items = items.ToImmutable(), Id = nextId++, Span = SpanFrom(start) };
    }

    private RangeNode RangeFrom(int start, Node first, bool startIncluded)
    {
        Expect("..", "a range");
        rangeEnds++;
        var end = Additive();
        rangeEnds--;
        var included = Current.Is("]");
        if (!included && !Current.Is(")") && !Current.Is("["))
        {
            throw Unexpected("‘]’ or ‘)’ should close a range");
        }

        position++;
        return new RangeNode { Start = first, StartIncluded = startIncluded, End = end, EndIncluded = included, Id = nextId++, Span = SpanFrom(start) };
    }

    // In "[1..3[" the last bracket ends the range; in "[1..a[1]]" it begins a filter.
    private bool ClosesRange() => rangeEnds > 0
        && tokens[position + 1] is { Kind: TokenKind.End }
            or { Kind: TokenKind.Sign, Text: ")" or "]" or "," or "}" or "=" or "!=" or "." }
            or { Kind: TokenKind.Word, Text: "and" or "or" or "then" or "else" or "return" or "satisfies" or "in" or "instance" or "between" };

    private ContextNode Context()
    {
        var start = position++;
        var entries = ImmutableArray.CreateBuilder<EntryNode>();
        while (!Current.Is("}"))
        {
            var at = position;
            var key = ContextKey();
            var span = SpanFrom(at);
            Expect(":", "the name of an entry");
            names.Add(key);
            entries.Add(new EntryNode(key, span, Expression()));
            if (!Accept(","))
            {
                break;
            }
        }

        Expect("}", "a context");
        return new ContextNode { Entries = entries.ToImmutable(), Id = nextId++, Span = SpanFrom(start) };
    }

    // A key is a text, or any words and signs before the colon.
    private string ContextKey()
    {
        if (Current.Kind == TokenKind.Text)
        {
            return tokens[position++].Text;
        }

        var start = position;
        while (Current.Kind is TokenKind.Word or TokenKind.Number || (position > start && Current.Kind == TokenKind.Sign && Current.Text is "+" or "-" or "*" or "/" or "." or "**" or "'" or "’"))
        {
            position++;
        }

        return position > start
            ? System.Text.RegularExpressions.Regex.Replace(text[tokens[start].Span.Start..tokens[position - 1].Span.End], @"\s+", " ")
            : throw Unexpected("there should be the name of an entry");
    }

    private FunctionNode Function()
    {
        var start = position;
        position += 2;
        var parameters = ImmutableArray.CreateBuilder<ParameterNode>();
        while (!Current.Is(")"))
        {
            var name = DeclaredName(_ => false, "the name of a parameter");
            parameters.Add(new ParameterNode(name, Accept(":") ? Type() : null));
            if (!Accept(","))
            {
                break;
            }
        }

        Expect(")", "the parameters of a function");
        var external = AcceptWord("external");
        var body = Expression();
        return new FunctionNode { Parameters = parameters.ToImmutable(), Body = body, External = external, Id = nextId++, Span = SpanFrom(start) };
    }
}
