using System.Collections.Immutable;
using System.Linq.Expressions;
using Cahier.Feel.Checking;
using Cahier.Feel.Evaluation;
using Cahier.Feel.Syntax;
using Cahier.Feel.Types;
using Cahier.Feel.Values;

namespace Cahier.Feel.Compilation;

public sealed partial class ExpressionCompiler
{
    private Expression Negation(NegationNode node) => TypeOf(node.Operand) is NumberType
        ? CallLifted(nameof(Lifted.Negate), As(node.Operand, typeof(decimal?)))
        : Expression.Call(typeof(Values.Arithmetic), nameof(Values.Arithmetic.Negate), null, Boxed(node.Operand), Expression.Constant(node.Span));

    private Expression Arithmetic(ArithmeticNode node)
    {
        if (TypeOf(node.Left) is NumberType && TypeOf(node.Right) is NumberType)
        {
            return CallLifted(node.Operator.ToString(), As(node.Left, typeof(decimal?)), As(node.Right, typeof(decimal?)));
        }

        if (DateArithmetic(node) is { } date)
        {
            return date;
        }

        return Call(nameof(Semantics.Calculate), Expression.Constant(node.Operator), Boxed(node.Left), Boxed(node.Right), Expression.Constant(node.Span), environment.Scope);
    }

    private MethodCallExpression? DateArithmetic(ArithmeticNode node) => (node.Operator, TypeOf(node.Left), TypeOf(node.Right)) switch
    {
        (ArithmeticOperator.Add, DateType, DaysDurationType) => CallLifted(nameof(Lifted.Later), As(node.Left, typeof(Date?)), As(node.Right, typeof(DaysDuration?))),
        (ArithmeticOperator.Subtract, DateType, DaysDurationType) => CallLifted(nameof(Lifted.Earlier), As(node.Left, typeof(Date?)), As(node.Right, typeof(DaysDuration?))),
        (ArithmeticOperator.Subtract, DateType, DateType) => CallLifted(nameof(Lifted.Difference), As(node.Left, typeof(Date?)), As(node.Right, typeof(Date?))),
        _ => null,
    };

    private Expression Comparison(ComparisonNode node) =>
        NullComparison(node) ?? TextComparison(node) ?? SameText(node) ?? NumberComparison(node) ?? CountComparison(node) ?? Compare(node.Operator, node.Left, Visit(node.Left), node.Right, Visit(node.Right));

    private Expression Compare(ComparisonOperator op, Node leftNode, Expression left, Node rightNode, Expression right) =>
        Compare(op, left, TypeOf(leftNode), right, TypeOf(rightNode));

    private Expression Compare(ComparisonOperator op, Expression left, FeelType leftType, Expression right, FeelType rightType)
    {
        var shape = NativeForm.Of(leftType);
        var equality = op is ComparisonOperator.Equal or ComparisonOperator.NotEqual;
        var native = shape == NativeForm.Of(rightType)
            && (shape == typeof(decimal?) || shape == typeof(Date?) || shape == typeof(DaysDuration?) || shape == typeof(MonthsDuration?) || (equality && (shape == typeof(bool?) || shape == typeof(string))));
        if (!native)
        {
            return Call(nameof(Semantics.Compare), Expression.Constant(op), NativeForm.Convert(left, leftType, typeof(FeelValue), environment), NativeForm.Convert(right, rightType, typeof(FeelValue), environment), environment.Scope);
        }

        left = NativeForm.Convert(left, leftType, shape, environment);
        right = NativeForm.Convert(right, rightType, shape, environment);
        return op switch
        {
            ComparisonOperator.Equal => Equal(left, right),
            ComparisonOperator.NotEqual => CallLifted(nameof(Lifted.Not), Equal(left, right)),
            ComparisonOperator.Less => CallLifted(nameof(Lifted.Less), left, right),
            ComparisonOperator.LessOrEqual => CallLifted(nameof(Lifted.LessOrEqual), left, right),
            ComparisonOperator.Greater => CallLifted(nameof(Lifted.Less), right, left),
            _ => CallLifted(nameof(Lifted.LessOrEqual), right, left),
        };
    }

    // Two texts that may be long take their time.
    private MethodCallExpression Equal(Expression left, Expression right) =>
        left.Type != typeof(string) || IsShortText(left) || IsShortText(right)
            ? CallLifted(nameof(Lifted.Equal), left, right)
            : CallLifted(nameof(Lifted.Equal), left, right, environment.Scope);

    private static bool IsShortText(Expression text) => text is ConstantExpression { Value: null or string { Length: < Extent.CharactersOfOne } };

