using System.Collections.Immutable;
using Cahier.Facts.Columns;
using Cahier.Feel.Checking;
using Cahier.Feel.Syntax;
using Cahier.Feel.Types;
using Cahier.Feel.Values;
using Cahier.Rules.Checking;

namespace Cahier.Calculation.Masks;

internal sealed partial class MaskMaker
{
    // Dates of columns lie within 10 000 years, and those made of them must not come near the end of the calendar.
    private const long MostDays = 100_000_000_000;
    private const long MostMonths = 100_000;

    /// <summary>A number, a date as days, a duration as whole days or whole months; null (C#) when it is none of these or not exact.</summary>
    private Quantity? Number(Node node)
    {
        if (Constant(node) is { } constant)
        {
            return constant;
        }

        switch (node)
        {
            case ArithmeticNode arithmetic:
                return Arithmetic(arithmetic);
            case NegationNode negation when TypeOf(negation) is NumberType && Number(negation.Operand) is { } operand:
                return CombinedQuantity.Of(sources.NextSlot(), ArithmeticOperator.Multiply, operand, new ConstantQuantity(sources.NextSlot(), -1, 0));
            case ConditionalNode conditional when TypeOf(conditional) is NumberType or DateType:
                return Conditional(conditional);
            case PathNode { Name: "years", Target: InvocationNode between } when TypeOf(between) is MonthsDurationType:
                return Between(between, inYears: true);
            case InvocationNode call when TypeOf(call) is MonthsDurationType:
                return Between(call, inYears: false);
            case InvocationNode { Arguments: [{ Name: null } value, { Name: null } otherwise] } call when IsCallOf(call, "get or else"):
                return Number(value.Value) is { } known && Number(otherwise.Value) is { } other && Align(known, other) is var (k, o) ? new FallbackQuantity(sources.NextSlot(), k, o, known.Scale == other.Scale) : null;
            case InvocationNode { Function: NameNode called } call when expression.SymbolOf(called) is RuleSymbol { Kind: RuleSymbolKind.Table } table:
                return Tabled(table, call.Arguments);
            case NameNode when expression.SymbolOf(node) is RuleSymbol { Kind: RuleSymbolKind.Value } value:
                return sources.Found(value, definition => new MaskMaker(sources, definition.Expression).Number(definition.Expression.Root));
            case NameNode when expression.SymbolOf(node) is RuleSymbol { Kind: RuleSymbolKind.Parameter } parameter:
                return Dated(sources.Frame.RuleSet.Parameters.First(p => p.Symbol == parameter));
            case PathNode { Target: NameNode period } path when expression.SymbolOf(period) is RuleSymbol { Kind: RuleSymbolKind.Period }:
                return Constant(new DateValue(path.Name == "start" ? sources.Frame.From : sources.Frame.To));
            case PathNode when Field(node) is var (rows, column):
                return sources.Read(rows, column);
            default:
                return null;
        }
    }

    private ConstantQuantity? Constant(Node node) => node switch
    {
        NegationNode { Operand: LiteralNode { Value: NumberValue number } } => Constant(new NumberValue(-number.Value)),
        NameNode when expression.SymbolOf(node) is RuleSymbol { Kind: RuleSymbolKind.Parameter } parameter && InForce(sources.Frame.RuleSet.Parameters.First(p => p.Symbol == parameter)) is ([var only], false) => Constant(only.Value),
        _ => expression.ConstantOf(node) is { } constant ? Constant(constant) : null,
    };

    private ConstantQuantity? Constant(FeelValue value) => Whole(value) is var (scaled, scale) ? new ConstantQuantity(sources.NextSlot(), scaled, scale) : null;

    private static (long Scaled, int Scale)? Whole(FeelValue value) => value switch
    {
        NumberValue number => Whole(number.Value),
        DateValue date when Math.Abs(date.Value.EpochDay) < MostDays => (date.Value.EpochDay, 0),
        DaysDurationValue { Value: var length } when length == DaysDuration.FromDays(length.Days) => (length.Days, 0),
        MonthsDurationValue months => (months.Value.Months, 0),
        _ => null,
    };

    private static (long Scaled, int Scale)? Whole(decimal number) => Numbers.TryToScaled(number, out var scaled) ? (scaled, number.Scale) : null;

    private Quantity? Arithmetic(ArithmeticNode node)
    {
        if (TypeOf(node.Left) is DateType && TypeOf(node.Right) is MonthsDurationType)
        {
            return MonthsLater(node);
        }

        var isKnown = (node.Operator, TypeOf(node.Left), TypeOf(node.Right)) switch
        {
            (ArithmeticOperator.Add or ArithmeticOperator.Subtract or ArithmeticOperator.Multiply, NumberType, NumberType) => true,
            (ArithmeticOperator.Add or ArithmeticOperator.Subtract, DateType, DaysDurationType) => true,
            (ArithmeticOperator.Subtract, DateType, DateType) => true,
            _ => false,
        };
        if (!isKnown || Number(node.Left) is not { } left || Number(node.Right) is not { } right || Combine(node.Operator, left, right) is not { } result)
        {
            return null;
        }

        return TypeOf(node) is DateType && (result.Low < -MostDays || result.High > MostDays) ? null : result;
    }

