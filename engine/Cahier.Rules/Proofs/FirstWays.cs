using System.Buffers;
using System.Collections.Immutable;

namespace Cahier.Rules.Proofs;

/// <summary>
/// Takes the first way that is left of every choice, and makes nothing on the way: mostly that leads to facts for which all
/// holds, and no other way need be tried. Where it does not, nothing is known.
/// </summary>
internal readonly ref struct FirstWays
{
    private readonly Span<Part> allowed;

    private FirstWays(Span<Part> allowed) => this.allowed = allowed;

    /// <summary>Whether facts were found for which all of it holds, and a goal that may be.</summary>
    public static bool Lead(Assumptions all, Goal more)
    {
        var room = ArrayPool<Part>.Shared.Rent(all.Allowed.Length);
        all.Allowed.CopyTo(room);
        var ways = new FirstWays(room.AsSpan(0, all.Allowed.Length));
        var found = more.MayBe(ways.allowed) && ways.Take(more) && ways.Take(all.Open);
        ArrayPool<Part>.Shared.Return(room);
        return found;
    }

    // What has one way only narrows what is left to the others.
    private bool Take(ImmutableStack<ImmutableArray<Goal>> open)
    {
        foreach (var choice in open)
        {
            if (OnlyWay(choice) is { } only && !Take(only))
            {
                return false;
            }
        }

        foreach (var choice in open)
        {
            if (!Take(choice))
            {
                return false;
            }
        }

        return true;
    }

    private Goal? OnlyWay(ImmutableArray<Goal> choice)
    {
        Goal? only = null;
        foreach (var way in choice)
        {
            if (way.MayBe(allowed))
            {
                if (only is not null)
                {
                    return null;
                }

                only = way;
            }
        }

        return only;
    }

    private bool Take(ImmutableArray<Goal> choice)
    {
        foreach (var way in choice)
        {
            if (way.MayBe(allowed))
            {
                return Take(way);
            }
        }

        return false;
    }

    private bool Take(Goal way)
    {
        foreach (var (axis, to) in way.Narrowings)
        {
            allowed[axis] = allowed[axis].And(to);
        }

        foreach (var choice in way.Choices)
        {
            if (!Take(choice))
            {
                return false;
            }
        }

        return true;
    }
}
