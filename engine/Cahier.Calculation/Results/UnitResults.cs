using System.Collections.Immutable;
using Cahier.Facts.Snapshots;
using Cahier.Feel.Types;
using Cahier.Feel.Values;
using Cahier.Rules.Checking;

namespace Cahier.Calculation.Results;

/// <summary>What was decided of a unit.</summary>
public enum DecisionStatus : byte
{
    Included,
    NotEligible,
    Excluded,

    /// <summary>A fact is missing, and the decision depends on it.</summary>
    Undetermined,
}

/// <summary>The words for decisions in files, tables and screens.</summary>
public static class DecisionStatuses
{
    public static string Word(this DecisionStatus status) => status switch
    {
        DecisionStatus.Included => "included",
        DecisionStatus.NotEligible => "not eligible",
        DecisionStatus.Excluded => "excluded",
        _ => "undetermined",
    };

    public static ImmutableArray<DecisionStatus> All { get; } = [DecisionStatus.Included, DecisionStatus.NotEligible, DecisionStatus.Excluded, DecisionStatus.Undetermined];
}

/// <summary>
/// The units of a run, by participant and then in the order of the facts, with all that was found of each. Included
/// units are also numbered on their own: as such they are the rows that expressions over participants go over.
/// </summary>
public sealed class UnitResults : IRowSource
{
    private readonly CheckedRuleSet ruleSet;
    private readonly Dictionary<RuleSymbol, ResultColumn> columns = [];
    private readonly int[] dayOfRow;
    private readonly Lazy<int[]> days;
    private int[] included = [];
    private int[] includedStarts = [0];
    private byte[]? includedMarks;
    private byte[]? paidMarks;

    internal UnitResults(CheckedRuleSet ruleSet, Table table, int[] rows, int[] dayOfRow, int[] participants, FactOrder? factOrder)
    {
        this.ruleSet = ruleSet;
        Table = table;
        Rows = rows;
        this.dayOfRow = dayOfRow;
        days = new Lazy<int[]>(() => [.. rows.Select(row => dayOfRow[row])]);
        Participants = participants;
        Statuses = new DecisionStatus[rows.Length];
        FactOrder = factOrder;
        Outcomes = [.. ruleSet.Rules.Select(_ => BooleanResults.InOrder(factOrder, rows.Length))];
    }

    public int Count => Rows.Length;

    /// <summary>The table that holds the units' facts.</summary>
    public Table Table { get; }

    /// <summary>For each unit its row in <see cref="Table"/>.</summary>
    public int[] Rows { get; }

    /// <summary>For each unit its date, in days since 1970-01-01.</summary>
    public int[] Days => days.Value;

    /// <summary>For each unit the number of its participant; −1 when that is missing.</summary>
    public int[] Participants { get; }

    public DecisionStatus[] Statuses { get; }

    /// <summary>The outcomes of eligibility and then exclusion rules, in the order of the text.</summary>
    public ImmutableArray<BooleanResults> Outcomes { get; }

    /// <summary>The order of the facts, in which the words of <see cref="Outcomes"/> stand; null when the units stand in it.</summary>
    internal FactOrder? FactOrder { get; }

    /// <summary>The numbers of included units, by participant.</summary>
    public IReadOnlyList<int> Included => included;

    public string Key(int unit) => Table.Key(Rows[unit]);

    public Date DateOf(int unit) => new(dayOfRow[Rows[unit]]);

    /// <summary>The values of a definition, or null when it has none yet or is not kept.</summary>
    public ResultColumn? Find(RuleSymbol symbol) => columns.GetValueOrDefault(symbol);

    /// <summary>The included units of a participant: those from the first to below the second of <see cref="Included"/>.</summary>
    public (int From, int To) IncludedOf(int participant) => (includedStarts[participant], includedStarts[participant + 1]);

    /// <summary>The included units of a participant, by number.</summary>
    internal ReadOnlySpan<int> MembersOf(int participant) => included.AsSpan(includedStarts[participant]..includedStarts[participant + 1]);

    /// <summary>Whether it is decided of each unit.</summary>
    internal bool IsJudged { get; private set; }

    /// <summary>Marks for the units that are included.</summary>
    internal byte[] IncludedMarks => includedMarks ??= Marks(DecisionStatus.Included, DecisionStatus.Included);

    /// <summary>Marks for the units whose payment is calculated: those included, and the undetermined for what is at stake.</summary>
    internal byte[] PaidMarks => paidMarks ??= Marks(DecisionStatus.Included, DecisionStatus.Undetermined);

    internal ResultColumn Add(RuleSymbol symbol) => columns[symbol] = ResultColumn.For(symbol.Fact.Type, Count);

    internal void NumberIncluded(int participants)
    {
        included = new int[Count];
        includedStarts = new int[participants + 1];
        var next = 0;
        for (var unit = 0; unit < Count; unit++)
        {
            included[next] = unit;
            next += Statuses[unit] == DecisionStatus.Included ? 1 : 0;
        }

        included = included[..next];
        IsJudged = true;
        for (var participant = 0; participant <= participants; participant++)
        {
            includedStarts[participant] = FirstIncludedFrom(participant);
        }
    }

    private byte[] Marks(DecisionStatus status, DecisionStatus other)
    {
        var marks = new byte[Count];
        for (var unit = 0; unit < marks.Length; unit++)
        {
            marks[unit] = Statuses[unit] == status || Statuses[unit] == other ? (byte)1 : (byte)0;
        }

        return marks;
    }

    // Units stand by participant, so that the first included one of each is found by halving.
    private int FirstIncludedFrom(int participant)
    {
        var (low, high) = (0, included.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Participants[included[middle]] < participant ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>The unit that an included row is.</summary>
    internal int UnitAt(int includedRow) => included[includedRow];

    internal int FactRowAt(int includedRow) => Rows[included[includedRow]];

    /// <summary>The value or line that a field of a unit's row stands for.</summary>
    internal static RuleSymbol SymbolOf(CheckedRuleSet ruleSet, RowField field) =>
        ruleSet.Values.FirstOrDefault(v => v.Name == field.Name)?.Symbol ?? ruleSet.UnitLines.First(l => l.Name == field.Name).Symbol;

    RowType IRowSource.Type => ruleSet.UnitResult;

    string IRowSource.Key(int row) => Key(UnitAt(row));

    FeelValue IRowSource.Read(int row, int field)
    {
        if (field == 0)
        {
            return new RowValue(Table, FactRowAt(row));
        }

        var value = columns[SymbolOf(ruleSet, ruleSet.UnitResult.Fields[field])].Value(UnitAt(row));
        return value.IsNull ? NullValue.Because(new MissingFact(Table.Entity.Name, Key(UnitAt(row)), ruleSet.UnitResult.Fields[field].Name)) : value;
    }
}
