using System.Collections.Immutable;
using Cahier.Feel.Checking;
using Cahier.Feel.Diagnostics;
using Cahier.Feel.Types;
using Cahier.Rules.Definitions;

namespace Cahier.Rules.Checking;

public sealed partial class RuleSetChecker
{
    /// <summary>The names that expressions over a participant see: not those of a single unit.</summary>
    private sealed class ParticipantScope(RuleSetChecker checker, RuleText from, bool factsOnly = false) : INameScope
    {
        public IEnumerable<string> Names => checker.symbols.Keys.Concat(checker.declared.Keys).Where(IsVisible).Append(ReservedNames.Units);

        public bool TryFind(string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out GlobalSymbol? symbol)
        {
            symbol = null;
            if (!IsVisible(name))
            {
                return false;
            }

            if (name == ReservedNames.Units)
            {
                checker.CompleteUnits();
            }

            symbol = checker.Resolve(name, from) ?? (checker.declared.ContainsKey(name) ? new GlobalSymbol(name, TypeFact.Optional(FeelType.Any)) : null);
            if (symbol is not null && checker.done.GetValueOrDefault(name) is CheckedCohortValue { OverUnits: true, By.IsEmpty: false })
            {
                from.Report(DiagnosticCatalog.BadCohortValue, $"‘{name}’ differs from unit to unit, so a participant has no single one", "read it in a value of the unit", checker.diagnostics);
            }

            return symbol is not null;
        }

        private bool IsVisible(string name) => factsOnly ? name is ReservedNames.Participant or ReservedNames.Period :
            name != checker.Judged.As
            && !checker.definition.Values.Any(v => v.Name.Text == name)
            && !checker.definition.UnitLines.Any(l => l.Id.Text == name);
    }

    private CheckedLine? ParticipantLine(LineDefinition line)
    {
        CompleteUnits();
        return Line(line, RuleSymbolKind.ParticipantLine, new ParticipantScope(this, line.Amount));
    }

    private CheckedIndicator? Indicator(IndicatorDefinition indicator)
    {
        if (indicator.Kind == IndicatorKind.Value)
        {
            CompleteUnits();
            var value = Expression(indicator.Of!, new ParticipantScope(this, indicator.Of!));
            return value is not null && Expect<NumberType>(indicator.Of!, value, "a number") ? Made(indicator, value, null, value.Fact.Type) : null;
        }

        var of = indicator.Of is null ? null : Expression(indicator.Of, new UnitScope(this, indicator.Of));
        var denominator = indicator.Denominator is null ? null : Expression(indicator.Denominator, new UnitScope(this, indicator.Denominator));
        if ((of is null && indicator.Of is not null) || (denominator is null && indicator.Denominator is not null))
        {
            return null;
        }

        var isCondition = indicator.Kind is IndicatorKind.Proportion or IndicatorKind.Count;
        foreach (var (text, expression) in new[] { (indicator.Of, of), (indicator.Denominator, denominator) })
        {
            if (expression is not null && !(isCondition ? Expect<BooleanType>(text!, expression, "something that is true or false") : Expect<NumberType>(text!, expression, "a number")))
            {
                return null;
            }
        }

        if (!isCondition && indicator.WhenMissing is MissingOutcome.True or MissingOutcome.False)
        {
            indicator.Id.Report(DiagnosticCatalog.BadIndicator, $"a missing number cannot count as {(indicator.WhenMissing == MissingOutcome.True ? "true" : "false")}", "write when missing: leave out", diagnostics);
            return null;
        }

        return Made(indicator, of, denominator, ResultOf(indicator, of, denominator));
    }

    private static FeelType ResultOf(IndicatorDefinition indicator, CheckedExpression? of, CheckedExpression? denominator) => indicator.Kind switch
    {
        IndicatorKind.Proportion or IndicatorKind.Count => new NumberType(Unit.One),
        IndicatorKind.Ratio => new NumberType((((NumberType)of!.Fact.Type).Unit ?? Unit.One).Per(((NumberType)denominator!.Fact.Type).Unit ?? Unit.One)),
        _ => of!.Fact.Type,
    };

    private static CheckedIndicator Made(IndicatorDefinition indicator, CheckedExpression? of, CheckedExpression? denominator, FeelType type)
    {
        var sure = indicator is { Kind: IndicatorKind.Count or IndicatorKind.Sum, Minimum: 0 } && (of is null || !of.Fact.MayBeMissing || indicator.WhenMissing != MissingOutcome.Unknown);
        return new CheckedIndicator(indicator, new RuleSymbol(RuleSymbolKind.Indicator, indicator.Id.Text, new TypeFact(type, !sure)), of, denominator);
    }

    private bool Expect<T>(RuleText text, CheckedExpression expression, string wanted)
        where T : FeelType
    {
        if (expression.Fact.Type is T)
        {
            return true;
        }

        text.Report(DiagnosticCatalog.WrongType, $"this is a {expression.Fact.Type}, but {wanted} is needed", $"give {wanted}", diagnostics);
        return false;
    }
}
