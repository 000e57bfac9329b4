using System.Linq.Expressions;
using Cahier.Feel.Types;

namespace Cahier.Feel.Compilation;

/// <summary>
/// The loops over rows that code being made stands in, the outermost first. What is the same for every row of a loop is
/// found once, when it is first asked for, and kept until the loop begins anew.
/// </summary>
internal sealed class LoopNest
{
    /// <summary>The level of what is the same for every place that the code is run for.</summary>
    public const int OfRun = -1;

    private readonly List<List<ParameterExpression>> flags = [];
    private readonly List<List<ParameterExpression>> values = [];
    private readonly Dictionary<Expression, (RowType Entity, RowField Field, Expression Row)> reads = [];

    /// <summary>How many loops the code stands in; it is the level of what changes with each row of the innermost.</summary>
    public int Depth => flags.Count;

    /// <summary>What is of a lower level than this is worth keeping: a part of something kept is kept with it.</summary>
    public int Floor { get; private set; }

    /// <summary>Code of a loop, and of all that is kept while it runs.</summary>
    public Expression Loop(Func<Expression> make)
    {
        flags.Add([]);
        values.Add([]);
        var loop = With(Depth, make);
        var (found, kept) = (flags[^1], values[^1]);
        flags.RemoveAt(Depth - 1);
        values.RemoveAt(values.Count - 1);
        return found.Count == 0
            ? loop
            : Expression.Block([.. found, .. kept], [.. found.Select(f => Expression.Assign(f, Expression.Constant(false))), loop]);
    }

    /// <summary>The least level at which anything is kept: within a function, that of its own loops.</summary>
    public int Least { get; private set; } = OfRun;

    /// <summary>Code of a function: it may run at any time, so that nothing in it is kept outside of it.</summary>
    public T Function<T>(Func<T> make)
    {
        var former = Least;
        Least = Depth;
        var made = With(Depth, make);
        Least = former;
        return made;
    }

    /// <summary>Whether what is made here runs in the order of the text, once at a time, so that it may have a place of its own to keep things at.</summary>
    public bool KeepsForRun => Least == OfRun;

    /// <summary>Whether what is made is found once for each text: then a part of it need not be kept for itself.</summary>
    public bool IsPerText { get; set; }

    /// <summary>Remembers which field of which row a variable holds the text of, so that its number may be asked for instead.</summary>
    public void Remember(Expression text, RowType entity, RowField field, Expression row) => reads[text] = (entity, field, row);

    /// <summary>The field of a row that a variable holds the text of; null (C#) when it is known of none.</summary>
    public (RowType Entity, RowField Field, Expression Row)? ReadOf(Expression text) => reads.TryGetValue(text, out var read) ? read : null;

    /// <summary>Begins something that is kept; gives what to <see cref="Raise"/> the floor to when it is made.</summary>
    public int Lower(int level)
    {
        var former = Floor;
        Floor = level;
        return former;
    }

    public void Raise(int floor) => Floor = floor;

    /// <summary>Code that finds a value once for each row of the loop at its level.</summary>
    public Expression Keep(int level, Expression value, ICodeEnvironment environment)
    {
        if (value is ConstantExpression or ParameterExpression)
        {
            return value;
        }

        if (level == OfRun)
        {
            return environment.KeepForRun(value);
        }

        var (isFound, kept) = (Expression.Variable(typeof(bool), "isFound"), Expression.Variable(value.Type, "kept"));
        flags[level].Add(isFound);
        values[level].Add(kept);
        return NativeForm.Lazily(isFound, kept, value);
    }

    private T With<T>(int floor, Func<T> make)
    {
        var former = Floor;
        Floor = floor;
        var made = make();
        Floor = former;
        return made;
    }
}
