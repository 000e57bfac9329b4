using System.Collections.Immutable;

namespace Cahier.Rules.Proofs;

/// <summary>
/// Says whether conditions can have the outcomes asked for all at once. It narrows the values that each term may have, takes
/// every way that is the only one left, and then tries one way after the other. When there are too many it says yes, so that
/// a no is a proof.
/// </summary>
/// <param name="conditions">Every condition that will be asked about.</param>
internal sealed class Solver(IEnumerable<Condition> conditions)
{
    private const int MostSteps = 20_000;

    private const int MostPasses = 100;

    // A cahier of a thousand rules asks thousands of times: then the narrowing alone must do for some of them.
    private const int MostStepsInAll = 400_000;

    private readonly GoalReader reader = new(conditions);
    private int stepsLeft = MostStepsInAll;

    /// <summary>Nothing asked yet.</summary>
    public Assumptions Nothing => field ??= new Assumptions([.. reader.Axes.Select(a => a.All)], []);

    public Goal Goal(Condition condition, Outcome outcome) => reader.Read(condition, outcome);

    /// <summary>Whether facts are thinkable for which all of it holds, and a goal too.</summary>
    /// <param name="given">Null when it is known already that it cannot be.</param>
    /// <param name="more">The goal.</param>
    public bool IsPossible(Assumptions? given, Goal more) => given is not null && more != Proofs.Goal.Never && (FirstWays.Lead(given, more) || IsPossible(given.And(more)));

    /// <summary>Whether facts are thinkable for which all of it holds.</summary>
    /// <param name="all">Null when it is known already that it cannot be.</param>
    public bool IsPossible(Assumptions? all)
    {
        if (all is not null && FirstWays.Lead(all, Proofs.Goal.Always))
        {
            return true;
        }

        if (all is null || Settle(all) is not { } settled)
        {
            return false;
        }

        var steps = Math.Min(MostSteps, stepsLeft);
        var before = steps;
        var isPossible = Try(settled, ref steps);
        stepsLeft -= before - Math.Max(0, steps);
        return isPossible;
    }

    private static bool Try(Assumptions settled, ref int steps)
    {
        var untried = new Stack<(Assumptions Given, Goal Way)>();
        for (var next = settled; !next.Open.IsEmpty;)
        {
            var rest = next with { Open = next.Open.Pop(out var choice) };
            foreach (var way in choice.Reverse())
            {
                untried.Push((rest, way));
            }

            do
            {
                if (!untried.TryPop(out var taken))
                {
                    return false;
                }

                if ((steps -= settled.Allowed.Length + 1) <= 0)
                {
                    return true;
                }

                next = taken.Given.And(taken.Way) is { } more ? Next(more, ref steps) : null;
            }
            while (next is null);
        }

        return true;
    }

    // Looks at the choices after the one that was made, as far as the next that is still open.
    private static Assumptions? Next(Assumptions taken, ref int steps)
    {
        while (!taken.Open.IsEmpty)
        {
            var open = taken.Open.Pop(out var choice);
            steps -= choice.Sum(way => way.Size);
            var left = taken.Left(choice);
            if (left.Length > 1)
            {
                return taken with { Open = open.Push(left) };
            }

            if (left.IsEmpty || (taken with { Open = open }).And(left[0]) is not { } more)
            {
                return null;
            }

            taken = more;
        }

        return taken;
    }

    /// <summary>Takes the ways that are the only ones left, until every choice has several; null when one has none. After many passes the rest is left to trying.</summary>
    private static Assumptions? Settle(Assumptions all)
    {
        var changed = true;
        for (var pass = 0; changed && pass < MostPasses; pass++)
        {
            changed = false;
            var open = all.Open;
            all = all with { Open = [] };
            foreach (var choice in open)
            {
                var left = all.Left(choice);
                if (left.Length > 1)
                {
                    all = all with { Open = all.Open.Push(left) };
                }
                else if (left.IsEmpty || all.And(left[0]) is not { } more)
                {
                    return null;
                }
                else if (left != Assumptions.Done)
                {
                    (all, changed) = (more, true);
                }
            }
        }

        return all;
    }
}
