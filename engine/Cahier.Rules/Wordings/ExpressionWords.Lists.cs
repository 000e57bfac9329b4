using System.Collections.Immutable;
using Cahier.Feel.Checking;
using Cahier.Feel.Syntax;
using Cahier.Feel.Types;
using Cahier.Feel.Values;
using Cahier.Rules.Checking;

namespace Cahier.Rules.Wordings;

internal sealed partial class ExpressionWords
{
    private Phrase Filter(FilterNode node)
    {
        var list = Value(node.Target).Within(Hold.Of);
        var item = expression.DeclaredBy(node)[0];
        return node.Predicate switch
        {
            LiteralNode { Value: NumberValue { Value: 1 } } => words.Say(words.First, Hold.Of, list),
            NegationNode { Operand: LiteralNode { Value: NumberValue { Value: 1 } } } => words.Say(words.Last, Hold.Of, list),
            ComparisonNode { Operator: ComparisonOperator.NotEqual, Left: NameNode left, Right: LiteralNode { Value: NullValue } } when ReferenceEquals(expression.SymbolOf(left), item) => words.Say(words.KnownOf, Hold.Of, list),
            _ when TypeOf(node.Predicate) is NumberType => words.Say(words.Nth, Hold.Of, list, Value(node.Predicate).Within(Hold.Of)),
            _ => words.Say(words.Where, Hold.Case, list, About(item, () => Statement(node.Predicate))),
        };
    }

    private Phrase For(ForNode node)
    {
        var names = expression.DeclaredBy(node);
        var saved = subjects;
        var sentences = new List<(string Sentence, Phrase Name, Phrase From, Phrase To)>();
        foreach (var (iterator, name) in node.Iterators.Zip(names))
        {
            var from = Value(iterator.Domain).Within(Hold.Of);
            var to = iterator.DomainEnd is { } end ? Value(end).Within(Hold.Of) : from;
            var sentence = iterator.DomainEnd is not null ? words.ForEachFrom : name.Fact.Type is RowType ? words.ForEach : words.ForEachNamed;
            sentences.Add((sentence, Phrase.Of(new CodePiece(iterator.Name)), from, to));
            subjects = subjects.Push(name);
        }

        var body = Value(node.Body).Within(Hold.Of);
        subjects = saved;
        // The innermost name is gone through first.
        foreach (var (sentence, name, from, to) in Enumerable.Reverse(sentences))
        {
            body = sentence == words.ForEach ? words.Say(sentence, Hold.Of, body, from) : words.Say(sentence, Hold.Of, body, name, from, to);
        }

        return body;
    }

    private Phrase Domain(IteratorNode iterator) => iterator.DomainEnd is { } end ? Between(words.FromTo, iterator.Domain, end) : Value(iterator.Domain).Within(Hold.Of);

    /// <summary>The tests of a cell: values, ranges, none of these, or any value.</summary>
    private Phrase Tests(UnaryTestsNode node)
    {
        if (node.Tests.IsEmpty)
        {
            return Phrase.Plain(words.AnyValue);
        }

        var tests = node.Tests.Select(Test).ToList();
        return node.Negated ? words.Say(words.NoneOf, Hold.Of, words.Listed(tests, words.Nor)) : words.Listed(tests, words.OrValue);
    }

    private Phrase Test(Node node) => node switch
    {
        RangeNode range => Between((range.StartIncluded, range.EndIncluded) switch { (true, true) => words.FromTo, (true, false) => words.FromBelow, (false, true) => words.AboveTo, _ => words.AboveBelow }, range.Start, range.End),
        ComparisonTestNode { Operator: ComparisonOperator.Equal } test => Value(test.Operand),
        ComparisonTestNode { Operator: ComparisonOperator.NotEqual } test => words.Say(words.NoneOf, Hold.Of, Value(test.Operand)),
        ComparisonTestNode test => words.Say(words.Alone.Of(test.Operator), Hold.Of, Value(test.Operand).Within(Hold.Of)),
        LiteralNode { Value: TextValue } when expression.Parameters is [{ } tested] => CodeOf(node, tested.Fact.Type),
        LiteralNode or NegationNode => Value(node),
        _ when TypeOf(node) is BooleanType => Statement(node),
        _ => Value(node),
    };