    // The right side is not evaluated when the left one decides.
    private Expression Logic(LogicNode node)
    {
        var left = Expression.Variable(typeof(bool?), "left");
        var decides = Expression.Constant((bool?)!node.IsAnd, typeof(bool?));
        return Expression.Block(
            typeof(bool?),
            [left],
            Expression.Assign(left, As(node.Left, typeof(bool?))),
            Expression.Condition(
                Expression.Equal(left, decides),
                decides,
                CallLifted(node.IsAnd ? nameof(Lifted.And) : nameof(Lifted.Or), left, As(node.Right, typeof(bool?)))));
    }

    private Expression Between(BetweenNode node)
    {
        var value = Expression.Variable(NativeForm.Of(TypeOf(node.Value)), "value");
        var low = Compare(ComparisonOperator.LessOrEqual, Visit(node.Low), TypeOf(node.Low), value, TypeOf(node.Value));
        var high = Compare(ComparisonOperator.LessOrEqual, value, TypeOf(node.Value), Visit(node.High), TypeOf(node.High));
        return Expression.Block(
            typeof(bool?),
            [value],
            Expression.Assign(value, As(node.Value, value.Type)),
            CallLifted(nameof(Lifted.And), ToBoolean(low), ToBoolean(high)));
    }

    private static Expression ToBoolean(Expression value) => value.Type == typeof(bool?) ? value : Expression.Call(typeof(Boxing), nameof(Boxing.ToBoolean), null, value);

    private Expression In(InNode node)
    {
        if (TextMembership(node) is { } text)
        {
            return text;
        }

        var symbol = expression.DeclaredBy(node)[0];
        var value = Expression.Variable(NativeForm.Of(TypeOf(node.Value)), "value");
        locals[symbol] = value;
        return Expression.Block(
            typeof(bool?),
            [value],
            Expression.Assign(value, As(node.Value, value.Type)),
            AnyTest(node.Tests, value, TypeOf(node.Value)));
    }

    private Expression UnaryTests(UnaryTestsNode node)
    {
        var symbol = expression.Parameters[0];
        Expression passed = node.Tests.IsEmpty ? Expression.Constant((bool?)true, typeof(bool?)) : AnyTest(node.Tests, locals[symbol], symbol.Fact.Type);
        return node.Negated ? CallLifted(nameof(Lifted.Not), passed) : passed;
    }

    private Expression AnyTest(ImmutableArray<Node> tests, Expression value, FeelType type)
    {
        // One after the other, not nested: a cell may list thousands of codes.
        var passed = Expression.Variable(typeof(bool?), "passed");
        var notYet = Expression.NotEqual(passed, Expression.Constant((bool?)true, typeof(bool?)));
        var steps = tests.Select(t => Expression.IfThen(
            notYet,
            Expression.Assign(passed, CallLifted(nameof(Lifted.Or), passed, ToBoolean(Test(t, value, type))))));
        return Expression.Block(
            typeof(bool?),
            [passed],
            [Expression.Assign(passed, Expression.Constant((bool?)false, typeof(bool?))), .. steps, passed]);
    }

    private Expression Test(Node test, Expression value, FeelType type)
    {
        var boxed = NativeForm.Convert(value, type, typeof(FeelValue), environment);
        switch (test)
        {
            case ComparisonTestNode comparison:
                return Compare(comparison.Operator, value, type, Visit(comparison.Operand), TypeOf(comparison.Operand));
            case RangeNode range when NativeBounds(range, type):
                var low = Compare(range.StartIncluded ? ComparisonOperator.LessOrEqual : ComparisonOperator.Less, Visit(range.Start), TypeOf(range.Start), value, type);
                var high = Compare(range.EndIncluded ? ComparisonOperator.LessOrEqual : ComparisonOperator.Less, value, type, Visit(range.End), TypeOf(range.End));
                return CallLifted(nameof(Lifted.And), low, high);
            case ListNode list when list.Items.Any(i => i is ComparisonTestNode):
                return AnyTest(list.Items, value, type);
            case Node _ when expression.ConstantOf(test) is (NumberValue or TextValue or BooleanValue or DateValue) and var constant && NativeForm.Of(type) == Constant(constant).Type:
                return Compare(ComparisonOperator.Equal, value, type, Constant(constant), TypeOf(test));
            default:
                return Call(nameof(Semantics.Passes), boxed, Boxed(test), Expression.Constant(InputUse.In(test)), environment.Scope);
        }
    }

    // Two known bounds of the value's own kind: then "between" is all that a range asks.
    private bool NativeBounds(RangeNode range, FeelType type) => (type, expression.ConstantOf(range.Start), expression.ConstantOf(range.End)) switch
    {
        (NumberType, NumberValue, NumberValue) or (DateType, DateValue, DateValue) => true,
        _ => false,
    };

