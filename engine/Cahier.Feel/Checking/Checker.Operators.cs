using Cahier.Feel.Diagnostics;
using Cahier.Feel.Evaluation;
using Cahier.Feel.Syntax;
using Cahier.Feel.Types;
using Cahier.Feel.Values;

namespace Cahier.Feel.Checking;

public sealed partial class Checker
{
    private TypeFact Negation(NegationNode node)
    {
        var operand = Visit(node.Operand);
        if (operand.Type is NumberType or DaysDurationType or MonthsDurationType or AnyType or NullType)
        {
            return operand.OrMissing(operand.Type is AnyType);
        }

        Report(DiagnosticCatalog.WrongType, node.Span, $"{Quote(node.Operand)} is a {operand.Type}: it has no negative", "use a number or a duration");
        return AlreadyReported;
    }

    private TypeFact Arithmetic(ArithmeticNode node)
    {
        if (DateSlip(node))
        {
            return AlreadyReported;
        }

        var left = Visit(node.Left);
        var right = Visit(node.Right);
        var missing = left.MayBeMissing || right.MayBeMissing || (node.Operator == ArithmeticOperator.Divide && !IsNonZero(node.Right))
            || (node.Operator == ArithmeticOperator.Power && !IsSmallExponent(node.Right));
        if (left.Type is AnyType or NullType || right.Type is AnyType or NullType)
        {
            return TypeFact.Optional(FeelType.Any);
        }

        if (left.Type is NumberType x && right.Type is NumberType y)
        {
            return new TypeFact(Numbers(node, x, y), missing);
        }

        if (ArithmeticTypes.Result(node.Operator, left.Type, right.Type) is { } result)
        {
            missing |= ArithmeticTypes.MayLackDifference(left.Type) && result is DaysDurationType;
            missing |= ArithmeticTypes.MayLackDifference(right.Type) && result is DaysDurationType;
            return new TypeFact(result, missing);
        }

        Report(DiagnosticCatalog.WrongType, node.Span, $"{Quote(node.Left)} is a {left.Type} and {Quote(node.Right)} a {right.Type}: they cannot be {ArithmeticTypes.Participle(node.Operator)}", ArithmeticTypes.Remedy(node.Operator, left.Type, right.Type));
        return AlreadyReported;
    }

    // Other powers may be too large, or no real number.
    private static bool IsSmallExponent(Node node) => node is LiteralNode { Value: NumberValue { Value: >= 0 and <= 4 and var exponent } } && decimal.IsInteger(exponent);

    private NumberType Numbers(ArithmeticNode node, NumberType left, NumberType right)
    {
        switch (node.Operator)
        {
            case ArithmeticOperator.Add or ArithmeticOperator.Subtract:
                return SameUnit(node.Span, node.Left, left, node.Right, right, node.Operator == ArithmeticOperator.Add ? "added" : "subtracted");
            case ArithmeticOperator.Multiply:
                if (left.Unit is { HoldsMoney: true } && right.Unit is { HoldsMoney: true } && !left.Unit.Times(right.Unit).IsOne && left.Unit.IsMoney && right.Unit.IsMoney)
                {
                    Report(DiagnosticCatalog.MoneySquared, node.Span, $"{Quote(node.Left)} and {Quote(node.Right)} are both amounts of money: their product means nothing", "multiply an amount by a plain number, such as a rate");
                }

                return new NumberType(left.Unit is null ? right.Unit : right.Unit is null ? left.Unit : left.Unit.Times(right.Unit));
            case ArithmeticOperator.Divide:
                return new NumberType(right.Unit is null ? left.Unit : (left.Unit ?? Unit.One).Per(right.Unit));
            default:
                if (left.Unit is { IsOne: false })
                {
                    Report(DiagnosticCatalog.UnitsDiffer, node.Span, $"{Quote(node.Left)} has the unit {left.Unit}: a power of it means nothing", "raise plain numbers only");
                }

                return new NumberType(Unit.One);
        }
    }

    private NumberType SameUnit(SourceSpan span, Node leftNode, NumberType left, Node rightNode, NumberType right, string participle)
    {
        if (left.Unit is null || right.Unit is null)
        {
            return left.Unit is null ? right : left;
        }

        if (!left.Unit.Equals(right.Unit))
        {
            Report(DiagnosticCatalog.UnitsDiffer, span, $"{Quote(leftNode)} is in {UnitName(left)} and {Quote(rightNode)} in {UnitName(right)}: they cannot be {participle}", "use values of the same unit, or multiply by a parameter that converts one into the other");
        }

        return left;
    }

    private static string UnitName(NumberType type) => type.Unit is { IsOne: false } unit ? unit.ToString() : "plain numbers";

