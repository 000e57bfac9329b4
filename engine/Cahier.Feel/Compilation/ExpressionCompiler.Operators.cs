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

        return Call(nameof(Semantics.Calculate), Expression.Constant(node.Operator), Boxed(node.Left), Boxed(node.Right), Expression.Constant(node.Span));
    }

    private Expression Comparison(ComparisonNode node) =>
        TextComparison(node) ?? Compare(node.Operator, node.Left, Visit(node.Left), node.Right, Visit(node.Right));

    private Expression Compare(ComparisonOperator op, Node leftNode, Expression left, Node rightNode, Expression right) =>
        Compare(op, left, TypeOf(leftNode), right, TypeOf(rightNode));

    private Expression Compare(ComparisonOperator op, Expression left, FeelType leftType, Expression right, FeelType rightType)
    {
        var shape = NativeForm.Of(leftType);
        var equality = op is ComparisonOperator.Equal or ComparisonOperator.NotEqual;
        var native = shape == NativeForm.Of(rightType)
            && (shape == typeof(decimal?) || shape == typeof(Date?) || (equality && (shape == typeof(bool?) || shape == typeof(string))));
        if (!native)
        {
            return Call(nameof(Semantics.Compare), Expression.Constant(op), NativeForm.Convert(left, leftType, typeof(FeelValue), environment), NativeForm.Convert(right, rightType, typeof(FeelValue), environment));
        }

        left = NativeForm.Convert(left, leftType, shape, environment);
        right = NativeForm.Convert(right, rightType, shape, environment);
        return op switch
        {
            ComparisonOperator.Equal => CallLifted(nameof(Lifted.Equal), left, right),
            ComparisonOperator.NotEqual => CallLifted(nameof(Lifted.Not), CallLifted(nameof(Lifted.Equal), left, right)),
            ComparisonOperator.Less => CallLifted(nameof(Lifted.Less), left, right),
            ComparisonOperator.LessOrEqual => CallLifted(nameof(Lifted.LessOrEqual), left, right),
            ComparisonOperator.Greater => CallLifted(nameof(Lifted.Less), right, left),
            _ => CallLifted(nameof(Lifted.LessOrEqual), right, left),
        };
    }

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
        var symbol = expression.DeclaredBy(node)[0];
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
                return Call(nameof(Semantics.Passes), boxed, Boxed(test), Expression.Constant(InputUse.In(test)));
        }
    }

    // Two known bounds of the value's own kind: then "between" is all that a range asks.
    private bool NativeBounds(RangeNode range, FeelType type) => (type, expression.ConstantOf(range.Start), expression.ConstantOf(range.End)) switch
    {
        (NumberType, NumberValue, NumberValue) or (DateType, DateValue, DateValue) => true,
        _ => false,
    };

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

    private Expression? OnTextField(Node subject, Func<string, bool?> test, bool? whenMissing) => subject switch
    {
        PathNode path when TypeOf(path.Target) is RowType entity && entity.TryFind(path.Name, out var field) && IsText(field) =>
            environment.TextTest(entity, field, As(path.Target, typeof(int)), test, whenMissing),
        NameNode name when expression.SymbolOf(name) is ItemFieldSymbol item && IsText(item.Field) && locals[item.Item].Type == typeof(int) =>
            environment.TextTest((RowType)item.Item.Fact.Type, item.Field, locals[item.Item], test, whenMissing),
        _ => null,
    };

    private static bool IsText(RowField field) => field.Kind == RowFieldKind.Scalar && field.Fact.Type is TextType;
}