    /// <summary><c>value != null</c>: a native value is known or not, and nothing is compared.</summary>
    private UnaryExpression? NullComparison(ComparisonNode node)
    {
        var subject = node.Right is LiteralNode { Value: NullValue } ? node.Left : node.Left is LiteralNode { Value: NullValue } ? node.Right : null;
        if (subject is null || node.Operator is not (ComparisonOperator.Equal or ComparisonOperator.NotEqual) || NativeForm.Of(TypeOf(subject)) == typeof(FeelValue))
        {
            return null;
        }

        var isKnown = Known(As(subject, NativeForm.Of(TypeOf(subject))));
        return Expression.Convert(node.Operator == ComparisonOperator.NotEqual ? isKnown : Expression.Not(isKnown), typeof(bool?));
    }

    /// <summary><c>field = "text"</c>: answered once for each different text of the column.</summary>
    private Expression? TextComparison(ComparisonNode node)
    {
        if (node.Operator is not (ComparisonOperator.Equal or ComparisonOperator.NotEqual))
        {
            return null;
        }

        var (subject, other) = node.Left is LiteralNode ? (node.Right, node.Left) : (node.Left, node.Right);
        if (other is not LiteralNode { Value: TextValue text })
        {
            return null;
        }

        var equal = node.Operator == ComparisonOperator.Equal;
        return OnTextField(subject, t => string.Equals(t, text.Value, StringComparison.Ordinal) == equal, !equal);
    }

    /// <summary><c>item.field = unit.field</c>: texts of one column have the same number when they are the same.</summary>
    private Expression? SameText(ComparisonNode node)
    {
        if (node.Operator is not (ComparisonOperator.Equal or ComparisonOperator.NotEqual)
            || TryField(node.Left, f => f.Fact.Type is TextType) is not { } left
            || TryField(node.Right, f => f.Fact.Type is TextType) is not { } right
            || (left.Entity, left.Field) != (right.Entity, right.Field)
            || environment.SameText(left.Entity, left.Field, left.Row, right.Row) is not { } same)
        {
            return null;
        }

        return node.Operator == ComparisonOperator.Equal ? same : CallLifted(nameof(Lifted.Not), same);
    }

    /// <summary><c>field in ("a", "b")</c>: likewise.</summary>
    private Expression? TextMembership(InNode node)
    {
        var tests = node.Tests is [ListNode list] ? list.Items : node.Tests;
        if (!tests.All(t => t is LiteralNode { Value: TextValue }))
        {
            return null;
        }

        var texts = tests.Select(t => ((TextValue)((LiteralNode)t).Value).Value).ToHashSet(StringComparer.Ordinal);
        return OnTextField(node.Value, t => texts.Contains(t), false);
    }

    /// <summary><c>field &lt; 10</c>: compared as the column holds it, without making a decimal.</summary>
    private Expression? NumberComparison(ComparisonNode node) => (node.Left, node.Right) switch
    {
        (var subject, LiteralNode { Value: NumberValue constant }) => OnNumberField(subject, node.Operator, constant.Value),
        (LiteralNode { Value: NumberValue constant }, var subject) => OnNumberField(subject, Operators.Turned(node.Operator), constant.Value),
        _ => null,
    };

    private Expression? OnNumberField(Node subject, ComparisonOperator op, decimal constant) =>
        TryField(subject, f => f.Fact.Type is NumberType) is { } read ? environment.NumberTest(read.Entity, read.Field, read.Row, op, constant) : null;

    private Expression? OnTextField(Node subject, Func<string, bool?> test, bool? whenMissing) =>
        TryField(subject, f => f.Fact.Type is TextType) is { } read ? environment.TextTest(read.Entity, read.Field, read.Row, test, whenMissing) : null;

    /// <summary>The scalar field that a node reads of a row known by number; null (C#) when it reads none.</summary>
    private (RowType Entity, RowField Field, Expression Row)? TryField(Node node, Func<RowField, bool> wanted) => node switch
    {
        PathNode path when TypeOf(path.Target) is RowType entity && entity.TryFind(path.Name, out var field) && field.Kind == RowFieldKind.Scalar && wanted(field) =>
            (entity, field, As(path.Target, typeof(int))),
        NameNode name when expression.SymbolOf(name) is LocalSymbol local && locals.TryGetValue(local, out var text) && nest.ReadOf(text) is { } read && wanted(read.Field) => read,
        NameNode name when expression.SymbolOf(name) is ItemFieldSymbol { Field: { Kind: RowFieldKind.Scalar } field } item && wanted(field) && locals[item.Item].Type == typeof(int) =>
            ((RowType)item.Item.Fact.Type, field, locals[item.Item]),
        _ => null,
    };
}
