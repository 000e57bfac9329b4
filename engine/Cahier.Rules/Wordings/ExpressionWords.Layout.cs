using System.Collections.Immutable;
using Cahier.Feel.Checking;
using Cahier.Feel.Syntax;
using Cahier.Feel.Types;
using Cahier.Feel.Values;

namespace Cahier.Rules.Wordings;

/// <summary>What is too long for a line is laid out as a list, part by part, as far down as it is long.</summary>
internal sealed partial class ExpressionWords
{
    private const int LongestLine = 110;
    private const int LongestProduct = 180;
    private const int ShortPart = 40;

    private Wording Laid(Node node, bool isStatement)
    {
        var line = isStatement ? Statement(node) : Value(node);
        return line.Length <= LongestLine ? Wording.Of(line) : node switch
        {
            LogicNode logic => new Wording(Phrase.Plain(logic.IsAnd ? words.AllOf : words.OneOf), [.. Parts(logic).Select(p => p.Laid())]),
            ConditionalNode conditional => new Wording(Phrase.Plain(words.FirstCase), [.. Cases(conditional, isStatement)]),
            ArithmeticNode { Operator: ArithmeticOperator.Add or ArithmeticOperator.Subtract } sum when TypeOf(sum) is NumberType && (line.Length > LongestProduct || IsWorthAList(sum)) => new Wording(Phrase.Plain(words.TotalOf), [.. Terms(sum)]),
            ArithmeticNode { Operator: ArithmeticOperator.Multiply or ArithmeticOperator.Divide } product when line.Length > LongestProduct => new Wording(Phrase.Plain(words.ProductOf), [.. Factors(product)]),
            FilterNode { Predicate: LogicNode { IsAnd: true } all } filter when HasParts(filter, all) => Under(words.WhereAll, Value(filter.Target).Within(Hold.Of), expression.DeclaredBy(filter), all),
            QuantifiedNode { IsEvery: false, Condition: LogicNode { IsAnd: true } all, Iterators: [var only] } some when HasParts(some, all) => Under(words.SomeAll, Domain(only), expression.DeclaredBy(some), all),
            InvocationNode call when Called(call) is { } called => Called(call, called, line),
            InvocationNode { Arguments.Length: > 1 } call when !isStatement => new Wording(words.Say(words.ForAll, Hold.Case, Value(call.Function)), [.. Parameters(call).Zip(Given(call), (p, a) => Led(words.Entry, [Phrase.Of(new CodePiece(p))], a, false))]),
            PathNode { Target: FilterNode target } path when TypeOf(target) is ListType { Element: RowType row } && row.TryFind(path.Name, out var field) => Led(words.Over, [naming.Field(row, field)], target, false),
            PathNode path when TypeOf(path.Target) is RowType row && row.TryFind(path.Name, out var field) && Laid(path.Target, false) is { Parts.IsEmpty: false } owner => owner with { Line = words.Say(words.Of, Hold.Of, FieldOf(row, field, null), owner.Line) },
            FilterNode { Predicate: LiteralNode { Value: NumberValue { Value: 1 } } } filter => Led(words.First, [], filter.Target, false),
            FilterNode { Predicate: NegationNode { Operand: LiteralNode { Value: NumberValue { Value: 1 } } } } filter => Led(words.Last, [], filter.Target, false),
            _ => Wording.Of(line),
        };
    }

    private Wording Called(InvocationNode call, string function, Phrase line) => (function, call.Arguments) switch
    {
        ("get or else", [{ Value: { } value }, { Value: LiteralNode otherwise }]) when otherwise.Value is not BooleanValue && Laid(value, false) is { Parts.IsEmpty: false } laid =>
            new Wording(words.Say(words.OrElseOf, Hold.Case, CodeOr(otherwise, value)), [laid]),
        ("max" or "min", { Length: > 1 }) => new Wording(Phrase.Plain(function == "max" ? words.LargestOf : words.SmallestOf), [.. call.Arguments.Select(a => Laid(a.Value, false))]),
        (_, [{ Value: { } only }]) when BuiltinWords.Find(function, 1, words.IsFrench) is { } sentence && BuiltinWords.EndsWith(sentence, 0) && TypeOf(call) is not BooleanType && Laid(only, false) is { Parts.IsEmpty: false } laid =>
            laid with { Line = words.Say(sentence, Hold.Of, laid.Line) },
        _ => Wording.Of(line),
    };

    private Wording Under(string sentence, Phrase list, ImmutableArray<LocalSymbol> names, LogicNode all) =>
        new(words.Say(sentence, Hold.Case, list), About(names[0], () => Parts(all).Select(p => p.Laid()).ToImmutableArray()));

    private IEnumerable<Wording> Cases(ConditionalNode conditional, bool isStatement)
    {
        yield return Led(words.When, [Statement(conditional.Condition)], conditional.Then, isStatement);
        if (conditional.Else is ConditionalNode other)
        {
            foreach (var wording in Cases(other, isStatement))
            {
                yield return wording;
            }
        }
        else
        {
            yield return Led(words.Otherwise, [], conditional.Else, isStatement);
        }
    }

    private bool IsWorthAList(ArithmeticNode sum) => sum.Left is ArithmeticNode { Operator: ArithmeticOperator.Add or ArithmeticOperator.Subtract } || (Value(sum.Left).Length > ShortPart && Value(sum.Right).Length > ShortPart);

    // Two bounds of one value are a single part, and make no list.
    private bool HasParts(Node list, LogicNode all) => About(expression.DeclaredBy(list)[0], () => Parts(all).Count > 1);

    // The first term stands as it is; a sum on the right of another keeps its own list or brackets.
    private IEnumerable<Wording> Terms(Node node) => node is ArithmeticNode { Operator: ArithmeticOperator.Add or ArithmeticOperator.Subtract } sum
        ? Terms(sum.Left).Append(Led(sum.Operator == ArithmeticOperator.Add ? words.Plus : words.Minus, [], sum.Right, false))
        : [Laid(node, false)];

    private IEnumerable<Wording> Factors(Node node) => node is ArithmeticNode { Operator: ArithmeticOperator.Multiply or ArithmeticOperator.Divide } product
        ? Factors(product.Left).Append(product.Operator == ArithmeticOperator.Multiply ? Laid(product.Right, false) : Led(words.DividedBy, [], product.Right, false))
        : [Laid(node, false)];

    // The sentence, with what the node says at its end: its line here, its parts below.
    private Wording Led(string sentence, ImmutableArray<Phrase> before, Node node, bool isStatement)
    {
        var laid = Laid(node, isStatement);
        var line = laid is { Parts.IsEmpty: true, Line.Hold: Hold.Sum } && (sentence == words.Plus || sentence == words.Minus) ? laid.Line.Within(Hold.Product) : laid.Line;
        return laid with { Line = words.Say(sentence, Hold.Case, [.. before, line]) };
    }
}
