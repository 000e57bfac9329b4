using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Cahier.Feel.Diagnostics;

namespace Cahier.Feel.Syntax;

/// <summary>Reads the grammar of DMN 1.5 FEEL by recursive descent. Every part knows its place in the text.</summary>
public sealed partial class Parser
{
    private static readonly HashSet<string> Keywords = new(StringComparer.Ordinal)
    {
        "if", "then", "else", "for", "in", "return", "some", "every", "satisfies", "and", "or", "between", "instance",
        "true", "false", "null", "function", "external",
    };

    private readonly ImmutableArray<Token> tokens;
    private readonly KnownNames names;
    private readonly string text;
    private int position;
    private int depth;
    private int nextId;

    private Parser(string text, ImmutableArray<Token> tokens, KnownNames names)
    {
        this.text = text;
        this.tokens = tokens;
        this.names = names;
    }

    private Token Current => tokens[position];

    /// <summary>Reads an expression.</summary>
    /// <param name="text">The expression's text.</param>
    /// <param name="names">Names of several words that are in scope.</param>
    public static ParsedExpression ParseExpression(string text, KnownNames names) => Parse(text, names, p => p.Expression());

    /// <summary>Reads the unary tests of a table cell: <c>-</c>, <c>&lt; 10</c>, <c>"a", "b"</c>, <c>not(…)</c>.</summary>
    public static ParsedExpression ParseUnaryTests(string text, KnownNames names) => Parse(text, names, p => p.UnaryTests());

    /// <summary>Reads a type, as it stands after <c>instance of</c>; null (C#) when the text is none.</summary>
    internal static TypeNode? ParseType(string text, KnownNames names)
    {
        try
        {
            var problems = new List<Problem>();
            var parser = new Parser(text, Lexer.Read(text, problems), new KnownNames(names, []));
            var type = parser.Type();
            return parser.Current.Kind == TokenKind.End && problems.Count == 0 ? type : null;
        }
        catch (SyntaxException)
        {
            return null;
        }
    }

    // What has an obvious correction is corrected and read again, so that the next mistake is found too.
    private static ParsedExpression Parse(string text, KnownNames names, Func<Parser, Node> rule)
    {
        var problems = new List<Problem>();
        try
        {
            if (text.Length > SyntaxLimits.Length)
            {
                throw new SyntaxException(new Problem(DiagnosticCatalog.TooLarge, new SourceSpan(0, 20), $"the expression has {text.Length} characters; {SyntaxLimits.Length} is the most", "divide it into values with names"));
            }

            var tokens = Lexer.Read(text, problems);
            while (true)
            {
                var parser = new Parser(text, tokens, new KnownNames(names, []));
                try
                {
                    var root = parser.Whole(rule);
                    return new ParsedExpression(text, root, parser.nextId, InOrder(problems));
                }
                catch (SyntaxException e) when (e.Correction is { } correction && problems.Count < SyntaxLimits.Problems)
                {
                    problems.Add(e.Problem);
                    tokens = tokens.RemoveRange(correction.First, correction.Count).InsertRange(correction.First, correction.Instead);
                }
                catch (SyntaxException e)
                {
                    // A foreign sign that is out of place, too, is one mistake.
                    if (!problems.Exists(p => p.Span == e.Problem.Span))
                    {
                        problems.Add(e.Problem);
                    }

                    parser.ReadOn(problems);
                    return new ParsedExpression(text, null, 0, InOrder(problems));
                }
            }
        }
        catch (SyntaxException e)
        {
            return new ParsedExpression(text, null, 0, InOrder([.. problems, e.Problem]));
        }
    }

    private static ImmutableArray<Problem> InOrder(List<Problem> problems) => [.. problems.OrderBy(p => p.Span.Start)];

    private Node Whole(Func<Parser, Node> rule)
    {
        if (Current.Kind == TokenKind.End)
        {
            throw new SyntaxException(new Problem(DiagnosticCatalog.UnexpectedText, new SourceSpan(0, 0), "there is no expression here", "write one, for example age >= 65"));
        }

        var root = rule(this);
        return Current.Kind == TokenKind.End ? root : throw Unexpected("the expression is complete before this");
    }

    /// <summary>Reads what stands after the next <c>and</c> or <c>or</c> outside of brackets, for further problems; nothing when brackets do not match.</summary>
    private void ReadOn(List<Problem> problems)
    {
        while (problems.Count < SyntaxLimits.Problems && NextOperand() is { } next)
        {
            (position, depth, rangeEnds) = (next, 0, 0);
            try
            {
                Whole(p => p.Expression());
                return;
            }
            catch (SyntaxException e)
            {
                problems.Add(e.Problem);
            }
        }
    }

    private int? NextOperand()
    {
        var open = 0;
        int? found = null;
        for (var i = 0; tokens[i].Kind != TokenKind.End; i++)
        {
            open += tokens[i].Kind != TokenKind.Sign ? 0 : tokens[i].Text switch { "(" or "[" or "{" => 1, ")" or "]" or "}" => -1, _ => 0 };
            if (open < 0)
            {
                return null;
            }

            if (i > position && open == 0 && (tokens[i].IsWord("and") || tokens[i].IsWord("or")))
            {
                found ??= i + 1;
            }
        }

        return open == 0 ? found : null;
    }

