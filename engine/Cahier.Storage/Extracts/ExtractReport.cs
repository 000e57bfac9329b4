using System.Collections.Immutable;
using Cahier.Facts.Models;

namespace Cahier.Storage.Extracts;

/// <summary>What became of every row of a source.</summary>
/// <param name="Entities">Each entity of which rows were read, in the order of the model.</param>
/// <param name="Unread">CSV files of which nothing was read.</param>
public sealed record ExtractReport(ImmutableArray<EntityReport> Entities, ImmutableArray<string> Unread);

/// <summary>What became of the rows of an entity. All that were read are kept, removed, merged or rejected.</summary>
/// <param name="Entity">The entity.</param>
/// <param name="Beside">How many rows its own CSV file has.</param>
/// <param name="Sources">The tables that its rows are made of.</param>
/// <param name="Completed">How many rows were made for keys that nobody describes.</param>
/// <param name="Rejected">How many rows cannot be taken; the store lists them.</param>
/// <param name="Kept">How many rows there are now.</param>
public sealed record EntityReport(string Entity, long Beside, ImmutableArray<RowsReport> Sources, long Completed, long Rejected, long Kept)
{
    /// <summary>How many rows were read or made.</summary>
    public long Read => Beside + Sources.Sum(s => s.Read) + Completed;

    /// <summary>How many rows the rules removed, or merged into others.</summary>
    public long Removed => Sources.Sum(s => s.Rules.Sum(r => r.Removed + r.Merged));
}

/// <summary>What became of the rows of a table, as rows of one entity.</summary>
public sealed record RowsReport(string Table, int Files, long Read, ImmutableArray<RuleCount> Rules, ImmutableArray<JoinCount> Joins, ImmutableArray<DefaultCount> Defaults);

/// <summary>What a rule did.</summary>
/// <param name="Id">The rule.</param>
/// <param name="Label">What it says.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Removed">How many rows it removed.</param>
/// <param name="Merged">How many rows it added to others that say the same.</param>
public sealed record RuleCount(string Id, Label Label, string? Source, long Removed, long Merged);

/// <summary>What was read of a joined table.</summary>
public sealed record JoinCount(string Table, long Read, long Unreadable, string? FirstUnreadable);

/// <summary>How often a field was unknown and took its default.</summary>
public sealed record DefaultCount(string Field, string Value, long Rows);