    private Phrase CodeOf(Node node, FeelType tested) =>
        tested is TextType { Codes: { } codes } && node is LiteralNode { Value: TextValue text } && naming.Code(codes, text.Value) is { } label ? Phrase.Plain(values.Text(label)) : Value(node);

    private Phrase Between(string sentence, Node low, Node high) => words.Say(sentence, Hold.Of, Value(low).Within(Hold.Of), Value(high).Within(Hold.Of));

    /// <summary>The function of the language that is called; null when it is one of the cahier's.</summary>
    private string? Called(InvocationNode call) => expression.SymbolOf(call.Function) is BuiltinSymbol builtin ? builtin.Name : null;

    private Phrase Applied(InvocationNode call, string sentence) => call.Arguments.IsEmpty
        ? Value(call.Function)
        : words.Say(sentence, Hold.Of, Value(call.Function).Within(Hold.Of), words.Listed([.. Arguments(call).Select(a => a.Within(Hold.Sum))], words.LastItem));

    private Phrase Builtin(InvocationNode call, string function)
    {
        if (function == "get or else" && call.Arguments.Length == 2)
        {
            return words.Say(words.OrElse, Hold.Case, Value(call.Arguments[0].Value).Within(Hold.Of), CodeOr(call.Arguments[1].Value, call.Arguments[0].Value).Within(Hold.Of));
        }

        var arguments = Arguments(call).ToList();
        var toWhole = call.Arguments is [_, { Value: LiteralNode { Value: NumberValue { Value: 0 } } }] ? BuiltinWords.ToWhole(function, words.IsFrench) : null;
        if ((toWhole ?? BuiltinWords.Find(function, arguments.Count, words.IsFrench)) is not { } sentence)
        {
            return words.Say(words.For, Hold.Of, Unsaid(function), words.Listed([.. arguments.Select(a => a.Within(Hold.Sum))], words.LastItem));
        }

        // The last place takes all that is left over: max(a, b, c).
        if (toWhole is not null)
        {
            arguments.RemoveAt(1);
        }

        var places = BuiltinWords.Places(sentence);
        ImmutableArray<Phrase> parts = [.. arguments.Take(places - 1).Select((a, i) => a.Within(BuiltinWords.EndsWith(sentence, i) ? Hold.Of : Hold.Whole)), words.Listed([.. arguments.Skip(places - 1).Select(a => a.Within(arguments.Count == places && BuiltinWords.EndsWith(sentence, places - 1) ? Hold.Of : Hold.Whole))], words.LastItem)];
        return words.Say(sentence, TypeOf(call) is BooleanType ? Hold.Statement : Hold.Of, parts.AsSpan());
    }

    // In the order of the parameters, also when they are named.
    private IEnumerable<Phrase> Arguments(InvocationNode call) => Given(call).Select(Value);

    private IEnumerable<Node> Given(InvocationNode call) => call.Arguments.Any(a => a.Name is not null)
        ? Parameters(call).SelectMany(p => call.Arguments.Where(a => a.Name == p)).Select(a => a.Value)
        : call.Arguments.Select(a => a.Value);

    private IEnumerable<string> Parameters(InvocationNode call) => expression.SymbolOf(call.Function) switch
    {
        BuiltinSymbol builtin => builtin.Builtin.Overloads.Select(o => o.Parameters.Select(p => p.Name).ToList()).First(o => call.Arguments.All(a => a.Name is null || o.Contains(a.Name))),
        RuleSymbol { Fact.Type: FunctionType function } => function.Parameters.Select(p => p.Key),
        _ => call.Arguments.Select((a, i) => a.Name ?? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{i + 1}")),
    };
}
