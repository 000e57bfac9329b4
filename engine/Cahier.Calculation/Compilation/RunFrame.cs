using Cahier.Calculation.Carried;
using Cahier.Calculation.Kept;
using Cahier.Calculation.Results;
using Cahier.Facts.Columns;
using Cahier.Facts.Snapshots;
using Cahier.Feel.Functions;
using Cahier.Feel.Values;
using Cahier.Rules.Checking;

namespace Cahier.Calculation.Compilation;

/// <summary>What compiled loops read: the columns of a snapshot and what the run has found so far. Read by many threads; loops write only their own places of result columns.</summary>
public sealed class RunFrame : IEvaluationClock
{
    internal RunFrame(CheckedRuleSet ruleSet, Snapshot snapshot, Date from, Date to)
    {
        RuleSet = ruleSet;
        Snapshot = snapshot;
        From = from;
        To = to;
        Period = new ContextValue([KeyValuePair.Create("start", (FeelValue)new DateValue(from)), KeyValuePair.Create("end", (FeelValue)new DateValue(to))]);
    }

    public CheckedRuleSet RuleSet { get; }

    public Snapshot Snapshot { get; }

    public Date From { get; }

    public Date To { get; }

    /// <summary>The days of the run as expressions see them.</summary>
    public ContextValue Period { get; }

    /// <summary>The units, once they are selected.</summary>
    public UnitResults Units { get; internal set; } = null!;

    /// <summary>The participants, once the units are selected.</summary>
    public ParticipantResults Participants { get; internal set; } = null!;

    /// <summary>What is taken from other runs and kept for others, once the units are selected; null when nothing is.</summary>
    internal KeptUnits? Kept { get; set; }

    /// <summary>The figures of a former run that it takes over; null when it finds all itself.</summary>
    internal CarriedFigures? Carried { get; init; }

    /// <summary>Says what a figure across all units is made of, where those at hand, of which it is asked, are not all; null when they are.</summary>
    internal Func<CheckedCohortValue, CohortTally, CohortTally>? CohortOfAll { get; init; }

    /// <summary>The outcomes of conditions that indicators ask of included units, by their text.</summary>
    internal Dictionary<string, BooleanResults> Measured { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether every parameter with one value has it on all days of the run. Loops take such a parameter for a constant; it is unknown before its first day.</summary>
    internal bool HaveConstantsValues => RuleSet.Parameters.All(p => p.Values is not [var only] || only.From <= From);

    Moment IEvaluationClock.Now => throw new InvalidOperationException("a cahier reads no clock");

    /// <summary>The table of an entity.</summary>
    public Table Table(string entity) => Snapshot.Table(entity);

    /// <summary>The column of a field.</summary>
    public Column Column(string entity, int field) => Snapshot.Table(entity).Column(field);

    /// <summary>The answers of a test for each text of a column's dictionary: 0 false, 1 true, 2 unknown.</summary>
    public static byte[] Answers(TextColumn column, Func<string, bool?> test) =>
        [.. column.Dictionary.Select(text => test(text) switch { false => (byte)0, true => (byte)1, _ => (byte)2 })];

    /// <summary>The results of a definition for units.</summary>
    public ResultColumn UnitColumn(RuleSymbol symbol) => Units.Find(symbol) ?? throw new InvalidOperationException($"‘{symbol.Name}’ has not been calculated yet");

    /// <summary>The rows that a value is, for the places of a column that is found.</summary>
    internal RowResults RowsOf(RuleSymbol symbol, ResultColumn target) => Units.FindRows(symbol, target.Places) ?? throw new InvalidOperationException($"‘{symbol.Name}’ has not been looked for yet");

    /// <summary>The values of an indicator.</summary>
    public NumberResults IndicatorColumn(RuleSymbol symbol) => Participants.Indicator(symbol).Value;

    /// <summary>The figures of a cohort value, by member.</summary>
    public NumberResults CohortColumn(RuleSymbol symbol) => Participants.Cohort(symbol).ByMember;

    /// <summary>A figure over all units, or all rows, together.</summary>
    public decimal? SingleCohortValue(RuleSymbol symbol) => Participants.Cohort(symbol).Groups is [var only] ? only.Value : null;

    /// <summary>The amounts of a participant's payment line.</summary>
    public NumberResults LineColumn(RuleSymbol symbol) => Participants.Line(symbol);
}
