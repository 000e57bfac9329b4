using System.Collections.Immutable;
using Cahier.Feel.Diagnostics;

namespace Cahier.Feel.Syntax;

public sealed partial class Parser
{
    // The properties of values whose names have several words.
    private static readonly KnownNames PropertyNames = new(["time offset", "start included", "end included"]);

    private Node Expression() => Nested(Textual);

    private Node Textual() => Current switch
    {
        { Kind: TokenKind.Word, Text: "if" } => Conditional(),
        { Kind: TokenKind.Word, Text: "for" } => For(),
        { Kind: TokenKind.Word, Text: "some" or "every" } when tokens[position + 1].Kind == TokenKind.Word => Quantified(),
        _ => Disjunction(),
    };

    private ConditionalNode Conditional()
    {
        var start = position++;
        var condition = Expression();
        ExpectWord("then", "if condition then value else value");
        var then = Expression();
        ExpectWord("else", "if condition then value else value");
        var otherwise = Expression();
        return new ConditionalNode { Condition = condition, Then = then, Else = otherwise, Id = nextId++, Span = SpanFrom(start) };
    }

    private ForNode For()
    {
        var start = position++;
        var iterators = Iterators();
        ExpectWord("return", "for name in list return value");
        names.Add("partial");
        var body = Expression();
        return new ForNode { Iterators = iterators, Body = body, Id = nextId++, Span = SpanFrom(start) };
    }

    private QuantifiedNode Quantified()
    {
        var start = position;
        var isEvery = Current.IsWord("every");
        position++;
        var iterators = Iterators();
        ExpectWord("satisfies", isEvery ? "every name in list satisfies condition" : "some name in list satisfies condition");
        var condition = Expression();
        return new QuantifiedNode { IsEvery = isEvery, Iterators = iterators, Condition = condition, Id = nextId++, Span = SpanFrom(start) };
    }

    private ImmutableArray<IteratorNode> Iterators()
    {
        var iterators = ImmutableArray.CreateBuilder<IteratorNode>();
        do
        {
            var start = position;
            var name = DeclaredName(t => t.IsWord("in"), "a name after for, some or every");
            ExpectWord("in", "for name in list return value, or some name in list satisfies condition");
            var domain = Expression();
            var end = Accept("..") ? Expression() : null;
            iterators.Add(new IteratorNode { Name = name, Domain = domain, DomainEnd = end, Id = nextId++, Span = SpanFrom(start) });
        }
        while (Accept(","));
        return iterators.ToImmutable();
    }

    private Node Disjunction() => Chain(Conjunction, "or");

    private Node Conjunction() => Chain(Comparison, "and");

    private Node Chain(Func<Node> operand, string word)
    {
        var start = position;
        var left = operand();
        var links = 0;
        while (AcceptWord(word))
        {
            Deepen(ref links);
            left = new LogicNode { IsAnd = word == "and", Left = left, Right = operand(), Id = nextId++, Span = SpanFrom(start) };
        }

        depth -= links;
        return left;
    }

    // A chain leans to the left, so each link is one level for whoever walks the tree.
    private void Deepen(ref int links)
    {
        links++;
        if (++depth > SyntaxLimits.Depth)
        {
            throw new SyntaxException(new Problem(DiagnosticCatalog.TooLarge, Current.Span, $"the expression has more than {SyntaxLimits.Depth} operators in one chain", "divide it into values with names, or use sum([…])"));
        }
    }

    private Node Comparison()
    {
        var start = position;
        var left = OpenRangeOrAdditive();
        var links = 0;
        while (true)
        {
            if (TryComparisonOperator() is { } op)
            {
                position++;
                var right = OpenRangeOrAdditive();
                left = new ComparisonNode { Operator = op, Left = left, Right = right, Id = nextId++, Span = SpanFrom(start) };
            }
            else if (AcceptWord("between"))
            {
                var low = Additive();
                ExpectWord("and", "value between low and high");
                var high = Additive();
                left = new BetweenNode { Value = left, Low = low, High = high, Id = nextId++, Span = SpanFrom(start) };
            }
            else if (AcceptWord("in"))
            {
                left = new InNode { Value = left, Tests = InTests(), Id = nextId++, Span = SpanFrom(start) };
            }
            else if (Current.IsWord("instance") && tokens[position + 1].IsWord("of"))
            {
                position += 2;
                left = new InstanceOfNode { Value = left, Type = Type(), Id = nextId++, Span = SpanFrom(start) };
            }
            else
            {
                depth -= links;
                return left;
            }

            Deepen(ref links);
        }
    }

    // "< 5" alone is a range; "= 5" is one in brackets only, so that a slip such as "a = = 5" stays one.
    private Node OpenRangeOrAdditive() =>
        TryComparisonOperator() is { } op and not (ComparisonOperator.Equal or ComparisonOperator.NotEqual) ? ComparisonTest(op) : Additive();

    // "x in (1, < 5)" lists tests; "x in (a + b) * c" and "x in (1..3)" are single tests that begin with a bracket.
    private ImmutableArray<Node> InTests()
    {
        if (!ListsTests())
        {
            return [TryComparisonOperator() is { } op ? ComparisonTest(op) : Additive()];
        }

        position++;
        var tests = Tests();
        Expect(")", "the tests after in");
        return tests;
    }

