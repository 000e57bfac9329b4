using Cahier.Feel.Checking;
using Cahier.Feel.Tables;
using Cahier.Feel.Values;

namespace Cahier.Rules.Proofs;

/// <summary>Reads the cells of a table as conditions on their input.</summary>
internal static class CellReading
{
    private static readonly ConditionReader Reader = new(NoNames.Instance);

    /// <summary>What a cell asks of its input, or null when it asks something that proofs do not understand.</summary>
    public static Condition? Of(CellTest cell) => Reader.ReadCell(cell.Expression) is var condition && TestsOf(condition).All(t => t.Term.Key == "?") ? condition : null;

    /// <summary>Every test of a condition.</summary>
    public static IEnumerable<TermTest> TestsOf(Condition condition) => condition switch
    {
        TermTest test => [test],
        Junction junction => junction.Parts.SelectMany(TestsOf),
        Denial denial => TestsOf(denial.Of),
        Choice choice => TestsOf(choice.If).Concat(TestsOf(choice.Then)).Concat(TestsOf(choice.Else)),
        Fallback fallback => TestsOf(fallback.Of),
        _ => [],
    };

    /// <summary>A cell knows no names.</summary>
    private sealed class NoNames : IConditionNames
    {
        public static NoNames Instance { get; } = new();

        public FeelValue? Constant(Symbol symbol) => null;

        public CheckedExpression? Definition(Symbol symbol) => null;

        public (decimal? Least, decimal? Most) Limits(string key) => (null, null);
    }
}
