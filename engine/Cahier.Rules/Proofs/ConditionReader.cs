using Cahier.Feel.Checking;
using Cahier.Feel.Syntax;
using Cahier.Feel.Types;
using Cahier.Feel.Values;

namespace Cahier.Rules.Proofs;

/// <summary>What an expression's names are worth to a reader of conditions.</summary>
internal interface IConditionNames
{
    /// <summary>The value of a name that is known before any fact is read, such as a parameter's; null (C#) for others.</summary>
    FeelValue? Constant(Symbol symbol);

    /// <summary>The expression that a name stands for, or null when it is no value of the unit.</summary>
    CheckedExpression? Definition(Symbol symbol);

    /// <summary>The least and most that a calculation can be, by its key.</summary>
    (decimal? Least, decimal? Most) Limits(string key);
}

/// <summary>
/// Reads expressions as conditions on terms. What it does not understand becomes a term of its own, of which nothing is
/// known, so that what is proven of the condition holds of the expression.
/// </summary>
internal sealed partial class ConditionReader(IConditionNames names)
{
    private const int Deepest = 30;

    // Values that use one another twice each would make a text that doubles with every value.
    private const int MostText = 200_000;

    private int depth;
    private int textRead;

    /// <summary>Reads something that is true or false.</summary>
    public Condition Read(CheckedExpression from, Node node) => node switch
    {
        LiteralNode { Value: BooleanValue known } => new Fixed(known.Value),
        LogicNode logic => new Junction(logic.IsAnd, Read(from, logic.Left), Read(from, logic.Right)),
        ComparisonNode comparison => Comparison(from, comparison.Operator, comparison.Left, comparison.Right),
        BetweenNode between => new Junction(true, Comparison(from, ComparisonOperator.GreaterOrEqual, between.Value, between.Low), Comparison(from, ComparisonOperator.LessOrEqual, between.Value, between.High)),
        InNode membership => new Junction(false, [.. membership.Tests.Select(t => Test(from, membership.Value, t))]),
        ConditionalNode choice => new Choice(Read(from, choice.Condition), Read(from, choice.Then), Read(from, choice.Else)),
        InvocationNode { Function: NameNode function, Arguments: var arguments } call when from.SymbolOf(function) is BuiltinSymbol => Call(from, call, function.Name, [.. arguments.Select(a => a.Value)]),
        NameNode name when Definition(from, name) is { } definition => Deeper(definition, Read),
        NameNode name when from.SymbolOf(name) is { } symbol && names.Constant(symbol) is BooleanValue known => new Fixed(known.Value),
        _ => Opaque(from, node),
    };

    /// <summary>Reads the tests of a table's cell over its input.</summary>
    public Condition ReadCell(CheckedExpression cell)
    {
        var tests = (UnaryTestsNode)cell.Root;
        var input = new InputNode();
        var any = tests.Tests.IsEmpty ? (Condition)new Fixed(true) : new Junction(false, [.. tests.Tests.Select(t => Test(cell, input, t))]);
        return tests.Negated ? new Denial(any) : any;
    }

    private Condition Call(CheckedExpression from, InvocationNode call, string name, Node[] arguments) => (name, arguments) switch
    {
        ("not", [var denied]) => new Denial(Read(from, denied)),
        ("get or else", [var value, LiteralNode { Value: BooleanValue otherwise }]) => new Fallback(Read(from, value), otherwise.Value),
        ("starts with", [var text, LiteralNode { Value: TextValue prefix }]) => new TermTest(TermOf(from, text), TestKind.StartsWith, 0, prefix.Value),
        ("list contains", [ListNode list, var value]) => new Junction(false, [.. list.Items.Select(i => Comparison(from, ComparisonOperator.Equal, value, i))]),
        _ => Opaque(from, call),
    };

    private Condition Test(CheckedExpression from, Node value, Node test)
    {
        switch (test)
        {
            case ComparisonTestNode comparison:
                return Comparison(from, comparison.Operator, value, comparison.Operand);
            case RangeNode range:
                return new Junction(
                    true,
                    Comparison(from, range.StartIncluded ? ComparisonOperator.GreaterOrEqual : ComparisonOperator.Greater, value, range.Start),
                    Comparison(from, range.EndIncluded ? ComparisonOperator.LessOrEqual : ComparisonOperator.Less, value, range.End));
            case ListNode list:
                return new Junction(false, [.. list.Items.Select(i => Test(from, value, i))]);
            case var condition when NodeParts.All(condition).Any(n => n is InputNode):
                return value is InputNode && from.FactOf(condition).Type is BooleanType
                    ? Read(from, condition)
                    : new TermTest(new Term($"{KeyOf(from, value)} in {KeyOf(from, condition)}", FeelType.Boolean, true), TestKind.Holds, 0, "");
        }

        return from.FactOf(test).Type is ListType or RangeType or AnyType ? Opaque(from, test) : Comparison(from, ComparisonOperator.Equal, value, test);
    }

    private Condition Comparison(CheckedExpression from, ComparisonOperator op, Node left, Node right)
    {
        if (op == ComparisonOperator.NotEqual)
        {
            return new Denial(Comparison(from, ComparisonOperator.Equal, left, right));
        }

        if (left is LiteralNode { Value: NullValue } || right is LiteralNode { Value: NullValue })
        {
            var tested = left is LiteralNode ? right : left;
            return op == ComparisonOperator.Equal && tested is not LiteralNode ? new TermTest(TermOf(from, tested), TestKind.Missing, 0, "") : OpaqueComparison(from, op, left, right);
        }

        if (SumOf(from, left) is { } leftSum && SumOf(from, right) is { } rightSum)
        {
            return leftSum.Minus(rightSum)?.Compare(op, names) ?? OpaqueComparison(from, op, left, right);
        }

        if (op == ComparisonOperator.Equal && (TextOf(from, right) ?? TextOf(from, left)) is { } text)
        {
            var tested = TextOf(from, right) is null ? right : left;
            return TextOf(from, tested) is { } other ? new Fixed(other == text) : new TermTest(TermOf(from, tested), TestKind.Equal, 0, text);
        }

        return OpaqueComparison(from, op, left, right);
    }

    /// <summary>A text, or true or false as a text, when it is known before any fact is read.</summary>
    private string? TextOf(CheckedExpression from, Node node) => KnownValue(from, node) switch
    {
        TextValue text => text.Value,
        BooleanValue boolean => boolean.Value ? "true" : "false",
        _ => null,
    };

    private FeelValue? KnownValue(CheckedExpression from, Node node) => node switch
    {
        InputNode { Span.Length: 0 } => null,
        NameNode name when from.SymbolOf(name) is { } symbol => names.Constant(symbol),
        _ => from.ConstantOf(node),
    };

    private TermTest Opaque(CheckedExpression from, Node node) => new(TermOf(from, node) with { Type = FeelType.Boolean }, TestKind.Holds, 0, "");

    private TermTest OpaqueComparison(CheckedExpression from, ComparisonOperator op, Node left, Node right) =>
        new(new Term($"{KeyOf(from, left)} {op} {KeyOf(from, right)}", FeelType.Boolean, true), TestKind.Holds, 0, "");

    private CheckedExpression? Definition(CheckedExpression from, NameNode name) =>
        depth < Deepest && textRead < MostText && from.SymbolOf(name) is { } symbol ? names.Definition(symbol) : null;

    private T Deeper<T>(CheckedExpression definition, Func<CheckedExpression, Node, T> read)
    {
        depth++;
        textRead += definition.Text.Length;
        var result = read(definition, definition.Root);
        depth--;
        return result;
    }
}
