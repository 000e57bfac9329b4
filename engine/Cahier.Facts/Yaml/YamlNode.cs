using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Cahier.Feel.Diagnostics;

namespace Cahier.Facts.Yaml;

/// <summary>A part of a YAML file: a value, a list or a map. Immutable; knows where it stands.</summary>
public abstract class YamlNode
{
    private protected YamlNode(SourceLocation start, SourceLocation end)
    {
        Start = start;
        End = end;
    }

    public SourceLocation Start { get; }

    /// <summary>The first place after it.</summary>
    public SourceLocation End { get; }

    /// <summary>What it is, as an author reads it in a message.</summary>
    public abstract string Kind { get; }

    /// <summary>How many characters a message about the node underlines.</summary>
    internal virtual int SignLength => 1;
}

/// <summary>A key of a map with its value.</summary>
public sealed record YamlEntry(YamlScalar Key, YamlNode Value)
{
    public string Name => Key.Value;
}

/// <summary>Keys with values, in the order of the file; keys are unique.</summary>
public sealed class YamlMap(ImmutableArray<YamlEntry> entries, bool isFlow, SourceLocation start, SourceLocation end) : YamlNode(start, end)
{
    public ImmutableArray<YamlEntry> Entries { get; } = entries;

    /// <summary>Whether it is written in braces, <c>{ a: 1, b: 2 }</c>.</summary>
    public bool IsFlow { get; } = isFlow;

    public override string Kind => "a map of keys and values";

    /// <summary>The entry of a key, or null when there is none.</summary>
    public YamlEntry? Find(string name)
    {
        foreach (var entry in Entries)
        {
            if (string.Equals(entry.Name, name, StringComparison.Ordinal))
            {
                return entry;
            }
        }

        return null;
    }

    public bool TryGet(string name, [NotNullWhen(true)] out YamlNode? value)
    {
        value = Find(name)?.Value;
        return value is not null;
    }
}

/// <summary>Items in order.</summary>
public sealed class YamlList(ImmutableArray<YamlNode> items, bool isFlow, SourceLocation start, SourceLocation end) : YamlNode(start, end)
{
    public ImmutableArray<YamlNode> Items { get; } = items;

    /// <summary>Whether it is written in brackets, <c>[a, b]</c>.</summary>
    public bool IsFlow { get; } = isFlow;

    public override string Kind => "a list";
}
