using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Cahier.Rules.Proofs;

/// <summary>What several goals leave: what each term may still be, and the choices that are open.</summary>
/// <param name="Allowed">By axis; none is empty.</param>
/// <param name="Open">Of each, one way must hold.</param>
internal sealed record Assumptions(ImmutableArray<Part> Allowed, ImmutableStack<ImmutableArray<Goal>> Open)
{
    /// <summary>These and more, or null when that cannot be.</summary>
    public Assumptions? And(params IEnumerable<Goal> goals)
    {
        Part[]? narrowed = null;
        var open = Open;
        foreach (var goal in goals)
        {
            if (goal == Goal.Never)
            {
                return null;
            }

            foreach (var (axis, to) in goal.Narrowings)
            {
                if (!TryNarrow(axis, to, ref narrowed))
                {
                    return null;
                }
            }

            foreach (var choice in goal.Choices)
            {
                open = open.Push(choice);
            }
        }

        return With(narrowed, open);
    }

    /// <summary>These and others, or null when that cannot be.</summary>
    public Assumptions? And(Assumptions other)
    {
        Part[]? narrowed = null;
        for (var axis = 0; axis < Allowed.Length; axis++)
        {
            if (!TryNarrow(axis, other.Allowed[axis], ref narrowed))
            {
                return null;
            }
        }

        return With(narrowed, other.Open.Aggregate(Open, (all, choice) => all.Push(choice)));
    }

    /// <summary>Narrows what a term may be; false when nothing is left. Mostly nothing is new: all is copied once one term may be less.</summary>
    private bool TryNarrow(int axis, Part to, ref Part[]? narrowed)
    {
        var former = narrowed is null ? Allowed[axis] : narrowed[axis];
        var left = former.And(to);
        if (!left.IsSame(former))
        {
            narrowed ??= [.. Allowed];
            narrowed[axis] = left;
        }

        return !left.IsEmpty;
    }

    private Assumptions With(Part[]? narrowed, ImmutableStack<ImmutableArray<Goal>> open) =>
        new(narrowed is null ? Allowed : ImmutableCollectionsMarshal.AsImmutableArray(narrowed), open);

    /// <summary>The ways of a choice that what terms may be leaves open; <see cref="Done"/> when one of them holds anyway.</summary>
    public ImmutableArray<Goal> Left(ImmutableArray<Goal> choice)
    {
        var allowed = 0;
        foreach (var way in choice)
        {
            if (Implies(way))
            {
                return Done;
            }

            allowed += Allows(way) ? 1 : 0;
        }

        return allowed == choice.Length ? choice : [.. choice.Where(Allows)];
    }

    /// <summary>A choice that asks for nothing more.</summary>
    public static ImmutableArray<Goal> Done { get; } = [Goal.Always];

    private bool Allows(Goal way)
    {
        if (!way.MayBe(Allowed.AsSpan()))
        {
            return false;
        }

        foreach (var choice in way.Choices)
        {
            if (!choice.Any(Allows))
            {
                return false;
            }
        }

        return true;
    }

    private bool Implies(Goal way)
    {
        if (!way.Choices.IsEmpty)
        {
            return false;
        }

        foreach (var (axis, to) in way.Narrowings)
        {
            if (!Allowed[axis].IsWithin(to))
            {
                return false;
            }
        }

        return true;
    }
}