    private TypeFact Comparison(ComparisonNode node)
    {
        if (ChainSlip(node))
        {
            return new TypeFact(FeelType.Boolean, AlreadyReported.MayBeMissing);
        }

        var left = Visit(node.Left);
        if (QuotesSlip(left, node.Right))
        {
            return new TypeFact(FeelType.Boolean, AlreadyReported.MayBeMissing);
        }

        var right = Visit(node.Right);
        if (FieldSlip(node))
        {
            return new TypeFact(FeelType.Boolean, AlreadyReported.MayBeMissing);
        }

        return Compared(node.Span, node.Operator, node.Left, left, node.Right, right);
    }

    private TypeFact Compared(SourceSpan span, ComparisonOperator op, Node leftNode, TypeFact left, Node rightNode, TypeFact right)
    {
        var before = problems.Count;
        Comparable(span, leftNode, left.Type, rightNode, right.Type);
        if (problems.Count > before)
        {
            return new TypeFact(FeelType.Boolean, AlreadyReported.MayBeMissing);
        }

        if (op is not (ComparisonOperator.Equal or ComparisonOperator.NotEqual))
        {
            foreach (var (node, type) in ((Node, FeelType)[])[(leftNode, left.Type), (rightNode, right.Type)])
            {
                if (!ArithmeticTypes.HasOrder(type))
                {
                    Report(DiagnosticCatalog.NotComparable, span, $"{Quote(node)} is a {type}: such values have no order", "compare them with = or !=, or compare numbers, texts, dates or durations");
                    return new TypeFact(FeelType.Boolean, AlreadyReported.MayBeMissing);
                }
            }

            return new TypeFact(FeelType.Boolean, left.MayBeMissing || right.MayBeMissing || left.Type is AnyType || right.Type is AnyType);
        }

        if (!IsNullLiteral(leftNode) && !IsNullLiteral(rightNode))
        {
            RefuseMissing(span, op == ComparisonOperator.Equal ? "=" : "!=", leftNode, left);
            RefuseMissing(span, op == ComparisonOperator.Equal ? "=" : "!=", rightNode, right);
        }

        return new TypeFact(FeelType.Boolean, left.Type is AnyType || right.Type is AnyType);
    }

    private void RefuseMissing(SourceSpan span, string sign, Node node, TypeFact fact)
    {
        if (fact.MayBeMissing)
        {
            var what = Excerpt(node);
            Report(DiagnosticCatalog.MissingCompared, span, $"{Quote(node)} may be missing, and ‘{sign}’ takes a missing fact for one that differs", $"say what missing means: get or else({what}, …) {sign} …, or {what} != null and …, or {what} = null or …");
        }
    }

    private void Comparable(SourceSpan span, Node leftNode, FeelType left, Node rightNode, FeelType right)
    {
        switch (left, right)
        {
            case (AnyType or NullType, _) or (_, AnyType or NullType):
                return;
            case (NumberType x, NumberType y):
                SameUnit(span, leftNode, x, rightNode, y, "compared");
                return;
            case (TextType x, TextType y):
                KnownCode(x, rightNode);
                KnownCode(y, leftNode);
                return;
            case (ListType, ListType) or (ContextType, ContextType) or (RangeType, RangeType):
                return;
            default:
                if (left.GetType() != right.GetType())
                {
                    Report(DiagnosticCatalog.NotComparable, span, $"{Quote(leftNode)} is a {left} and {Quote(rightNode)} a {(facts[rightNode.Id].Type is RangeType range ? range : right)}: they cannot be compared", ArithmeticTypes.ComparisonRemedy(left, right));
                }

                return;
        }
    }

    private void KnownCode(TextType type, Node other)
    {
        if (type.Codes is { } codes && other is LiteralNode { Value: TextValue text } && !codes.Values.Contains(text.Value))
        {
            Report(DiagnosticCatalog.UnknownCode, other.Span, $"‘{text.Value}’ is not a code of {codes.Name}", Suggestions.Remedy(text.Value, codes.Values));
        }
    }

    private TypeFact Logic(LogicNode node)
    {
        var left = Visit(node.Left);
        var right = Assuming(node.IsAnd ? ImpliedBy(node.Left, true) : ImpliedBy(node.Left, false), () => Visit(node.Right));
        ExpectBoolean(node.Left, left, node.IsAnd ? "and" : "or");
        if (!AlternativeSlip(node, right))
        {
            ExpectBoolean(node.Right, right, node.IsAnd ? "and" : "or");
        }

        return new TypeFact(FeelType.Boolean, left.MayBeMissing || right.MayBeMissing);
    }

