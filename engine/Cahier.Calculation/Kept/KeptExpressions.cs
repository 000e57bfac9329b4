using System.Collections.Immutable;
using Cahier.Calculation.Results;
using Cahier.Facts.Bundles;
using Cahier.Feel.Checking;
using Cahier.Feel.Types;
using Cahier.Rules.Checking;
using Cahier.Rules.Definitions;

namespace Cahier.Calculation.Kept;

/// <summary>
/// The expressions over units whose values are kept for other runs: those that go over lists or call scripts and read
/// nothing but their bundle. All others are found anew every time: either they read what others have part in, or they
/// are found in less time than it takes to copy them.
/// </summary>
internal sealed class KeptExpressions
{
    private readonly CheckedRuleSet rules;
    private readonly Dictionary<CheckedExpression, int> numbers = [];
    private readonly HashSet<CheckedExpression> ofBundles = [];

    private KeptExpressions(CheckedRuleSet rules) => this.rules = rules;

    /// <summary>The entities of bundles of which the expressions read anything.</summary>
    public ImmutableArray<string> Entities { get; private set; } = [];

    public bool IsEmpty => numbers.Count == 0;

    /// <summary>Whether units stand in bundles, and when they are and whose is read there.</summary>
    public bool Holds { get; private init; } = true;

    /// <summary>Whether some of them call scripts, each call of which takes as long as a hundred units do otherwise.</summary>
    public bool CallScripts { get; private set; }

    public static KeptExpressions Of(CheckedRuleSet rules)
    {
        Reads[] ofUnits = [Reads.Of(rules, rules.Date), Reads.Of(rules, rules.Participant)];
        if (!BundleFields.Holds(rules.Model, rules.UnitEntity.Entity) || ofUnits.Any(r => r.GoesBeyond))
        {
            return new KeptExpressions(rules) { Holds = false };
        }

        var kept = new KeptExpressions(rules);

        var entities = new HashSet<string>(ofUnits.SelectMany(r => r.Entities), StringComparer.Ordinal) { rules.UnitEntity.Entity };
        foreach (var (expression, number) in OverUnits(rules).Select((e, i) => (e, i)))
        {
            var reads = Reads.Of(rules, expression);
            if (reads.GoesBeyond)
            {
                continue;
            }

            kept.ofBundles.Add(expression);
            entities.UnionWith(reads.Entities);
            if (reads.TakesLong && expression.Fact.Type is BooleanType or NumberType or TextType or DateType)
            {
                kept.numbers.TryAdd(expression, number);
                kept.CallScripts |= reads.CallsScript;
            }
        }

        kept.Entities = [.. entities.Where(e => BundleFields.Holds(rules.Model, e)).Order(StringComparer.Ordinal)];
        return kept;
    }

    /// <summary>By which number the values of an expression are kept; none when they are not.</summary>
    public int? NumberOf(CheckedExpression expression) => numbers.TryGetValue(expression, out var number) ? number : null;

    /// <summary>Whether an expression reads nothing but its bundle.</summary>
    public bool IsOfBundles(CheckedExpression expression) => ofBundles.Contains(expression);

    /// <summary>Whether the units can be judged without anything that others have part in.</summary>
    public bool JudgeAlone => rules.Rules.All(r => IsOfBundles(r.When)) && rules.Schedule.Take(rules.JudgingSteps).All(d => d is not CheckedValue { IsColumn: true } value || IsOfBundles(value.Expression));

    /// <summary>The names that an expression over units reads beside their bundles; null when it also reads fields of other rows.</summary>
    public static IReadOnlySet<GlobalSymbol>? ReadBeyondBundle(CheckedRuleSet rules, CheckedExpression expression) => Reads.Of(rules, expression) is { LeadsBeyond: false, Beyond: var beyond } ? beyond : null;

    /// <summary>The expressions over units.</summary>
    public static IEnumerable<CheckedExpression> OverUnits(CheckedRuleSet rules) => rules.Values.Where(v => v.IsColumn).Select(v => v.Expression)
        .Concat(rules.Rules.Select(r => r.When))
        .Concat(rules.UnitLines.Select(l => l.Amount))
        .Concat(rules.Indicators.Where(i => i.Definition.Kind != IndicatorKind.Value).SelectMany(i => new[] { i.Of, i.Denominator }).OfType<CheckedExpression>());

    /// <summary>What an expression reads, itself and by the names that it reads.</summary>
    private sealed class Reads
    {
        private readonly CheckedRuleSet rules;
        private readonly HashSet<(GlobalSymbol, bool)> seen = [];

        private Reads(CheckedRuleSet rules) => this.rules = rules;

        public HashSet<string> Entities { get; } = new(StringComparer.Ordinal);

        public bool GoesBeyond => LeadsBeyond || Beyond.Count > 0;

        /// <summary>Whether fields of other rows than those of the bundle are read.</summary>
        public bool LeadsBeyond { get; private set; }

        /// <summary>What is read that others have part in.</summary>
        public HashSet<GlobalSymbol> Beyond { get; } = [];

        public bool TakesLong { get; private set; }

        public bool CallsScript { get; private set; }

        public static Reads Of(CheckedRuleSet rules, CheckedExpression expression)
        {
            var reads = new Reads(rules);
            reads.Add(expression, isFoundHere: true);
            return reads;
        }

        // Columns of units are found before: reading them takes no time.
        private void Add(CheckedExpression expression, bool isFoundHere)
        {
            LeadsBeyond |= expression.Fields.Any(f => f.Entity != rules.UnitResult && !BundleFields.Stays(rules.Model, f));
            TakesLong |= isFoundHere && expression.Fields.Any(f => f.Field.Kind == RowFieldKind.Children);
            foreach (var field in expression.Fields)
            {
                Entities.Add(field.Entity.Entity);
                Entities.UnionWith(field.Field.Entity is { } other ? [other] : []);
            }

            foreach (var symbol in expression.Globals)
            {
                Add(symbol, isFoundHere);
            }
        }

        private void Add(GlobalSymbol symbol, bool isFoundHere)
        {
            if (!seen.Add((symbol, isFoundHere)))
            {
                return;
            }

            switch ((symbol as RuleSymbol)?.Kind)
            {
                case RuleSymbolKind.Unit or RuleSymbolKind.Period or RuleSymbolKind.Parameter or RuleSymbolKind.Table:
                    break;
                case RuleSymbolKind.Script:
                    TakesLong |= isFoundHere;
                    CallsScript |= isFoundHere;
                    break;
                case RuleSymbolKind.Function:
                    Add(rules.Functions.First(f => f.Symbol == symbol).Body, isFoundHere);
                    break;
                case RuleSymbolKind.Value:
                    var value = rules.Values.First(v => v.Symbol == symbol);
                    Add(value.Expression, isFoundHere && !value.IsColumn);
                    break;
                case RuleSymbolKind.UnitLine:
                    Add(rules.UnitLines.First(l => l.Symbol == symbol).Amount, isFoundHere: false);
                    break;
                default:
                    Beyond.Add(symbol);
                    break;
            }
        }
    }
}