    private Node UnaryTests()
    {
        var start = position;
        if (Current.Is("-") && tokens[position + 1].Kind == TokenKind.End)
        {
            position++;
            return new UnaryTestsNode { Id = nextId++, Span = SpanFrom(start), Negated = false, Tests = [] };
        }

        var negated = Current.IsWord("not") && tokens[position + 1].Is("(") && NegationCoversAll();
        if (negated)
        {
            position += 2;
        }

        var tests = Tests();
        if (negated)
        {
            Expect(")", "the tests under not(…)");
        }

        return new UnaryTestsNode { Id = nextId++, Span = SpanFrom(start), Negated = negated, Tests = tests };
    }

    // "not(a), b" is not a negation of all tests; "not(a)" is.
    private bool NegationCoversAll()
    {
        var open = 0;
        for (var i = position + 1; tokens[i].Kind != TokenKind.End; i++)
        {
            open += tokens[i].Is("(") ? 1 : tokens[i].Is(")") ? -1 : 0;
            if (open == 0)
            {
                return tokens[i + 1].Kind == TokenKind.End;
            }
        }

        return false;
    }

    private ImmutableArray<Node> Tests()
    {
        var tests = ImmutableArray.CreateBuilder<Node>();
        do
        {
            tests.Add(Test());
        }
        while (Accept(","));
        return tests.ToImmutable();
    }

    private Node Test() => TryComparisonOperator() is { } op ? ComparisonTest(op) : Expression();

    private ComparisonTestNode ComparisonTest(ComparisonOperator op)
    {
        var start = position;
        position++;
        return new ComparisonTestNode { Operator = op, Operand = Additive(), Id = nextId++, Span = SpanFrom(start) };
    }

    private ComparisonOperator? TryComparisonOperator() => Current.Kind != TokenKind.Sign ? null : Current.Text switch
    {
        "=" => ComparisonOperator.Equal,
        "!=" => ComparisonOperator.NotEqual,
        "<" => ComparisonOperator.Less,
        "<=" => ComparisonOperator.LessOrEqual,
        ">" => ComparisonOperator.Greater,
        ">=" => ComparisonOperator.GreaterOrEqual,
        _ => null,
    };

    private bool Accept(string sign)
    {
        if (!Current.Is(sign))
        {
            return false;
        }

        position++;
        return true;
    }

    private bool AcceptWord(string word)
    {
        if (!Current.IsWord(word))
        {
            return false;
        }

        position++;
        return true;
    }

    private void Expect(string sign, string where)
    {
        if (!Accept(sign))
        {
            throw Current.Kind == TokenKind.End
                ? new SyntaxException(new Problem(DiagnosticCatalog.UnclosedText, Current.Span, $"‘{sign}’ is missing at the end of {where}", $"add {sign}"))
                : Unexpected($"‘{sign}’ should close {where}");
        }
    }

    private void ExpectWord(string word, string form)
    {
        if (!AcceptWord(word))
        {
            throw Unexpected($"‘{word}’ should stand here", $"write {form}");
        }
    }

    private SyntaxException Unexpected(string cause, string? instead = null)
    {
        if (Current is { Kind: TokenKind.Sign, Text: "'" or "’" } && ForeignSigns.Find(text, Current.Span.Start) is { } apostrophe)
        {
            return new SyntaxException(new Problem(DiagnosticCatalog.OtherLanguage, Current.Span, apostrophe.Cause, apostrophe.Remedy));
        }

        if (Slip() is { } slip)
        {
            return slip;
        }

        var found = Current.Kind == TokenKind.End ? "the end" : $"‘{text.AsSpan(Current.Span.Start, Current.Span.Length)}’";
        var remedy = Current switch
        {
            { Kind: TokenKind.Sign, Text: "," } => "a decimal number is written with a point, as 12.5; a comma separates arguments inside brackets",
            { Kind: TokenKind.Word, Text: "is" } => "write = to compare",
            { Kind: TokenKind.Word } word when Keywords.Contains(word.Text) => $"‘{word.Text}’ is a word of the language: put the value it needs before it, or write a text in double quotes",
            { Kind: TokenKind.Word } => "write a sign (+ - * / = < >), and, or, or in between; a name has no spaces: use _",
            { Kind: TokenKind.End } => "complete the expression",
            _ => "take it out, or put what is missing before it",
        };
        return new SyntaxException(new Problem(DiagnosticCatalog.UnexpectedText, Current.Span, $"{cause}, but {found} stands here", instead ?? remedy));
    }

    private SourceSpan SpanFrom(int firstToken) => SourceSpan.Covering(tokens[firstToken].Span, tokens[Math.Max(firstToken, position - 1)].Span);

    private T Nested<T>(Func<T> rule)
    {
        if (++depth > SyntaxLimits.Depth)
        {
            throw TooDeep($"the expression is nested more than {SyntaxLimits.Depth} levels deep");
        }

        // Where little of the stack is left, a refusal and not the end of the process.
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw TooDeep("the expression is nested deeper than there is room for here");
        }

        var result = rule();
        depth--;
        return result;
    }

    private SyntaxException TooDeep(string cause) => new(new Problem(DiagnosticCatalog.TooLarge, Current.Span, cause, "divide it into values with names"));
}