    private void ExpectBoolean(Node node, TypeFact fact, string where)
    {
        if (node is ComparisonTestNode)
        {
            Report(DiagnosticCatalog.UnexpectedText, node.Span, $"{Quote(node)} has nothing on its left to compare", "repeat the value, as in age >= 65 and age < 80, or write a range: age in [65..80)");
        }
        else if (fact.Type is not (BooleanType or AnyType or NullType))
        {
            Report(DiagnosticCatalog.WrongType, node.Span, $"{Quote(node)} is a {fact.Type}, but ‘{where}’ needs something that is true or false", $"compare it with a value, for example {Excerpt(node)} {(fact.Type is TextType ? "= \"…\"" : "> …")}");
        }
    }

    /// <summary>Refuses an unknown condition where it would silently count as false.</summary>
    private void ExpectDecided(Node node, TypeFact fact, string where)
    {
        ExpectBoolean(node, fact, where);
        if (fact.MayBeMissing && fact.Type is BooleanType)
        {
            Report(DiagnosticCatalog.MissingDecides, node.Span, $"{Quote(node)} may be unknown, and {where} takes unknown for false", $"say what unknown means: get or else({Excerpt(node)}, false) or get or else({Excerpt(node)}, true); or test first, with != null, the fact that may be missing");
        }
    }

    private TypeFact Between(BetweenNode node)
    {
        var value = Visit(node.Value);
        var low = Visit(node.Low);
        var high = Visit(node.High);
        Comparable(node.Span, node.Value, value.Type, node.Low, low.Type);
        Comparable(node.Span, node.Value, value.Type, node.High, high.Type);
        return new TypeFact(FeelType.Boolean, value.MayBeMissing || low.MayBeMissing || high.MayBeMissing || value.Type is AnyType || low.Type is AnyType || high.Type is AnyType);
    }

    private TypeFact In(InNode node)
    {
        var value = Visit(node.Value);
        var tested = new LocalSymbol("?", value);
        declared[node.Id] = [tested];
        var missing = value.Type is AnyType;
        foreach (var test in node.Tests)
        {
            missing |= With(tested, false, () => Test(node.Value, value, test)).MayBeMissing;
        }

        return new TypeFact(FeelType.Boolean, missing);
    }

    /// <summary>Checks one test of a value: a comparison, a range, a list, a value that it may equal, or a condition on <c>?</c>.</summary>
    private TypeFact Test(Node valueNode, TypeFact value, Node test)
    {
        if (RangeSlip(test))
        {
            return new TypeFact(FeelType.Boolean, AlreadyReported.MayBeMissing);
        }

        var fact = Visit(test);
        switch (test, fact.Type)
        {
            case (ComparisonTestNode comparison, _):
                return Compared(test.Span, comparison.Operator, valueNode, value, comparison.Operand, facts[comparison.Operand.Id]);
            case (_, RangeType range):
                Comparable(test.Span, valueNode, value.Type, test, range.Element);
                return new TypeFact(FeelType.Boolean, value.MayBeMissing || fact.MayBeMissing || range.Element is AnyType);
            case (ListNode list, ListType) when value.Type is not ListType:
                var missing = false;
                foreach (var item in list.Items)
                {
                    missing |= Tested(valueNode, value, item, facts[item.Id]);
                }

                return new TypeFact(FeelType.Boolean, missing);
            case (_, ListType list) when value.Type is not (ListType or AnyType):
                RefuseMissing(valueNode.Span, "in", valueNode, value);
                Comparable(test.Span, valueNode, value.Type, test, list.Element is RangeType { Element: var bound } ? bound : list.Element);
                return new TypeFact(FeelType.Boolean, value.MayBeMissing || fact.MayBeMissing);
            case (_, BooleanType) when InputUse.In(test):
                return fact;
            default:
                return new TypeFact(FeelType.Boolean, Tested(valueNode, value, test, fact));
        }
    }

    private bool Tested(Node valueNode, TypeFact value, Node test, TypeFact fact)
    {
        if (test is ComparisonTestNode or RangeNode || fact.Type is RangeType)
        {
            return value.MayBeMissing || fact.MayBeMissing || fact.Type is RangeType { Element: AnyType };
        }

        Comparable(test.Span, valueNode, value.Type, test, fact.Type);
        if (!IsNullLiteral(test))
        {
            RefuseMissing(valueNode.Span, "in", valueNode, value);
            RefuseMissing(test.Span, "in", test, fact);
        }

        return fact.Type is AnyType || fact.MayBeMissing;
    }

    private TypeFact ComparisonTest(ComparisonTestNode node)
    {
        var operand = Visit(node.Operand);
        return new TypeFact(new RangeType(operand.Type), operand.MayBeMissing);
    }

    private TypeFact UnaryTests(UnaryTestsNode node)
    {
        var input = Resolve("?") as LocalSymbol ?? throw new InvalidOperationException("unary tests without an input");
        var value = new InputNode { Id = node.Id, Span = node.Span };
        var missing = false;
        foreach (var test in node.Tests)
        {
            missing |= Test(value, input.Fact, test).MayBeMissing;
        }

        return new TypeFact(FeelType.Boolean, missing);
    }

    private static bool IsNullLiteral(Node node) => node is LiteralNode { Value: NullValue };
}
