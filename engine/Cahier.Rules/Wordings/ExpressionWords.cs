using System.Collections.Immutable;
using Cahier.Feel.Checking;
using Cahier.Feel.Syntax;
using Cahier.Feel.Types;
using Cahier.Feel.Values;

namespace Cahier.Rules.Wordings;

/// <summary>
/// Says a checked expression in words. What is true or false is said as a statement, all else as what it gives. Every form of
/// the language has words; a function of the language that has none is said by its name and noted in <see cref="Unsaid"/>.
/// </summary>
internal sealed partial class ExpressionWords
{
    private readonly Words words;
    private readonly ValueWords values;
    private readonly Naming naming;
    private readonly CheckedExpression expression;
    private readonly List<string> unsaid;

    /// <summary>The rows being gone through around the words, the innermost last.</summary>
    private ImmutableStack<LocalSymbol> subjects = [];

    private ExpressionWords(CheckedExpression expression, Naming naming, Words words, List<string> unsaid)
    {
        this.expression = expression;
        this.naming = naming;
        this.words = words;
        this.unsaid = unsaid;
        values = new ValueWords(words.IsFrench);
    }

    /// <summary>The whole expression, laid out as a list when it would be too long for a line.</summary>
    /// <param name="unsaid">Takes the functions that have no words.</param>
    public static Wording Of(CheckedExpression expression, Naming naming, Words words, List<string> unsaid)
    {
        var walk = new ExpressionWords(expression, naming, words, unsaid);
        return walk.Laid(expression.Root, isStatement: expression.Fact.Type is BooleanType);
    }

    /// <summary>The tests of a table's cell, without the value that they test.</summary>
    public static Phrase OfTests(CheckedExpression tests, Naming naming, Words words, List<string> unsaid) =>
        new ExpressionWords(tests, naming, words, unsaid).Tests((UnaryTestsNode)tests.Root);

    /// <summary>Each place where the expression takes the smaller or larger of several values, in words.</summary>
    public static IEnumerable<Phrase> Bounds(CheckedExpression expression, Naming naming, Words words, List<string> unsaid)
    {
        var walk = new ExpressionWords(expression, naming, words, unsaid);
        return NodeParts.All(expression.Root).OfType<InvocationNode>().Where(c => c.Arguments.Length > 1 && walk.Called(c) is ("min" or "max")).Select(walk.Value);
    }

    private static IEnumerable<Node> Chain(Node node, bool isAnd) => node is LogicNode logic && logic.IsAnd == isAnd
        ? Chain(logic.Left, isAnd).Concat(Chain(logic.Right, isAnd))
        : [node];

    private T About<T>(LocalSymbol subject, Func<T> say)
    {
        var saved = subjects;
        subjects = subjects.Push(subject);
        var said = say();
        subjects = saved;
        return said;
    }

    private bool IsSubject(Symbol? symbol) => !subjects.IsEmpty && ReferenceEquals(subjects.Peek(), symbol);

    private FeelType TypeOf(Node node) => expression.FactOf(node).Type;

    private Phrase Constant(FeelValue value) => values.Say(value) is { } said ? Phrase.Plain(value is DateValue && words.IsFrench ? $"le {said}" : said) : Phrase.Of(new CodePiece(FeelText.Write(value)));
}
