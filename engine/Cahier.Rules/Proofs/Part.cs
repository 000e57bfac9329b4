using System.Collections.Immutable;

namespace Cahier.Rules.Proofs;

/// <summary>Some of the stretches of an axis, as runs of their numbers in order that do not touch.</summary>
internal readonly struct Part
{
    private readonly ImmutableArray<(int From, int To)> runs;

    private Part(ImmutableArray<(int From, int To)> runs) => this.runs = runs;

    public static Part None { get; } = new([]);

    public ImmutableArray<(int From, int To)> Runs => runs.IsDefault ? [] : runs;

    public bool IsEmpty => Runs.IsEmpty;

    /// <summary>The first stretch.</summary>
    public int First => Runs[0].From;

    /// <summary>The stretches from one to another, both included; none when the second comes first.</summary>
    public static Part Of(int from, int to) => from > to ? None : new Part([(from, to)]);

    /// <summary>Single stretches, in order.</summary>
    public static Part Of(IEnumerable<int> stretches)
    {
        var runs = ImmutableArray.CreateBuilder<(int From, int To)>();
        foreach (var stretch in stretches)
        {
            if (runs.Count > 0 && runs[^1].To == stretch - 1)
            {
                runs[^1] = (runs[^1].From, stretch);
            }
            else
            {
                runs.Add((stretch, stretch));
            }
        }

        return new Part(runs.ToImmutable());
    }

    /// <summary>Whether both are one part, and not merely alike.</summary>
    public bool IsSame(Part other) => runs == other.runs;

    public Part And(Part other)
    {
        // Mostly one is part of the other, and nothing is made.
        if (runs == other.runs || IsWithin(other))
        {
            return this;
        }

        if (other.IsWithin(this))
        {
            return other;
        }

        var both = ImmutableArray.CreateBuilder<(int, int)>();
        for (int i = 0, j = 0; i < Runs.Length && j < other.Runs.Length;)
        {
            var from = Math.Max(Runs[i].From, other.Runs[j].From);
            var to = Math.Min(Runs[i].To, other.Runs[j].To);
            if (from <= to)
            {
                both.Add((from, to));
            }

            if (Runs[i].To < other.Runs[j].To)
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return new Part(both.ToImmutable());
    }

    /// <summary>Whether a stretch is of both.</summary>
    public bool Meets(Part other)
    {
        var mine = runs.AsSpan();
        var others = other.runs.AsSpan();
        for (int i = 0, j = 0; i < mine.Length && j < others.Length;)
        {
            if (mine[i].From <= others[j].To && others[j].From <= mine[i].To)
            {
                return true;
            }

            if (mine[i].To < others[j].To)
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return false;
    }

    /// <summary>Whether every stretch of this part is of the other.</summary>
    public bool IsWithin(Part other)
    {
        var others = other.runs.AsSpan();
        var j = 0;
        foreach (var (from, to) in runs.AsSpan())
        {
            while (j < others.Length && others[j].To < from)
            {
                j++;
            }

            if (j == others.Length || others[j].From > from || others[j].To < to)
            {
                return false;
            }
        }

        return true;
    }

    public Part Or(Part other)
    {
        var any = ImmutableArray.CreateBuilder<(int From, int To)>();
        foreach (var run in Runs.Concat(other.Runs).OrderBy(r => r.From))
        {
            if (any.Count > 0 && run.From <= any[^1].To + 1)
            {
                any[^1] = (any[^1].From, Math.Max(any[^1].To, run.To));
            }
            else
            {
                any.Add(run);
            }
        }

        return new Part(any.ToImmutable());
    }

    /// <summary>The stretches of this part that are not of the other.</summary>
    public Part Without(Part other)
    {
        var rest = ImmutableArray.CreateBuilder<(int, int)>();
        var j = 0;
        foreach (var (from, to) in Runs)
        {
            var start = from;
            while (j < other.Runs.Length && other.Runs[j].To < start)
            {
                j++;
            }

            for (var k = j; k < other.Runs.Length && other.Runs[k].From <= to; k++)
            {
                if (other.Runs[k].From > start)
                {
                    rest.Add((start, other.Runs[k].From - 1));
                }

                start = other.Runs[k].To + 1;
            }

            if (start <= to)
            {
                rest.Add((start, to));
            }
        }

        return new Part(rest.ToImmutable());
    }
}
