namespace Cahier.Rules.Proofs;

/// <summary>Makes goals of conditions, each once.</summary>
internal sealed class GoalReader
{
    private readonly Dictionary<(Condition Condition, Outcome Outcome), Goal> made = new(SameCondition.Instance);
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<Axis> axes = [];

    /// <param name="conditions">Every condition that will be asked about: their tests tell which values of a term differ.</param>
    public GoalReader(IEnumerable<Condition> conditions)
    {
        foreach (var tests in conditions.SelectMany(CellReading.TestsOf).GroupBy(t => t.Term.Key, StringComparer.Ordinal))
        {
            var term = tests.First().Term;
            numbers[tests.Key] = axes.Count;
            axes.Add(new Axis(term with { MayBeMissing = tests.Any(t => t.Term.MayBeMissing) }, tests));
        }
    }

    /// <summary>Every value that each term may have.</summary>
    public IReadOnlyList<Axis> Axes => axes;

    public Goal Read(Condition condition, Outcome outcome)
    {
        if (!made.TryGetValue((condition, outcome), out var goal))
        {
            made[(condition, outcome)] = goal = Make(condition, outcome);
        }

        return goal;
    }

    private Goal Make(Condition condition, Outcome outcome)
    {
        var holds = outcome is Outcome.True or Outcome.NotFalse;
        switch (condition)
        {
            case Fixed known:
                return known.Value == holds ? Goal.Always : Goal.Never;
            case TermTest test:
                var axis = numbers[test.Term.Key];
                return Goal.Of(axis, axes[axis].Where(test, outcome), axes[axis].All);
            case Junction junction when junction.IsAll == holds:
                return Goal.All([.. junction.Parts.Select(p => Read(p, outcome))]);
            case Junction junction:
                return Any([.. junction.Parts.Select(p => Read(p, outcome))]);
            case Denial denial:
                return Read(denial.Of, outcome switch { Outcome.True => Outcome.False, Outcome.False => Outcome.True, Outcome.NotTrue => Outcome.NotFalse, _ => Outcome.NotTrue });
            case Choice choice:
                return Any([Goal.All([Read(choice.If, Outcome.True), Read(choice.Then, outcome)]), Goal.All([Read(choice.If, Outcome.NotTrue), Read(choice.Else, outcome)])]);
            // True or false for certain: the one is all that the other is not.
            case Fallback fallback:
                return Read(fallback.Of, holds ? (fallback.WhenUnknown ? Outcome.NotFalse : Outcome.True) : (fallback.WhenUnknown ? Outcome.False : Outcome.NotTrue));
            default:
                throw new InvalidOperationException($"no goal for {condition.GetType().Name}");
        }
    }

    private Goal Any(Goal[] ways) => Goal.Any(ways, axis => axes[axis].All);

    /// <summary>Conditions are long to compare: one that is told apart by its place alone is made twice at worst.</summary>
    private sealed class SameCondition : IEqualityComparer<(Condition Condition, Outcome Outcome)>
    {
        public static SameCondition Instance { get; } = new();

        public bool Equals((Condition Condition, Outcome Outcome) x, (Condition Condition, Outcome Outcome) y) => ReferenceEquals(x.Condition, y.Condition) && x.Outcome == y.Outcome;

        public int GetHashCode((Condition Condition, Outcome Outcome) obj) => HashCode.Combine(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(obj.Condition), obj.Outcome);
    }
}
