using System.Collections.Immutable;

namespace Cahier.Rules.Proofs;

/// <summary>
/// Says whether conditions can have the outcomes asked for all at once. It narrows the values that each term may have, and
/// tries one way after the other where a condition leaves several. When there are too many ways it says yes, so that a no is
/// a proof.
/// </summary>
internal sealed class Solver
{
    private const int MostSteps = 20_000;

    private readonly Dictionary<string, Axis> axes = new(StringComparer.Ordinal);
    private int steps;

    /// <param name="conditions">Every condition that will be asked about.</param>
    public Solver(IEnumerable<Condition> conditions)
    {
        foreach (var tests in conditions.SelectMany(CellReading.TestsOf).GroupBy(t => t.Term.Key, StringComparer.Ordinal))
        {
            var term = tests.First().Term;
            axes[tests.Key] = new Axis(term with { MayBeMissing = tests.Any(t => t.Term.MayBeMissing) }, tests);
        }
    }

    /// <summary>Whether facts are thinkable for which all conditions have their outcome.</summary>
    public bool IsPossible(IEnumerable<(Condition Condition, Outcome Outcome)> wanted)
    {
        steps = 0;
        return Try([.. wanted], ImmutableDictionary.Create<string, Part>(StringComparer.Ordinal));
    }

    private bool Try(ImmutableStack<(Condition Condition, Outcome Outcome)> wanted, ImmutableDictionary<string, Part> allowed)
    {
        while (!wanted.IsEmpty)
        {
            if (++steps > MostSteps)
            {
                return true;
            }

            wanted = wanted.Pop(out var next);
            switch (next.Condition)
            {
                case Fixed known:
                    if (known.Value != next.Outcome is Outcome.True or Outcome.NotFalse)
                    {
                        return false;
                    }

                    break;
                case TermTest test:
                    var axis = axes[test.Term.Key];
                    var part = allowed.GetValueOrDefault(test.Term.Key, axis.All).And(axis.Where(test, next.Outcome));
                    if (part.IsEmpty)
                    {
                        return false;
                    }

                    allowed = allowed.SetItem(test.Term.Key, part);
                    break;
                default:
                    var ways = Ways(next.Condition, next.Outcome);
                    if (ways is not [var only])
                    {
                        return ways.Any(way => Try(Push(wanted, way), allowed));
                    }

                    wanted = Push(wanted, only);
                    break;
            }
        }

        return true;
    }

    // Single tests are looked at first: they narrow what the others may be.
    private static ImmutableStack<(Condition, Outcome)> Push(ImmutableStack<(Condition, Outcome)> wanted, (Condition Of, Outcome Outcome)[] more) =>
        more.OrderBy(m => m.Of is TermTest or Fixed).Aggregate(wanted, (stack, next) => stack.Push(next));

    /// <summary>The ways in which a condition comes to an outcome, each as outcomes of its parts.</summary>
    private static (Condition Of, Outcome Outcome)[][] Ways(Condition condition, Outcome outcome)
    {
        var holds = outcome is Outcome.True or Outcome.NotFalse;
        return condition switch
        {
            Junction junction when junction.IsAll == holds => [[.. junction.Parts.Select(p => (p, outcome))]],
            Junction junction => [.. junction.Parts.Select(p => new[] { (p, outcome) })],
            Denial denial => [[(denial.Of, outcome switch { Outcome.True => Outcome.False, Outcome.False => Outcome.True, Outcome.NotTrue => Outcome.NotFalse, _ => Outcome.NotTrue })]],
            Choice choice => [[(choice.If, Outcome.True), (choice.Then, outcome)], [(choice.If, Outcome.NotTrue), (choice.Else, outcome)]],
            // True or false for certain: the one is all that the other is not.
            Fallback fallback => [[(fallback.Of, holds ? (fallback.WhenUnknown ? Outcome.NotFalse : Outcome.True) : (fallback.WhenUnknown ? Outcome.False : Outcome.NotTrue))]],
            _ => throw new InvalidOperationException($"no ways for {condition.GetType().Name}"),
        };
    }
}