    // Looks ahead to the end of the bracket instead of trying: tries within tries would take for ever.
    private bool ListsTests()
    {
        if (!Current.Is("("))
        {
            return false;
        }

        var open = 0;
        var range = false;
        for (var i = position; tokens[i].Kind != TokenKind.End; i++)
        {
            if (tokens[i].Kind != TokenKind.Sign)
            {
                continue;
            }

            open += tokens[i].Text switch { "(" or "[" or "{" => 1, ")" or "]" or "}" => -1, _ => 0 };
            switch (tokens[i].Text)
            {
                case "," when open == 1:
                    return true;
                case "..":
                    range |= open == 1;
                    break;
            }

            if (open == 0)
            {
                return !range && !ContinuesOperand(tokens[i + 1]);
            }
        }

        return true;
    }

    private static bool ContinuesOperand(Token token) => token.Kind == TokenKind.Sign && token.Text is "+" or "-" or "*" or "/" or "**" or "." or "[" or "(";

    private Node Additive() => ArithmeticChain(Multiplicative, ("+", ArithmeticOperator.Add), ("-", ArithmeticOperator.Subtract));

    private Node Multiplicative() => ArithmeticChain(Exponent, ("*", ArithmeticOperator.Multiply), ("/", ArithmeticOperator.Divide));

    private Node Exponent() => ArithmeticChain(Unary, ("**", ArithmeticOperator.Power), ("**", ArithmeticOperator.Power));

    private Node ArithmeticChain(Func<Node> operand, (string Sign, ArithmeticOperator Operator) first, (string Sign, ArithmeticOperator Operator) second)
    {
        var start = position;
        var left = operand();
        var links = 0;
        while (Current.Is(first.Sign) || Current.Is(second.Sign))
        {
            Deepen(ref links);
            var op = Current.Is(first.Sign) ? first.Operator : second.Operator;
            position++;
            left = new ArithmeticNode { Operator = op, Left = left, Right = operand(), Id = nextId++, Span = SpanFrom(start) };
        }

        depth -= links;
        return left;
    }

    private Node Unary()
    {
        var start = position;
        if (!Accept("-"))
        {
            return Postfix();
        }

        var operand = Nested(Unary);
        return new NegationNode { Operand = operand, Id = nextId++, Span = SpanFrom(start) };
    }

    private Node Postfix()
    {
        var start = position;
        var target = Primary();
        var links = 0;
        while (true)
        {
            if (Current.Is(".") && tokens[position + 1].Kind == TokenKind.Word)
            {
                position++;
                var at = position;
                var name = PropertyName();
                target = new PathNode { Target = target, Name = name, NameSpan = SpanFrom(at), Id = nextId++, Span = SpanFrom(start) };
            }
            else if (Current.Is("[") && !ClosesRange())
            {
                position++;
                var predicate = Expression();
                Expect("]", "a filter");
                target = new FilterNode { Target = target, Predicate = predicate, Id = nextId++, Span = SpanFrom(start) };
            }
            else if (Current.Is("("))
            {
                position++;
                target = new InvocationNode { Function = target, Arguments = Arguments(), Id = nextId++, Span = SpanFrom(start) };
            }
            else
            {
                depth -= links;
                return target;
            }

            Deepen(ref links);
        }
    }

    private string PropertyName()
    {
        if ((names.Match(tokens, position) ?? PropertyNames.Match(tokens, position)) is { } known)
        {
            position += known.Words.Length;
            return known.Name;
        }

        return tokens[position++].Text;
    }

    private ImmutableArray<ArgumentNode> Arguments()
    {
        var arguments = ImmutableArray.CreateBuilder<ArgumentNode>();
        while (!Current.Is(")"))
        {
            arguments.Add(new ArgumentNode(ArgumentName(), Expression()));
            if (!Accept(","))
            {
                break;
            }
        }

        Expect(")", "the arguments of a function");
        return arguments.ToImmutable();
    }

    // The parameter's name, when there is a colon after it: a known one, which may hold signs, or any words.
    private string? ArgumentName()
    {
        if (names.Match(tokens, position) is { } known && tokens[position + known.Words.Length].Is(":"))
        {
            position += known.Words.Length + 1;
            return known.Name;
        }

        var colon = position;
        while (tokens[colon].Kind is TokenKind.Word)
        {
            colon++;
        }

        if (colon == position || !tokens[colon].Is(":"))
        {
            return null;
        }

        var name = string.Join(' ', tokens[position..colon].Select(t => t.Text));
        position = colon + 1;
        return name;
    }

    /// <summary>A name being declared: any words up to what follows it.</summary>
    private string DeclaredName(Func<Token, bool> follows, string what)
    {
        var start = position;
        while (Current.Kind is TokenKind.Word && (position == start || !follows(Current)))
        {
            position++;
        }

        if (position == start)
        {
            throw Unexpected($"there should be {what}");
        }

        var name = string.Join(' ', tokens[start..position].Select(t => t.Text));
        names.Add(name);
        return name;
    }
}
