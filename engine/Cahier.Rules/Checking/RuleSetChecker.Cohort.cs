using System.Collections.Immutable;
using Cahier.Facts.Models;
using Cahier.Feel.Checking;
using Cahier.Feel.Diagnostics;
using Cahier.Feel.Types;
using Cahier.Rules.Definitions;

namespace Cahier.Rules.Checking;

public sealed partial class RuleSetChecker
{
    /// <summary>The names that expressions over a row of a reference entity see: the row, the period, and what is the same for all.</summary>
    private sealed class RowScope(RuleSetChecker checker, RuleText from, RowType entity) : INameScope
    {
        private readonly RuleSymbol row = new(RuleSymbolKind.Row, ReservedNames.Item, TypeFact.Present(entity));

        public IEnumerable<string> Names => checker.shared.Append(ReservedNames.Item).Append(ReservedNames.Period);

        public bool TryFind(string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out GlobalSymbol? symbol)
        {
            symbol = name == ReservedNames.Item ? row
                : name == ReservedNames.Period ? checker.Resolve(name, from)
                : checker.shared.Contains(name) ? checker.Resolve(name, from) ?? new GlobalSymbol(name, TypeFact.Optional(FeelType.Any)) // Its own mistake is reported where it stands.
                : null;
            return symbol is not null;
        }
    }

    private CheckedCohortValue? Cohort(CohortDefinition cohort)
    {
        if (cohort.Entity is { } entity)
        {
            return OverRows(cohort, entity);
        }

        if (cohort.When is { } when)
        {
            when.Report(DiagnosticCatalog.BadCohortValue, "when: chooses rows of a reference entity, and this is made of units or participants", "write over: with the entity, or take when: out", diagnostics);
            return null;
        }

        used.Add(cohort.Of.Text);
        if (Resolve(cohort.Of.Text, cohort.Of) is not { } source)
        {
            if (!declared.ContainsKey(cohort.Of.Text))
            {
                cohort.Of.Report(DiagnosticCatalog.UnknownName, $"nothing is called ‘{cohort.Of.Text}’", Suggestions.Remedy(cohort.Of.Text, definition.Indicators.Select(i => i.Id.Text).Concat(definition.Values.Select(v => v.Name.Text)).Concat(definition.UnitLines.Select(l => l.Id.Text))), diagnostics);
            }

            return null;
        }

        var overUnits = source.Kind is RuleSymbolKind.Value or RuleSymbolKind.UnitLine;
        if (source.Fact.Type is not NumberType || !(overUnits || source.Kind == RuleSymbolKind.Indicator))
        {
            cohort.Of.Report(DiagnosticCatalog.BadCohortValue, $"‘{cohort.Of.Text}’ is no indicator and no number of a unit", "name an indicator, a value that is a number, or a payment line of units", diagnostics);
            return null;
        }

        if (cohort.OverAllUnits && source.Kind != RuleSymbolKind.Value)
        {
            cohort.Of.Report(DiagnosticCatalog.BadCohortValue, $"‘{cohort.Of.Text}’ is only there for included units", "name a value, or take over: all units out", diagnostics);
            return null;
        }

        var by = cohort.By.Select(b => Group(b, overUnits)).OfType<CheckedExpression>().ToImmutableArray();
        if (by.Length < cohort.By.Length)
        {
            return null;
        }

        var statistic = Statistic.Parse(cohort.Statistic.Text);
        var type = statistic.IsPerMember ? new NumberType(Unit.One) : source.Fact.Type;
        return new CheckedCohortValue(cohort, new RuleSymbol(RuleSymbolKind.CohortValue, cohort.Id.Text, TypeFact.Optional(type)), source, null, statistic, by);
    }

    private CheckedExpression? Group(RuleText text, bool overUnits)
    {
        var by = Expression(text, overUnits ? new UnitScope(this, text) : new ParticipantScope(this, text));
        if (by is not null && by.Fact.Type is not (TextType or NumberType or BooleanType or DateType or RowType))
        {
            text.Report(DiagnosticCatalog.BadCohortValue, $"a group cannot be a {by.Fact.Type}", "give a text, a number, a date, true or false, or a row", diagnostics);
            return null;
        }

        return by;
    }

    /// <summary>A figure of rows is the same for all who read it: it has no groups, and no row has a place in it.</summary>
    private CheckedCohortValue? OverRows(CohortDefinition cohort, RuleText over)
    {
        if (model.Find(over.Text) is not { Kind: EntityKind.Reference })
        {
            over.Report(DiagnosticCatalog.BadCohortValue, model.Find(over.Text) is null ? $"the model {model.Name} has no entity ‘{over.Text}’" : $"‘{over.Text}’ is no reference entity", Suggestions.Remedy(over.Text, model.Entities.Where(e => e.Kind == EntityKind.Reference).Select(e => e.Name).Concat([CohortDefinition.IncludedUnits, CohortDefinition.AllUnits])), diagnostics);
            return null;
        }

        var statistic = Statistic.Parse(cohort.Statistic.Text);
        if (statistic.IsPerMember || !cohort.By.IsEmpty)
        {
            (statistic.IsPerMember ? cohort.Statistic : cohort.By[0]).Report(DiagnosticCatalog.BadCohortValue, $"‘{over.Text}’ is read as a whole: neither units nor participants have a row or a group in it", "take one figure of it, such as median, and choose its rows with when:", diagnostics);
            return null;
        }

        var entity = model.RowType(over.Text);
        var of = Expression(cohort.Of, new RowScope(this, cohort.Of, entity));
        var when = cohort.When is null ? null : Expression(cohort.When, new RowScope(this, cohort.When, entity));
        if (of is null || (when is null && cohort.When is not null) || !Expect<NumberType>(cohort.Of, of, "a number") || (when is not null && !Expect<BooleanType>(cohort.When!, when, "something that is true or false")))
        {
            return null;
        }

        return new CheckedCohortValue(cohort, new RuleSymbol(RuleSymbolKind.CohortValue, cohort.Id.Text, TypeFact.Optional(of.Fact.Type)), null, new CohortRows(entity, of, when), statistic, []);
    }
}
