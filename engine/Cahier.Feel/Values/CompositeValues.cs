using System.Collections.Immutable;
using Cahier.Feel.Types;

namespace Cahier.Feel.Values;

/// <summary>A list of values in order.</summary>
public sealed class ListValue(ImmutableArray<FeelValue> items) : FeelValue
{
    public static ListValue Empty { get; } = new([]);

    public ImmutableArray<FeelValue> Items { get; } = items;

    internal Extent Extent { get; } = Extent.Around(items);
}

/// <summary>Named entries in the order in which they were written.</summary>
public sealed class ContextValue(ImmutableArray<KeyValuePair<string, FeelValue>> entries) : FeelValue
{
    private const int FewEntries = 16;

    // Where each entry of many stands, once one was looked for. Two threads that make it make the same.
    private Dictionary<string, int>? places;

    public static ContextValue Empty { get; } = new([]);

    public ImmutableArray<KeyValuePair<string, FeelValue>> Entries { get; } = entries;

    internal Extent Extent { get; } = Extent.Around(entries);

    /// <summary>The entry's value, or null (C#) when there is no such entry.</summary>
    public FeelValue? Find(string name)
    {
        if (Entries.Length > FewEntries)
        {
            places ??= Entries.Select((entry, place) => (entry.Key, place)).DistinctBy(e => e.Key, StringComparer.Ordinal).ToDictionary(e => e.Key, e => e.place, StringComparer.Ordinal);
            return places.TryGetValue(name, out var found) ? Entries[found].Value : null;
        }

        foreach (var entry in Entries)
        {
            if (string.Equals(entry.Key, name, StringComparison.Ordinal))
            {
                return entry.Value;
            }
        }

        return null;
    }
}

/// <summary>
/// A range between two values. One written as a comparison, <c>(&lt; 10)</c>, has a single bound; one whose bound is a
/// <see cref="NullValue"/>, <c>[null..10]</c>, has a bound that nobody knows.
/// </summary>
/// <param name="start">The lower bound, or null (C#) for none.</param>
/// <param name="startIncluded">Whether the lower bound belongs to the range.</param>
/// <param name="end">The upper bound, or null (C#) for none.</param>
/// <param name="endIncluded">Whether the upper bound belongs to the range.</param>
public sealed class RangeValue(FeelValue? start, bool startIncluded, FeelValue? end, bool endIncluded) : FeelValue
{
    public bool HasStart { get; } = start is not null;

    /// <summary>The lower bound; <see cref="NullValue"/> when it is unknown or there is none.</summary>
    public FeelValue Start { get; } = start ?? NullValue.Instance;

    public bool StartIncluded { get; } = startIncluded;

    public bool HasEnd { get; } = end is not null;

    /// <summary>The upper bound; <see cref="NullValue"/> when it is unknown or there is none.</summary>
    public FeelValue End { get; } = end ?? NullValue.Instance;

    public bool EndIncluded { get; } = endIncluded;

    /// <summary>Whether it was written as an equality, <c>(= 10)</c>: it holds what <c>[10..10]</c> holds and yet is another range.</summary>
    public bool IsEquality { get; init; }

    internal Extent Extent { get; } = Extent.Around(start, end);
}

/// <summary>A function as a value: built in, written by an author, a decision table, or a script.</summary>
public sealed class FunctionValue(string? name, ImmutableArray<string> parameters, Func<FeelValue[], FeelValue> body, FunctionType? type = null, int steps = 0) : FeelValue
{
    /// <summary>How much a call counts among the steps of an evaluation; none where the body counts its own.</summary>
    public int Steps { get; } = steps;

    /// <summary>What is known of its parameters and result.</summary>
    public FunctionType Type { get; } = type ?? new FunctionType([.. parameters.Select(p => KeyValuePair.Create(p, FeelType.Any))], FeelType.Any);

    /// <summary>The name of a built-in function or table, or none for one written in place.</summary>
    public string? Name { get; } = name;

    public ImmutableArray<string> Parameters { get; } = parameters;

    /// <summary>Calls the function with arguments in the order of its parameters.</summary>
    public FeelValue Invoke(params FeelValue[] arguments) => body(arguments);
}

/// <summary>Where rows of one entity are read: a snapshot's table, or the facts of one test case.</summary>
public interface IRowSource
{
    RowType Type { get; }

    /// <summary>The text of the row's key, for messages and output.</summary>
    string Key(int row);

    /// <summary>
    /// The field's value. An empty field is a <see cref="NullValue"/> that names the missing fact; children come as a
    /// list of <see cref="RowValue"/>, parents and references as a <see cref="RowValue"/>.
    /// </summary>
    FeelValue Read(int row, int field);
}

/// <summary>One row of an entity: reads like a context whose entries are the entity's fields.</summary>
public sealed class RowValue(IRowSource source, int row) : FeelValue
{
    public IRowSource Source { get; } = source;

    public int Row { get; } = row;

    public RowType Type => Source.Type;

    public string Key => Source.Key(Row);

    public FeelValue Read(int field) => Source.Read(Row, field);

    /// <summary>The field's value, or null (C#) when the entity has no such field.</summary>
    public FeelValue? Find(string name) => Type.TryFind(name, out var field) ? Read(field.Ordinal) : null;
}
