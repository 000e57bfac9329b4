using System.Collections.Immutable;
using Cahier.Feel.Checking;
using Cahier.Feel.Syntax;
using Cahier.Feel.Types;
using Cahier.Feel.Values;

namespace Cahier.Rules.Wordings;

internal sealed partial class ExpressionWords
{
    /// <summary>Something true or false, as a sentence.</summary>
    private Phrase Statement(Node node) => node switch
    {
        LiteralNode { Value: BooleanValue literal } => Phrase.Plain(literal.Value ? words.Always : words.Never, Hold.Statement),
        LogicNode logic => Logic(logic),
        ComparisonNode comparison => Comparison(comparison),
        BetweenNode between => words.Say(words.Lies, Hold.Statement, Value(between.Value).Within(Hold.Of), Between(words.FromTo, between.Low, between.High)),
        InNode test => In(test),
        QuantifiedNode quantified => Quantified(quantified),
        ConditionalNode conditional => words.Say(words.CaseOf, Hold.Case, Statement(conditional.Condition), Statement(conditional.Then), Statement(conditional.Else)),
        InstanceOfNode instance => words.Say(words.InstanceOf, Hold.Statement, Value(instance.Value).Within(Hold.Of), Phrase.Of(new CodePiece(Excerpt(instance.Type.Span)))),
        InvocationNode call when Called(call) is { } called => Call(call, called),
        InvocationNode { Arguments.IsEmpty: false } call => Applied(call, words.IsTrueFor) with { Hold = Hold.Statement },
        _ => words.Say(words.IsTrue, Hold.Statement, Value(node).Within(Hold.Of)),
    };

    private Phrase Call(InvocationNode call, string function) => (function, call.Arguments) switch
    {
        ("not", [{ Value: InNode { Tests: { Length: > 0 } tests } test }]) when tests.All(t => expression.ConstantOf(t) is not null) =>
            words.Say(words.Neither, Hold.Statement, Value(test.Value).Within(Hold.Of), words.Listed([.. tests.Select(t => CodeOr(t, test.Value))], words.Nor)),
        ("not", [{ Value: InvocationNode { Arguments.IsEmpty: false } applied }]) when Called(applied) is null => Applied(applied, words.IsFalseFor) with { Hold = Hold.Statement },
        ("not", [{ Value: { } negated }]) when IsTerm(negated) => words.Say(words.IsFalse, Hold.Statement, Value(negated).Within(Hold.Of)),
        ("not", [{ Value: { } negated }]) => words.Say(words.Not, Hold.Statement, Statement(negated).Within(Hold.Statement)),
        ("get or else", [{ Value: { } value }, { Value: LiteralNode { Value: BooleanValue otherwise } }]) =>
            words.Say(otherwise.Value ? words.TrueWhenMissing : words.FalseWhenMissing, Hold.Case, Statement(value)),
        ("get or else" or "all" or "any", _) => words.Say(words.IsTrue, Hold.Statement, Builtin(call, function).Within(Hold.Of)),
        _ => Builtin(call, function),
    };

    // What is true or false by itself, without a statement of its own.
    private bool IsTerm(Node node) => node is NameNode or PathNode or FilterNode;

    private Phrase Logic(LogicNode logic)
    {
        var builder = new PhraseBuilder(words.IsFrench);
        foreach (var (index, part) in Parts(logic).Index())
        {
            builder.Add(index == 0 ? "" : logic.IsAnd ? words.And : words.Or).Add(part.Line().Within(Hold.Statement));
        }

        return builder.Done(logic.IsAnd ? Hold.And : Hold.Or);
    }

    /// <summary>The parts of a chain; two bounds of one value, one after the other, are said as one range.</summary>
    private List<(Func<Phrase> Line, Func<Wording> Laid)> Parts(LogicNode logic)
    {
        var nodes = Chain(logic, logic.IsAnd).ToList();
        var parts = new List<(Func<Phrase>, Func<Wording>)>();
        for (var i = 0; i < nodes.Count; i++)
        {
            if (logic.IsAnd && i + 1 < nodes.Count && (nodes[i], nodes[i + 1]) is (ComparisonNode { Operator: ComparisonOperator.GreaterOrEqual } low, ComparisonNode { Operator: ComparisonOperator.LessOrEqual } high) && Excerpt(low.Left.Span) == Excerpt(high.Left.Span))
            {
                var range = words.Say(words.Lies, Hold.Statement, Value(low.Left).Within(Hold.Of), Between(words.FromTo, low.Right, high.Right));
                parts.Add((() => range, () => Wording.Of(range)));
                i++;
            }
            else
            {
                var node = nodes[i];
                parts.Add((() => Statement(node), () => Laid(node, true)));
            }
        }

        return parts;
    }

