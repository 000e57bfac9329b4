using System.Collections.Immutable;
using Cahier.Calculation.Compilation;
using Cahier.Calculation.Results;
using Cahier.Facts.Columns;
using Cahier.Feel.Checking;
using Cahier.Feel.Evaluation;
using Cahier.Feel.Functions;
using Cahier.Feel.Syntax;
using Cahier.Feel.Types;
using Cahier.Feel.Values;
using Cahier.Rules.Checking;

namespace Cahier.Calculation.Masks;

/// <summary>
/// Turns a condition over the facts of a unit into a mask for the columns of one run. What it does not know, or cannot
/// prove exact in whole numbers, gives null (C#): the loops of <see cref="LoopCode"/> do that.
/// </summary>
internal sealed partial class MaskMaker
{
    // Of a whole number of 64 bits.
    private const int MostDropped = 18;

    private readonly MaskSources sources;
    private readonly CheckedExpression expression;

    private MaskMaker(MaskSources sources, CheckedExpression expression)
    {
        this.sources = sources;
        this.expression = expression;
    }

    public static Mask? Make(CheckedExpression condition, MaskSources sources) => new MaskMaker(sources, condition).Visit(condition.Root);

    /// <summary>A number of the unit as the interpreter finds it, digit for digit; null (C#) when there is no exact way in whole numbers.</summary>
    public static Quantity? MakeNumber(CheckedExpression number, MaskSources sources) =>
        number.Fact.Type is NumberType && new MaskMaker(sources, number).Number(number.Root) is { KeepsDecimals: true } quantity ? quantity : null;

    /// <summary>An amount of the unit, rounded to a power of ten, as the interpreter finds and rounds it; null (C#) when there is no exact way in whole numbers.</summary>
    public static Quantity? MakeAmount(CheckedExpression amount, MoneyRounding rounding, MaskSources sources) =>
        rounding.Decimals is { } decimals && amount.Fact.Type is NumberType && new MaskMaker(sources, amount).Number(amount.Root) is { } exact
        && exact.Scale > decimals && exact.FewestDecimals >= decimals && exact.Scale - decimals <= MostDropped
            ? new RoundedQuantity(sources.NextSlot(), exact, exact.Scale - decimals, rounding.Mode)
            : null;

    private Mask? Visit(Node node) => node switch
    {
        _ when expression.ConstantOf(node) is { } constant => constant is BooleanValue known ? new ConstantMask(known.Value) : null,
        LogicNode logic => Both(Visit(logic.Left), Visit(logic.Right), (l, r) => new LogicMask(logic.IsAnd, l, r)),
        ComparisonNode comparison => Comparison(comparison),
        BetweenNode between => Between(Number(between.Value), Number(between.Low), Number(between.High)),
        InNode membership => In(membership),
        InvocationNode { Function: NameNode name } call when expression.SymbolOf(name) is BuiltinSymbol { Builtin: var builtin } => Call(builtin, call.Arguments),
        PathNode or NameNode => Field(node) is (var rows, BooleanColumn column) ? new BooleanMask(rows, column) : Value(node),
        _ => null,
    };

    private static T? Both<TPart, T>(TPart? left, TPart? right, Func<TPart, TPart, T> make)
        where TPart : class
        where T : class => left is not null && right is not null ? make(left, right) : null;

    private LogicMask? Between(Quantity? value, Quantity? low, Quantity? high) => Both(
        Compare(ComparisonOperator.LessOrEqual, low, value),
        Compare(ComparisonOperator.LessOrEqual, value, high),
        (l, h) => new LogicMask(isAnd: true, l, h));

    private Mask? Call(Builtin builtin, ImmutableArray<ArgumentNode> arguments)
    {
        if (arguments.Any(a => a.Name is not null))
        {
            return null;
        }

        switch (builtin.Name, arguments.Select(a => a.Value).ToArray())
        {
            case ("not", [var operand]):
                return Visit(operand) is { } mask ? new NotMask(mask) : null;
            case ("get or else", [var value, var otherwise]):
                return Both(Visit(value), Visit(otherwise), (v, o) => new FallbackMask(v, o));
            case ("starts with" or "ends with" or "contains" or "matches", [var subject, LiteralNode { Value: TextValue literal }]):
                return OnText(subject, text => Feel.Compilation.Boxing.ToBoolean(BuiltinLibrary.Invoke(builtin, [new TextValue(text), literal], new EvaluationScope(sources.Frame))), null);
            default:
                return null;
        }
    }

    private Mask? Comparison(ComparisonNode node)
    {
        var (subject, other) = node.Left is LiteralNode ? (node.Right, node.Left) : (node.Left, node.Right);
        var isEquality = node.Operator is ComparisonOperator.Equal or ComparisonOperator.NotEqual;
        if (isEquality && other is LiteralNode { Value: NullValue } && Missing(subject) is { } missing)
        {
            return node.Operator == ComparisonOperator.Equal ? missing : new NotMask(missing);
        }

        if (isEquality && other is LiteralNode { Value: TextValue text })
        {
            var equal = node.Operator == ComparisonOperator.Equal;
            return OnText(subject, t => string.Equals(t, text.Value, StringComparison.Ordinal) == equal, !equal);
        }

        return Compare(node.Operator, Number(node.Left), Number(node.Right));
    }

