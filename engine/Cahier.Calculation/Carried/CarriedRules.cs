using Cahier.Calculation.Kept;
using Cahier.Facts.Bundles;
using Cahier.Facts.Snapshots;
using Cahier.Feel.Checking;
using Cahier.Feel.Types;
using Cahier.Rules.Checking;
using Cahier.Rules.Definitions;

namespace Cahier.Calculation.Carried;

/// <summary>
/// Says of which cahiers figures can be carried from one run to the next: where what is found of a unit reads nothing but its
/// bundle, and what is found of participants and groups is made of sums and counts over units, from which those of single
/// bundles can be taken out and others be put in. Of other cahiers all is found anew.
/// </summary>
internal sealed class CarriedRules
{
    private readonly CheckedRuleSet rules;
    private readonly HashSet<GlobalSymbol> seen = [];

    private CarriedRules(CheckedRuleSet rules) => this.rules = rules;

    /// <summary>Whether the figures of a cahier can be carried to facts of which some bundles are another.</summary>
    public static bool Allow(CheckedRuleSet rules) => new CarriedRules(rules) is var own && own.AreOfSums() && own.AreUnitsAlone();

    /// <summary>Whether they can be carried to facts of which the cahier reads nothing else: then its units may stand anywhere.</summary>
    public static bool AllowUnchanged(CheckedRuleSet rules) => new CarriedRules(rules).AreOfSums();

    /// <summary>Whether all that a cahier reads is the same in two snapshots.</summary>
    public static bool ReadSame(CheckedRuleSet rules, Snapshot former, Snapshot now)
    {
        var read = rules.FieldsRead.ToLookup(f => f.Entity.Entity, f => f.Field.Name);
        return rules.FieldsRead.SelectMany(f => new[] { f.Entity.Entity, f.Field.Entity }).Append(rules.UnitEntity.Entity).OfType<string>().SelectMany(WithParents).Distinct()
            .All(entity => now.HasSame(former, entity, read[entity].ToHashSet(StringComparer.Ordinal)));

        // Rows are known by the places of those that they hang from.
        IEnumerable<string> WithParents(string entity)
        {
            for (var at = rules.Model.Find(entity); at is not null; at = at.Parent is { } parent ? rules.Model.Find(parent) : null)
            {
                yield return at.Name;
            }
        }
    }

    /// <summary>The indicators that are made of units, in the order of the text.</summary>
    public static IEnumerable<CheckedIndicator> OverUnits(CheckedRuleSet rules) => rules.Indicators.Where(i => i.Definition.Kind != IndicatorKind.Value);

    /// <summary>The figures across units.</summary>
    public static IEnumerable<CheckedCohortValue> CohortOverUnits(CheckedRuleSet rules) => rules.Cohort.Where(c => c.OverUnits);

    /// <summary>Whether units read a figure across units.</summary>
    public static bool IsReadByUnits(CheckedRuleSet rules, CheckedCohortValue cohort) =>
        KeptExpressions.OverUnits(rules).Concat(CohortOverUnits(rules).SelectMany(c => c.By)).Any(e => KeptExpressions.ReadBeyondBundle(rules, e)?.Contains(cohort.Symbol) == true);

    /// <summary>Whether a definition is found unit by unit, or made of units.</summary>
    public static bool IsOfUnits(CheckedDefinition definition) => definition switch
    {
        CheckedValue { IsColumn: true } or CheckedLine { Symbol.Kind: RuleSymbolKind.UnitLine } => true,
        CheckedIndicator indicator => indicator.Definition.Kind != IndicatorKind.Value,
        CheckedCohortValue cohort => cohort.OverUnits,
        _ => false,
    };

    private bool AreOfSums() => !rules.Definition.Gates.AsksFormer && AreParticipantsApart() && rules.Cohort.All(IsMadeOfSums)
        && OverUnits(rules).All(i => i.Definition.Kind != IndicatorKind.Median);

    // A unit may read a figure across units: that figure then has to be what it was, or all is found anew.
    private bool AreUnitsAlone() => (rules.Participant.Fact.Type is not RowType { Entity: var entity } || !BundleFields.Holds(rules.Model, entity))
        && KeptExpressions.Of(rules).Holds
        && KeptExpressions.OverUnits(rules).Concat(CohortOverUnits(rules).SelectMany(c => c.By)).All(e => KeptExpressions.ReadBeyondBundle(rules, e) is { } beyond && beyond.All(IsFigureOfUnits));

    private bool IsFigureOfUnits(GlobalSymbol symbol) => CohortOverUnits(rules).Any(c => c.Symbol == symbol);

    private bool IsMadeOfSums(CheckedCohortValue cohort) => !cohort.OverUnits
        || (cohort.Statistic.Kind is StatisticKind.Sum or StatisticKind.Mean && (cohort.By.IsEmpty || cohort.By is [{ Fact.Type: RowType { Entity: var group } }] && !BundleFields.Holds(rules.Model, group)));

    private bool AreParticipantsApart() => UnitSum.Expressions(rules).All(IsApart) && rules.Cohort.Where(c => !c.OverUnits).SelectMany(c => c.By)
        .Concat(rules.Cohort.Where(c => c.Rows is not null).SelectMany(c => new[] { c.Rows!.Of, c.Rows.When }.OfType<CheckedExpression>()))
        .Concat(rules.TakesPart is { } takesPart ? [takesPart] : [])
        .All(e => UnitsRead(e) == 0 && IsApart(e));

    // Reads no unit, but for sums that can be carried, and no row of a bundle.
    private bool IsApart(CheckedExpression expression) => UnitsRead(expression) == UnitSum.Of(rules, expression).Count() && AreFieldsApart(expression)
        && expression.Globals.All(g => g is RuleSymbol { Kind: RuleSymbolKind.Units } || !seen.Add(g) || IsApart((RuleSymbol)g));

    private static int UnitsRead(CheckedExpression expression) => expression.Globals.Where(g => g is RuleSymbol { Kind: RuleSymbolKind.Units }).Sum(expression.Readings);

    private bool AreFieldsApart(CheckedExpression expression) =>
        expression.Fields.All(f => f.Entity == rules.UnitResult || (!BundleFields.Holds(rules.Model, f.Entity.Entity) && (f.Field.Entity is not { } other || !BundleFields.Holds(rules.Model, other))));

    private bool IsApart(RuleSymbol symbol) => symbol.Kind switch
    {
        RuleSymbolKind.Unit or RuleSymbolKind.UnitLine => false,
        RuleSymbolKind.Value => IsApart(rules.Values.First(v => v.Symbol == symbol).Expression),
        RuleSymbolKind.Function => rules.Functions.First(f => f.Symbol == symbol).Body is var body && UnitsRead(body) == 0 && IsApart(body),
        _ => true,
    };
}
