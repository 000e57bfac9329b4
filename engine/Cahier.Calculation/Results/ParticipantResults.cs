using System.Collections.Immutable;
using Cahier.Calculation.Carried;
using Cahier.Facts.Snapshots;
using Cahier.Rules.Checking;

namespace Cahier.Calculation.Results;

/// <summary>An indicator of every participant: what it was made of, and its value.</summary>
/// <param name="Numerator">Units that count, or the sum above the line; null where it has no such part.</param>
/// <param name="Denominator">Units looked at, or the sum below the line.</param>
/// <param name="Value">Unknown when a fact is missing or the denominator is under the minimum.</param>
public sealed record IndicatorResults(NumberResults Numerator, NumberResults Denominator, NumberResults Value)
{
    /// <summary>For each participant what it is made of; empty of an expression over participants.</summary>
    internal IndicatorTally[] Tallies { get; init; } = [];
}

/// <summary>A row of a reference entity that a cohort value is made of.</summary>
/// <param name="Value">Its number; null when that, or whether the row counts, is unknown: then it takes no part.</param>
public sealed record CohortMember(string Key, decimal? Value);

/// <summary>A figure of one group across participants or units, or of rows.</summary>
/// <param name="Group">The group as text; empty for all together.</param>
/// <param name="Members">How many values it was made of.</param>
public sealed record CohortGroup(string Group, int Members, decimal? Value);

/// <summary>A cohort value in all its groups, and where each member finds its own.</summary>
public sealed class CohortResults
{
    internal CohortResults(ImmutableArray<CohortGroup> groups, NumberResults byMember, ImmutableArray<CohortMember> rows = default)
    {
        Groups = groups;
        ByMember = byMember;
        Rows = rows.IsDefault ? [] : rows;
    }

    /// <summary>Groups in ordinal order of their names.</summary>
    public ImmutableArray<CohortGroup> Groups { get; }

    /// <summary>For each participant, or each unit, the figure that holds for it; empty for a figure of rows, which holds for all.</summary>
    public NumberResults ByMember { get; }

    /// <summary>What a sum or mean across units is made of; null where it was not found of whole numbers.</summary>
    internal CohortTally? Tally { get; init; }

    /// <summary>For a figure of rows: those that count or may count, from the lowest number to the highest, unknown ones last.</summary>
    public ImmutableArray<CohortMember> Rows { get; }
}

/// <summary>The participants of a run, in ordinal order of their names, with all that was found of each.</summary>
public sealed class ParticipantResults
{
    private readonly Dictionary<RuleSymbol, IndicatorResults> indicators = [];
    private readonly Dictionary<RuleSymbol, CohortResults> cohort = [];
    private readonly Dictionary<RuleSymbol, NumberResults> lines = [];
    private readonly HashSet<int> always;
    private int[]? elsewhere;

    /// <param name="names">Their keys or names, in ordinal order.</param>
    /// <param name="table">The table that holds them, when they are rows.</param>
    /// <param name="rows">Their rows in the table.</param>
    /// <param name="always">The rows of those that take part even without an included unit.</param>
    internal ParticipantResults(string[] names, Table? table, int[] rows, HashSet<int> always)
    {
        Names = names;
        Table = table;
        Rows = rows;
        this.always = always;
    }

    public int Count => Names.Length;

    /// <summary>The participants' keys or names.</summary>
    public string[] Names { get; }

    /// <summary>The table that holds the participants, when they are rows.</summary>
    public Table? Table { get; }

    /// <summary>For each participant its row in <see cref="Table"/>.</summary>
    public int[] Rows { get; }

    /// <summary>The row of a participant; −1 for none.</summary>
    internal int RowOf(int participant) => participant < 0 ? -1 : Rows[participant];

    /// <summary>Whether a participant is measured and paid: with an included unit, or where the cahier says that it takes part without one.</summary>
    public bool TakesPart(int participant, UnitResults units)
    {
        ArgumentNullException.ThrowIfNull(units);
        var (from, to) = units.IncludedOf(participant);
        return from < to || elsewhere?[participant] > 0 || (Table is not null && always.Contains(Rows[participant]));
    }

    /// <summary>Says for each participant how many included units it has beside those at hand.</summary>
    internal void HaveElsewhere(int[] units) => elsewhere = units;

    /// <summary>The same participants, of whom nothing is found yet.</summary>
    internal ParticipantResults WithoutFigures() => new(Names, Table, Rows, always);

    public IndicatorResults Indicator(RuleSymbol symbol) => indicators[symbol];

    public CohortResults Cohort(RuleSymbol symbol) => cohort[symbol];

    public NumberResults Line(RuleSymbol symbol) => lines[symbol];

    internal void Add(RuleSymbol symbol, IndicatorResults results) => indicators[symbol] = results;

    internal void Add(RuleSymbol symbol, CohortResults results) => cohort[symbol] = results;

    internal void Add(RuleSymbol symbol, NumberResults results) => lines[symbol] = results;
}
