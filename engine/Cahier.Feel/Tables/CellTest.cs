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
        Single = root is { Negated: false, Tests: [LiteralNode { Value: not NullValue } literal] } ? literal.Value : null;
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

    /// <summary>True, false, or null when the input is unknown and the cell asks something of it.</summary>
    public bool? Accepts(FeelValue input)
    {
        if (IsAny)
        {
            return true;
        }

        if (Single is not null && !input.IsNull)
        {
            return Single.Equals(input);
        }

        var passed = Interpreter.EvaluateTests(tests, input, this, new EvaluationScope(this));
        return input.IsNull && !Semantics.IsTrue(passed) ? null : Semantics.IsTrue(passed);
    }

    FeelValue IGlobals.Read(GlobalSymbol symbol) => throw new InvalidOperationException("a cell reads only its input");

    Moment IEvaluationClock.Now => throw new InvalidOperationException("a cell reads no clock");
}
