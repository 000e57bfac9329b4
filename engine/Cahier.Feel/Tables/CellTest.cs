using System.Collections.Immutable;
using Cahier.Feel.Checking;
using Cahier.Feel.Evaluation;
using Cahier.Feel.Functions;
using Cahier.Feel.Syntax;
using Cahier.Feel.Values;

namespace Cahier.Feel.Tables;

/// <summary>What a cell asks of its input.</summary>
public sealed class CellTest : IGlobals, IEvaluationClock
{
    private readonly CheckedExpression tests;

    /// <param name="tests">Unary tests that the checker accepted.</param>
    public CellTest(CheckedExpression tests)
    {
        this.tests = tests;
        var root = (UnaryTestsNode)tests.Root;
        IsAny = root.Tests.IsEmpty && !root.Negated;
        Single = root is { Negated: false, Tests: [LiteralNode { Value: var literal }] } && IsScalar(literal) ? literal : null;
        Ranges = root.Negated || IsAny ? null : RangesOf(root.Tests);
    }

    /// <summary>Whether the cell is <c>-</c>.</summary>
    public bool IsAny { get; }

    /// <summary>The one value that the cell accepts, when it is written as such.</summary>
    public FeelValue? Single { get; }

    public string Text => tests.Text;

    /// <summary>The tests with their names and types.</summary>
    public CheckedExpression Expression => tests;

    /// <summary>The tests as they were read.</summary>
    public UnaryTestsNode Tests => (UnaryTestsNode)tests.Root;

    /// <summary>What the cell accepts as ranges, one value being a range too; null (C#) when it says it in another way.</summary>
    internal ImmutableArray<RangeValue>? Ranges { get; }

    /// <summary>The values that the cell names one by one; what it says in another way is left out.</summary>
    public ImmutableArray<FeelValue> Values => [.. Tests.Tests.Select(Constant).OfType<FeelValue>()];

    /// <summary>Whether the value is of a kind whose equality is that of its content, so that it can be looked up.</summary>
    internal static bool IsScalar(FeelValue value) => value is NumberValue or TextValue or BooleanValue or DateValue or DaysDurationValue or MonthsDurationValue;

    /// <summary>True, false, or null when the input is unknown and the cell asks something of it.</summary>
    public bool? Accepts(FeelValue input)
    {
        var passed = IsAny || (Known(input) ?? Passes(input, this, new EvaluationScope(this)));
        return input.IsNull && !passed ? null : passed;
    }

    /// <summary>Whether the input passes, in surroundings whose names the cell may read.</summary>
    internal bool Passes(FeelValue input, IGlobals globals, EvaluationScope scope)
    {
        if (IsAny)
        {
            return true;
        }

        return Known(input) ?? Semantics.IsTrue(Interpreter.EvaluateTests(tests, input, globals, scope));
    }

    /// <summary>Whether a value passes a cell that names one or says ranges; null (C#) when the tests have to be evaluated.</summary>
    private bool? Known(FeelValue input)
    {
        if (!IsScalar(input))
        {
            return null;
        }

        if (Single is not null)
        {
            return Single.Equals(input);
        }

        if (Ranges is not { } ranges)
        {
            return null;
        }

        foreach (var range in ranges)
        {
            if (Semantics.IsTrue(Membership.Contains(range, input)))
            {
                return true;
            }
        }

        return false;
    }

    FeelValue IGlobals.Read(GlobalSymbol symbol) => throw new InvalidOperationException("a cell reads only its input");

    Moment IEvaluationClock.Now => throw new InvalidOperationException("a cell reads no clock");

    private ImmutableArray<RangeValue>? RangesOf(ImmutableArray<Node> nodes)
    {
        var ranges = nodes.Select(RangeOf).ToList();
        return ranges.Contains(null) ? null : [.. ranges.Select(r => r!)];
    }

    private RangeValue? RangeOf(Node node) => node switch
    {
        ComparisonTestNode test => Constant(test.Operand) is { } operand ? Semantics.ComparisonRange(test.Operator, operand) as RangeValue : null,
        RangeNode range => Constant(range.Start) is { } start && Constant(range.End) is { } end ? Semantics.Range(start, range.StartIncluded, end, range.EndIncluded) as RangeValue : null,
        _ => Constant(node) is { } value and not BooleanValue ? new RangeValue(value, true, value, true) : null,
    };

    private FeelValue? Constant(Node node)
    {
        var value = node is NegationNode { Operand: LiteralNode { Value: NumberValue number } } ? new NumberValue(-number.Value) : tests.ConstantOf(node);
        return value is not null && IsScalar(value) ? value : null;
    }
}
