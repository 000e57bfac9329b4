using System.Collections.Immutable;
using Cahier.Facts.Columns;
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
/// The units of a run, in the order of the facts - so that columns are read from one end to the other - with all that was
/// found of each. Included units are also numbered on their own, by participant: as such they are the rows that
/// expressions over participants go over.
/// </summary>
public sealed class UnitResults : IRowSource
{
    // Counting by parts pays where there are many units for each participant.
    private const int UnitsOfCount = 8;
    private const int MostParts = 16;

    private readonly CheckedRuleSet ruleSet;
    private readonly int participantCount;
    private readonly Dictionary<RuleSymbol, ResultColumn> columns = [];
    private readonly Dictionary<(RuleSymbol, Places), RowResults> foundRows = [];
    private readonly Values<int> dayOfRow;
    private readonly Sharing share;
    private readonly Lazy<int[]> listed;
    private int[] included = [];
    private int[] includedStarts = [0];
    private (ListedUnits Listed, ListedUnits Included)? some;
    private Places? includedPlaces;
    private Places? paidPlaces;

    internal UnitResults(CheckedRuleSet ruleSet, Table table, int[] rows, Values<int> dayOfRow, int[] participants, int participantCount, Sharing share)
    {
        this.ruleSet = ruleSet;
        this.participantCount = participantCount;
        Table = table;
        Rows = rows;
        this.dayOfRow = dayOfRow;
        this.share = share;
        listed = new Lazy<int[]>(() => ByParticipant(word => MarkedList.Valid(word, Count)).Units);
        Participants = participants;
        Statuses = new Decisions(rows.Length);
        AllPlaces = Places.All(rows.Length);
        Outcomes = [.. ruleSet.Rules.Select(_ => new BooleanResults(AllPlaces))];
    }

    public int Count => Rows.Length;

    /// <summary>The table that holds the units' facts.</summary>
    public Table Table { get; }

    /// <summary>For each unit its row in <see cref="Table"/>, ascending.</summary>
    public int[] Rows { get; }

    /// <summary>For each unit the number of its participant; −1 when that is missing.</summary>
    public int[] Participants { get; }

    public Decisions Statuses { get; }

    /// <summary>The outcomes of eligibility and then exclusion rules, in the order of the text.</summary>
    public ImmutableArray<BooleanResults> Outcomes { get; }

    /// <summary>The units in the order in which results tell of them: by participant, those without one first, and then as they stand.</summary>
    public IReadOnlyList<int> Listed => listed.Value;

    /// <summary>The numbers of included units, by participant.</summary>
    public IReadOnlyList<int> Included => included;

    /// <summary>Some of <see cref="Listed"/>.</summary>
    public ReadOnlySpan<int> ListedIn(int from, int to) => some is var (units, _) ? units.In(from, to) : listed.Value.AsSpan(from..to);

    /// <summary>Some of <see cref="Included"/>.</summary>
    public ReadOnlySpan<int> IncludedIn(int from, int to) => some is var (_, units) ? units.In(from, to) : included.AsSpan(from..to);

    /// <summary>Has the units stand among all those of a run, most of which are not here.</summary>
    internal void ListAs(ListedUnits listed, ListedUnits included) => some = (listed, included);

    public string Key(int unit) => Table.Key(Rows[unit]);

    public Date DateOf(int unit) => new(DayOf(unit));

    /// <summary>The values of a definition, or null when it has none yet or is not kept.</summary>
    public ResultColumn? Find(RuleSymbol symbol) => columns.GetValueOrDefault(symbol);

    /// <summary>The rows that a value is, for places that are looked at; null when they were not looked for.</summary>
    internal RowResults? FindRows(RuleSymbol symbol, Places places) => foundRows.GetValueOrDefault((symbol, places)) ?? foundRows.GetValueOrDefault((symbol, AllPlaces));

    /// <summary>The included units of a participant: those from the first to below the second of <see cref="Included"/>.</summary>
    public (int From, int To) IncludedOf(int participant) => (includedStarts[participant], includedStarts[participant + 1]);

    /// <summary>The included units of a participant, by number.</summary>
    internal ReadOnlySpan<int> MembersOf(int participant) => IncludedIn(includedStarts[participant], includedStarts[participant + 1]);

    /// <summary>The date of a unit, in days since 1970-01-01.</summary>
    internal int DayOf(int unit) => dayOfRow[Rows[unit]];

    /// <summary>Whether it is decided of each unit.</summary>
    internal bool IsJudged { get; private set; }

    /// <summary>The units that are included.</summary>
    internal Places IncludedPlaces => includedPlaces ??= Places.Where(Count, IncludedWords, share);

    /// <summary>The units whose payment is calculated: those included, and the undetermined for what is at stake.</summary>
    internal Places PaidPlaces => paidPlaces ??= Statuses.CountOf(DecisionStatus.Undetermined) == 0
        ? IncludedPlaces
        : Places.Where(Count, [.. IncludedWords.Zip(Statuses.Of(DecisionStatus.Undetermined), (included, undetermined) => included | undetermined)], share);

    /// <summary>All units.</summary>
    internal Places AllPlaces { get; }

    internal void AddRows(RuleSymbol symbol, RowResults rows) => foundRows[(symbol, rows.Places.Count == rows.Places.Slots && rows.Places.Marks is null ? AllPlaces : rows.Places)] = rows;

    internal ResultColumn Add(RuleSymbol symbol, Places places) => columns[symbol] = ResultColumn.For(symbol.Fact.Type, places);

    internal void NumberIncluded()
    {
        (included, includedStarts) = ByParticipant(word => IncludedWords[word]);
        IsJudged = true;
    }

    private ulong[] IncludedWords => Statuses.Of(DecisionStatus.Included);

    /// <summary>The units that are marked, by participant; and where those of each participant begin, after those of none.</summary>
    private (int[] Units, int[] Starts) ByParticipant(Func<int, ulong> markedOf)
    {
        // Each part counts its own units, and then puts them after those of the parts before it.
        var parts = Math.Clamp(Count / (UnitsOfCount * (participantCount + 1)), 1, MostParts);
        var next = new int[parts][];
        int Start(int part) => (int)((long)IncludedWords.Length * part / parts);
        share(parts, (from, to) =>
        {
            for (var part = from; part < to; part++)
            {
                var counts = next[part] = new int[participantCount + 1];
                for (var word = Start(part); word < Start(part + 1); word++)
                {
                    for (var bits = markedOf(word); bits != 0; bits &= bits - 1)
                    {
                        counts[Participants[MarkedList.NumberOf(word, bits)] + 1]++;
                    }
                }
            }
        });

        // A count becomes the start; as units are put, the start of each becomes its end.
        var starts = new int[participantCount + 2];
        for (var i = 0; i <= participantCount; i++)
        {
            starts[i + 1] = starts[i];
            foreach (var ofPart in next)
            {
                (ofPart[i], starts[i + 1]) = (starts[i + 1], starts[i + 1] + ofPart[i]);
            }
        }

        var units = GC.AllocateUninitializedArray<int>(starts[^1]);
        share(parts, (from, to) =>
        {
            for (var part = from; part < to; part++)
            {
                for (var word = Start(part); word < Start(part + 1); word++)
                {
                    for (var bits = markedOf(word); bits != 0; bits &= bits - 1)
                    {
                        var unit = MarkedList.NumberOf(word, bits);
                        units[next[part][Participants[unit] + 1]++] = unit;
                    }
                }
            }
        });
        return (units, starts[1..]);
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
