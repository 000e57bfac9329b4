using System.Collections.Frozen;
using System.Collections.Immutable;
using Cahier.Facts.Models;
using Cahier.Feel.Checking;

namespace Cahier.Storage.Mappings;

/// <summary>How the facts of a model are made of the files of a source, checked. Made by <see cref="MappingReader"/> only; immutable.</summary>
public sealed class Mapping
{
    internal Mapping(string file, string name, FactModel model, ImmutableArray<SourceTable> tables, ImmutableArray<MappedRows> rows, ImmutableArray<Completion> completions)
    {
        File = file;
        Name = name;
        Model = model;
        Tables = tables;
        Rows = rows;
        Completions = completions;
    }

    public string Name { get; }

    public FactModel Model { get; }

    /// <summary>The file's name, for messages.</summary>
    internal string File { get; }

    internal ImmutableArray<SourceTable> Tables { get; }

    /// <summary>In the order of the file; those of one entity stand together.</summary>
    internal ImmutableArray<MappedRows> Rows { get; }

    internal ImmutableArray<Completion> Completions { get; }
}

/// <summary>A table of the source.</summary>
/// <param name="Columns">Those of the files, then those of the names of the files.</param>
internal sealed record SourceTable(string Name, ImmutableArray<FilePattern> Files, char Separator, bool IsOptional, ImmutableArray<SourceColumn> Columns);

/// <summary>How rows of an entity are made.</summary>
/// <param name="Fields">One for each column of the entity, or none where nothing is said.</param>
internal sealed record MappedRows(
    Entity Entity,
    SourceTable Table,
    ImmutableArray<MappedJoin> Joins,
    ImmutableArray<MappedFilter> Filters,
    MappedNetting? Net,
    bool Once,
    ImmutableArray<MappedField?> Fields);

/// <summary>A table whose rows answer to a row.</summary>
/// <param name="Table">The table.</param>
/// <param name="Part">The part of the row that its columns are.</param>
/// <param name="On">Places of its columns, and what they must say.</param>
/// <param name="Where">Which of its rows count, read as the only part of a row.</param>
/// <param name="List">The name of the list of all rows that answer; null when it is one.</param>
/// <param name="TakesFirst">Whether the first of several is taken.</param>
/// <param name="MayBeNone">Whether none needs to answer.</param>
internal sealed record MappedJoin(
    SourceTable Table,
    int Part,
    ImmutableArray<(int Place, CheckedExpression Value)> On,
    CheckedExpression? Where,
    ListSymbol? List,
    bool TakesFirst,
    bool MayBeNone);

/// <summary>What names a rule of cleaning for readers.</summary>
internal sealed record RuleName(string Id, Label Label, string? Source);

internal sealed record MappedFilter(RuleName Name, CheckedExpression Keep, bool? WhenMissing);

internal sealed record MappedNetting(RuleName Name, ImmutableArray<ColumnSymbol> Same, ImmutableArray<ColumnSymbol> Sum, CheckedExpression Keep);

internal sealed record MappedField(string Name, CheckedExpression Value, FrozenDictionary<string, string>? Codes, string? Otherwise, string? Default);

/// <summary>Rows for keys that nobody describes.</summary>
/// <param name="Line">Where the mapping says so.</param>
internal sealed record Completion(Entity Entity, int Line, ImmutableDictionary<string, string> Values);