    private Phrase Comparison(ComparisonNode node)
    {
        var left = Value(node.Left).Within(Hold.Of);
        var isEqual = node.Operator == ComparisonOperator.Equal;
        switch (node)
        {
            case { Operator: ComparisonOperator.Equal or ComparisonOperator.NotEqual, Right: LiteralNode { Value: NullValue } }:
                return words.Say(isEqual ? words.IsMissing : words.IsKnown, Hold.Statement, left);
            case { Operator: ComparisonOperator.Equal or ComparisonOperator.NotEqual, Right: LiteralNode { Value: BooleanValue literal } }:
                return words.Say(literal.Value == isEqual ? words.IsTrue : words.IsFalse, Hold.Statement, left);
            case { Operator: ComparisonOperator.Greater, Right: LiteralNode { Value: NumberValue { Value: 0 } } } when Counted(node.Left) is { } list:
                return words.Say(words.AtLeastOne, Hold.Statement, Value(list).Within(Hold.Of));
            case { Operator: ComparisonOperator.Equal, Right: LiteralNode { Value: NumberValue { Value: 0 } } } when Counted(node.Left) is { } list:
                return words.Say(words.NoneIn, Hold.Statement, Value(list).Within(Hold.Of));
        }

        var right = CodeOr(node.Right, node.Left).Within(Hold.Of);
        var isFixed = expression.ConstantOf(node.Right) is not null;
        return words.Say(node.Operator switch
        {
            ComparisonOperator.Equal => TypeOf(node.Left) is NumberType ? words.IsWorth : isFixed ? words.Is : words.SameAs,
            ComparisonOperator.NotEqual => TypeOf(node.Left) is NumberType ? words.EqualsNot : isFixed ? words.IsNot : words.DiffersFrom,
            var order => OrderOf(node.Left).Of(order),
        }, Hold.Statement, left, right);
    }

    private Node? Counted(Node node) => node is InvocationNode { Arguments: [{ Value: { } list }] } call && Called(call) == "count" ? list : null;

    private Phrase In(InNode node)
    {
        var value = Value(node.Value).Within(Hold.Of);
        if (node.Tests.All(t => expression.ConstantOf(t) is not null))
        {
            return words.Say(TypeOf(node.Value) is NumberType ? words.IsWorth : words.Is, Hold.Statement, value, words.Listed([.. node.Tests.Select(t => CodeOr(t, node.Value))], words.OrValue));
        }

        var tests = node.Tests.Select(t => In(node.Value, value, t)).ToList();
        return words.Listed(tests, words.Or) with { Hold = tests.Count == 1 ? Hold.Statement : Hold.Or };
    }

    private Phrase In(Node tested, Phrase value, Node test) => test switch
    {
        _ when TypeOf(test) is ListType => words.Say(words.Among, Hold.Statement, value, Value(test).Within(Hold.Of)),
        ComparisonTestNode { Operator: not (ComparisonOperator.Equal or ComparisonOperator.NotEqual) } comparison => words.Say(OrderOf(tested).Of(comparison.Operator), Hold.Statement, value, Value(comparison.Operand).Within(Hold.Of)),
        RangeNode => words.Say(words.Lies, Hold.Statement, value, Test(test)),
        _ => words.Say(TypeOf(tested) is NumberType ? words.IsWorth : expression.ConstantOf(test) is null ? words.SameAs : words.Is, Hold.Statement, value, CodeOr(test, tested).Within(Hold.Of)),
    };

    private Ordering OrderOf(Node node) => TypeOf(node) is DateType or MomentType or TimeType ? words.Dates : words.Numbers;

    private Phrase Quantified(QuantifiedNode node)
    {
        var names = expression.DeclaredBy(node);
        var domains = node.Iterators.Select(i => Domain(i)).ToList();
        var saved = subjects;
        subjects = names.Aggregate(subjects, (s, n) => s.Push(n));
        var condition = Statement(node.Condition);
        subjects = saved;
        return words.Say(node.IsEvery ? words.Every : words.Some, Hold.Statement, words.Listed(domains, words.LastItem), condition);
    }

    // A text that is compared with a code is said as the model labels that code.
    private Phrase CodeOr(Node node, Node comparedWith) =>
        node is LiteralNode { Value: TextValue text } && CodesOf(comparedWith) is { } codes && naming.Code(codes, text.Value) is { } label
            ? Phrase.Plain(values.Text(label))
            : Value(node);

    private CodeList? CodesOf(Node node) => (node, TypeOf(node)) switch
    {
        (_, TextType { Codes: { } codes }) => codes,
        (InvocationNode { Arguments: [{ Value: { } value }, _] } call, _) when Called(call) == "get or else" => CodesOf(value),
        _ => null,
    };

    private string Excerpt(SourceSpan span) => expression.Text.Substring(span.Start, span.Length);
}