    private Mask? Missing(Node subject) =>
        Field(subject) is (var rows, var column) ? new MissingMask(rows, column)
        : TypeOf(subject) is RowType && Rows(subject) is { } row ? new NoRowMask(row)
        : null;

    /// <summary>A comparison of quantities with a constant, or of their difference with 0.</summary>
    private Mask? Compare(ComparisonOperator op, Quantity? left, Quantity? right)
    {
        if (left is null || right is null)
        {
            return null;
        }

        if (left is ConstantQuantity)
        {
            (op, left, right) = (Operators.Turned(op), right, left);
        }

        bool? whenMissing = op switch { ComparisonOperator.Equal => false, ComparisonOperator.NotEqual => true, _ => null };
        if (right is ConstantQuantity constant)
        {
            return new IntervalMask(left, ScaledInterval.Of(op, NumberColumn.ToDecimal(constant.Scaled, constant.Scale), left.Scale), whenMissing);
        }

        // Two missing facts are equal: a difference does not tell them from one.
        if (whenMissing is not null && (left.MayBeMissing || right.MayBeMissing))
        {
            return null;
        }

        return Combine(ArithmeticOperator.Subtract, left, right) is { } difference
            ? new IntervalMask(difference, ScaledInterval.Of(op, 0, difference.Scale), null)
            : null;
    }

    private Mask? In(InNode node)
    {
        var tests = node.Tests is [ListNode list] ? list.Items : node.Tests;
        if (tests.All(t => t is LiteralNode { Value: TextValue }))
        {
            var texts = tests.Select(t => ((TextValue)((LiteralNode)t).Value).Value).ToHashSet(StringComparer.Ordinal);
            return OnText(node.Value, text => texts.Contains(text), false);
        }

        // A list of numbers is a value of its own, not tests one by one.
        if (node.Tests is [ListNode] || Number(node.Value) is not { } value)
        {
            return null;
        }

        Mask? any = null;
        foreach (var test in node.Tests)
        {
            if (Test(test, value) is not { } passes)
            {
                return null;
            }

            any = any is null ? passes : new LogicMask(isAnd: false, any, passes);
        }

        return any;
    }

    private Mask? Test(Node test, Quantity value) => test switch
    {
        ComparisonTestNode comparison => Compare(comparison.Operator, value, Number(comparison.Operand)),
        RangeNode range when expression.ConstantOf(range.Start) is NumberValue or DateValue && expression.ConstantOf(range.End) is NumberValue or DateValue
            && Constant(range.Start) is { } low && Constant(range.End) is { } high => Both(
            Compare(range.StartIncluded ? ComparisonOperator.LessOrEqual : ComparisonOperator.Less, low, value),
            Compare(range.EndIncluded ? ComparisonOperator.LessOrEqual : ComparisonOperator.Less, value, high),
            (l, h) => new LogicMask(isAnd: true, l, h)),
        _ => Constant(test) is { } constant ? Compare(ComparisonOperator.Equal, value, constant) : null,
    };

    private AnswerMask? OnText(Node subject, Func<string, bool?> test, bool? whenMissing) => subject switch
    {
        InvocationNode { Arguments: [{ Name: null } value, { Name: null, Value: LiteralNode { Value: TextValue otherwise } }] } call when IsCallOf(call, "get or else") => OnText(value.Value, test, test(otherwise.Value)),
        _ => Field(subject) is (var rows, TextColumn column) ? new AnswerMask(rows, column, test, whenMissing) : null,
    };

    /// <summary>A value that was found before, or that is short enough to be found here.</summary>
    private Mask? Value(Node node) =>
        node is NameNode && expression.SymbolOf(node) is RuleSymbol { Kind: RuleSymbolKind.Value, Fact.Type: BooleanType } symbol && sources.Frame.Units.Find(symbol) is BooleanResults results
            ? new ResultMask(results)
            : null;

    /// <summary>The column that a node reads, and the rows of which it reads it; null (C#) when it reads none.</summary>
    private (RowSet Rows, Column Column)? Field(Node node) =>
        node is PathNode path && FieldOf(path) is { Kind: RowFieldKind.Scalar } field && Rows(path.Target) is { } rows ? (rows, rows.Table.Column(field.Ordinal)) : null;

    private RowSet? Rows(Node node) => node switch
    {
        NameNode when expression.SymbolOf(node) is RuleSymbol { Kind: RuleSymbolKind.Unit } => sources.Units,
        NameNode when expression.SymbolOf(node) is RuleSymbol { Kind: RuleSymbolKind.Value, Fact.Type: RowType } value => sources.Found(value),
        PathNode path when FieldOf(path) is { Kind: RowFieldKind.Parent or RowFieldKind.Reference } field && Rows(path.Target) is { } rows => sources.Way(rows, field),
        _ => null,
    };

    private RowField? FieldOf(PathNode path) => TypeOf(path.Target) is RowType entity && entity.TryFind(path.Name, out var field) ? field : null;

    private FeelType TypeOf(Node node) => expression.FactOf(node).Type;
}
