using System.Collections.Immutable;

namespace Cahier.Rules.Proofs;

/// <summary>What one term must be.</summary>
internal readonly record struct Narrowing(int Axis, Part To);

/// <summary>
/// An outcome of a condition as what terms must be for it: narrowings that all hold, and choices, of each of which one way
/// holds.
/// </summary>
internal sealed class Goal
{
    private const long MostHeld = 1_000_000;

    // The terms that it asks something of, as bits: several may share one.
    private readonly ulong terms;

    private Goal(ImmutableArray<Narrowing> narrowings, ImmutableArray<ImmutableArray<Goal>> choices)
    {
        (Narrowings, Choices) = (narrowings, choices);
        Size = 1 + narrowings.Length + choices.Sum(c => c.Sum(way => way.Size));
        terms = narrowings.Aggregate(0UL, (all, n) => all | (1UL << (n.Axis % 64))) | choices.SelectMany(c => c).Aggregate(0UL, (all, way) => all | way.terms);
    }

    public static Goal Never { get; } = new([], []);

    public static Goal Always { get; } = new([], []);

    /// <summary>At most one for each axis.</summary>
    public ImmutableArray<Narrowing> Narrowings { get; }

    public ImmutableArray<ImmutableArray<Goal>> Choices { get; }

    /// <summary>How much there is to look at.</summary>
    public int Size { get; }

    // Two narrowings of one term in one way are told as one.
    private bool IsNarrowing => Choices.IsEmpty && Narrowings.Length == 1;

    /// <summary>Whether both may ask something of one term: when not, neither keeps the other from being so.</summary>
    public bool Meets(Goal other) => (terms & other.terms) != 0;

    /// <summary>Whether each term may still be what is asked of it.</summary>
    /// <param name="allowed">What terms may be, by axis.</param>
    public bool MayBe(ReadOnlySpan<Part> allowed)
    {
        foreach (var (axis, to) in Narrowings)
        {
            if (!allowed[axis].Meets(to))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Whether what both ask of single terms keeps one from being so where the other is; when not, nothing is known. It looks
    /// no farther than the ways of choices, and not at all where there is very much to hold against each other.
    /// </summary>
    public bool Excludes(Goal other) => Meets(other) && (long)Size * other.Size <= MostHeld && (IsApart(other) || HasNoWay(other) || other.HasNoWay(this));

    private bool IsApart(Goal other)
    {
        foreach (var (axis, to) in Narrowings)
        {
            foreach (var narrowing in other.Narrowings)
            {
                if (narrowing.Axis == axis && !narrowing.To.Meets(to))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private bool HasNoWay(Goal other)
    {
        foreach (var choice in Choices)
        {
            if (choice.All(other.IsApart))
            {
                return true;
            }
        }

        return false;
    }

    public static Goal Of(int axis, Part part, Part all) => part.IsEmpty ? Never : all.IsWithin(part) ? Always : new Goal([new Narrowing(axis, part)], []);

    public static Goal All(IReadOnlyCollection<Goal> goals)
    {
        var narrowings = new List<Narrowing>();
        foreach (var narrowing in goals.SelectMany(g => g.Narrowings))
        {
            var at = narrowings.FindIndex(n => n.Axis == narrowing.Axis);
            if (at < 0)
            {
                narrowings.Add(narrowing);
                continue;
            }

            narrowings[at] = narrowing with { To = narrowings[at].To.And(narrowing.To) };
        }

        return goals.Contains(Never) || narrowings.Exists(n => n.To.IsEmpty) ? Never
            : goals.All(g => g == Always) ? Always
            : new Goal([.. narrowings], [.. goals.SelectMany(g => g.Choices)]);
    }

    /// <param name="goals">The ways.</param>
    /// <param name="all">What a term may be at all, by axis.</param>
    public static Goal Any(IReadOnlyCollection<Goal> goals, Func<int, Part> all)
    {
        var ways = goals.Where(g => g != Never).SelectMany(g => g.Narrowings.IsEmpty && g.Choices is [var only] ? only : [g]).ToList();
        if (ways.Contains(Always))
        {
            return Always;
        }

        var single = ways.Where(w => w.IsNarrowing).GroupBy(w => w.Narrowings[0].Axis)
            .Select(same => Of(same.Key, same.Select(w => w.Narrowings[0].To).Aggregate((one, other) => one.Or(other)), all(same.Key)));
        ways = [.. single, .. ways.Where(w => !w.IsNarrowing)];
        return ways.Contains(Always) ? Always : ways switch { [] => Never, [var only] => only, _ => new Goal([], [[.. ways]]) };
    }
}
