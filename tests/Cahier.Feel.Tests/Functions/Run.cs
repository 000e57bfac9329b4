using Cahier.Feel.Checking;
using Cahier.Feel.Evaluation;
using Cahier.Feel.Functions;
using Cahier.Feel.Values;
using Xunit;

namespace Cahier.Feel.Tests.Functions;

/// <summary>Runs expressions that read no names, by the language as the standard has it.</summary>
internal static class Run
{
    public static FeelValue Expression(string text)
    {
        var check = Checker.Check(text, new NoNames(), CheckMode.Standard);
        Assert.True(check.Expression is not null, $"{text}: {string.Join("; ", check.Problems.Select(p => p.Cause))}");
        return Interpreter.Evaluate(check.Expression, new NoNames(), new EvaluationScope(new FixedClock()));
    }

    /// <summary>Why the expression's value is unknown.</summary>
    public static string CauseOf(string text) =>
        Expression(text) is NullValue unknown ? string.Join("; ", unknown.Causes.Select(c => c is NoResult none ? none.Text : c.ToString())) : "known";

    internal sealed class FixedClock : IEvaluationClock
    {
        public Moment Now => Moment.FromDateTimeOffset(new DateTimeOffset(2024, 2, 29, 23, 30, 0, TimeSpan.FromHours(-5)));
    }

    private sealed class NoNames : INameScope, IGlobals
    {
        public IEnumerable<string> Names => [];

        public bool TryFind(string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out GlobalSymbol? symbol)
        {
            symbol = null;
            return false;
        }

        public FeelValue Read(GlobalSymbol symbol) => throw new InvalidOperationException("There are no names.");
    }
}