    // Months differ in length: only what is the same for all units.
    private ConstantQuantity? MonthsLater(ArithmeticNode node)
    {
        if (node.Operator is not (ArithmeticOperator.Add or ArithmeticOperator.Subtract) || Number(node.Left) is not ConstantQuantity date || Number(node.Right) is not ConstantQuantity months || Math.Abs(months.Scaled) > MostMonths)
        {
            return null;
        }

        return Constant(new DateValue(new Date(date.Scaled).AddMonths(node.Operator == ArithmeticOperator.Add ? months.Scaled : -months.Scaled)));
    }

    private ConditionalQuantity? Conditional(ConditionalNode node) =>
        Visit(node.Condition) is { } condition && Number(node.Then) is { } then && Number(node.Else) is { } otherwise && Align(then, otherwise) is var (t, o)
            ? new ConditionalQuantity(sources.NextSlot(), condition, t, o, then.Scale == otherwise.Scale)
            : null;

    private CombinedQuantity? Combine(ArithmeticOperator op, Quantity left, Quantity right) =>
        op == ArithmeticOperator.Multiply ? CombinedQuantity.Of(sources.NextSlot(), op, left, right)
        : Align(left, right) is var (l, r) ? CombinedQuantity.Of(sources.NextSlot(), op, l, r)
        : null;

    /// <summary>Two quantities at the larger of their scales.</summary>
    private (Quantity Left, Quantity Right)? Align(Quantity left, Quantity right)
    {
        var scale = Math.Max(left.Scale, right.Scale);
        return Rescale(left, scale) is { } l && Rescale(right, scale) is { } r ? (l, r) : null;
    }

    private Quantity? Rescale(Quantity quantity, int scale)
    {
        if (quantity.Scale == scale)
        {
            return quantity;
        }

        Int128 factor = 1;
        for (var i = quantity.Scale; i < scale; i++)
        {
            factor *= 10;
        }

        return factor > long.MaxValue ? null
            : quantity is not ConstantQuantity constant ? CombinedQuantity.Of(sources.NextSlot(), ArithmeticOperator.Multiply, quantity, new ConstantQuantity(sources.NextSlot(), (long)factor, scale - quantity.Scale))
            : Quantity.Fits(constant.Low * factor, constant.High * factor, scale) ? new ConstantQuantity(sources.NextSlot(), constant.Scaled * (long)factor, scale)
            : null;
    }

    private MonthsQuantity? Between(InvocationNode call, bool inYears) =>
        IsCallOf(call, "years and months duration") && call.Arguments is [{ Name: null, Value: var from }, { Name: null, Value: var to }]
        && TypeOf(from) is DateType && TypeOf(to) is DateType && Number(from) is { } start && Number(to) is { } end
            ? new MonthsQuantity(sources.NextSlot(), start, end, inYears)
            : null;

    private TabledQuantity? Tabled(RuleSymbol symbol, ImmutableArray<ArgumentNode> arguments)
    {
        var table = sources.Frame.RuleSet.Tables.First(t => t.Symbol == symbol).Table;
        var inputs = arguments.Where(a => a.Name is null).Select(a => ChoiceOf(a.Value)).OfType<Choice>().ToImmutableArray();
        return inputs.Length == arguments.Length && inputs.Length == table.Inputs.Length ? TabledQuantity.Of(sources, table, inputs) : null;
    }

    /// <summary>What a unit's value is one of; null (C#) when it may be very many.</summary>
    private Choice? ChoiceOf(Node node) => TypeOf(node) switch
    {
        BooleanType => Visit(node) is { } condition ? new ConditionChoice(condition) : null,
        TextType => Field(node) is (var rows, TextColumn column) ? new TextChoice(rows, column) : null,
        NumberType => Number(node) switch
        {
            FoundQuantity { Range: var (least, most) } found => NumberChoice.Of(found, least, most),
            { } quantity => NumberChoice.Of(quantity, quantity.Low, quantity.High),
            null => null,
        },
        _ => null,
    };

    private bool IsCallOf(InvocationNode call, string function) => call.Function is NameNode name && expression.SymbolOf(name) is BuiltinSymbol { Builtin.Name: var called } && called == function;

    private DatedQuantity? Dated(CheckedParameter parameter)
    {
        var (inForce, mayBeMissing) = InForce(parameter);
        if (inForce.Any(v => Whole(v.Value) is null || Math.Abs(v.From.EpochDay) > int.MaxValue))
        {
            return null;
        }

        var constants = inForce.Select(v => (Quantity)Constant(v.Value)!).ToList();
        var scale = constants.Max(c => c.Scale);
        var aligned = constants.ConvertAll(c => Rescale(c, scale) as ConstantQuantity);
        return aligned.TrueForAll(a => a is not null)
            ? new DatedQuantity(sources.NextSlot(), [.. inForce.Select(v => (int)v.From.EpochDay)], [.. aligned.Select(a => a!.Scaled)], scale, constants.TrueForAll(c => c.Scale == scale), mayBeMissing)
            : null;
    }

    /// <summary>The values that units of the period read; and whether there is none before the first of them.</summary>
    private (ImmutableArray<DatedValue> Values, bool MayBeMissing) InForce(CheckedParameter parameter)
    {
        var (from, to) = (sources.Frame.From, sources.Frame.To);
        var values = parameter.Values;
        ImmutableArray<DatedValue> inForce = [.. values.Where((v, i) => v.From <= to && (i == values.Length - 1 || values[i + 1].From > from))];
        return inForce.IsEmpty ? (values, true) : (inForce, inForce[0].From > from);
    }
}
