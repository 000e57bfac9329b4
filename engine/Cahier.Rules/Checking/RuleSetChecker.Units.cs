using System.Collections.Immutable;
using Cahier.Feel.Checking;
using Cahier.Feel.Diagnostics;
using Cahier.Feel.Types;
using Cahier.Feel.Values;
using Cahier.Rules.Definitions;

namespace Cahier.Rules.Checking;

public sealed partial class RuleSetChecker
{
    /// <summary>The names that expressions over a unit see. What puts it into a period and to a participant sees facts, and what calculates with them only.</summary>
    private sealed class UnitScope(RuleSetChecker checker, RuleText from, bool factsOnly = false) : INameScope
    {
        public IEnumerable<string> Names => checker.symbols.Keys.Concat(checker.declared.Keys).Where(n => factsOnly ? IsFact(n) : n is not (ReservedNames.Participant or ReservedNames.Units));

        public bool TryFind(string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out GlobalSymbol? symbol)
        {
            symbol = factsOnly && !IsFact(name) ? null
                : checker.Resolve(name, from) is { Kind: not RuleSymbolKind.ParticipantLine and not RuleSymbolKind.Participant and not RuleSymbolKind.Units } found ? found
                : checker.declared.ContainsKey(name) ? new GlobalSymbol(name, TypeFact.Optional(FeelType.Any)) // Its own mistake is reported where it stands.
                : null;
            return symbol is not null;
        }

        private bool IsFact(string name) => name == checker.Judged.As || name == ReservedNames.Period || (checker.shared.Contains(name) && !checker.IsParameter(name));
    }

    private bool IsParameter(string name) => definition.Libraries.Append(definition).Any(t => t.Parameters.Any(p => p.Name.Text == name));

    /// <summary>A figure in force is looked up by the unit's date, which is not known before the unit is.</summary>
    private void RefuseDatedFigures(RuleText text, CheckedExpression? expression)
    {
        var read = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<CheckedExpression>(expression is null ? [] : [expression]);
        while (open.TryPop(out var next))
        {
            foreach (var name in next.Globals.Select(g => g.Name).Where(read.Add))
            {
                if (done.GetValueOrDefault(name) is CheckedFunction function)
                {
                    open.Push(function.Body);
                }
            }
        }

        foreach (var dated in read.Where(n => done.GetValueOrDefault(n) is CheckedParameter { Values.Length: > 1 }).Order(StringComparer.Ordinal))
        {
            text.Report(DiagnosticCatalog.DatedFigureOfUnit, $"what is called here reads ‘{dated}’, which changes in time: the unit's date says which value holds, and that is not known yet", "call a function that reads facts only, or figures with one value", diagnostics);
        }
    }

    private (CheckedExpression? Date, CheckedExpression? Participant, CheckedExpression? TakesPart) UnitExpressions()
    {
        var date = Expression(Judged.Date, new UnitScope(this, Judged.Date, factsOnly: true));
        if (date is not null && date.Fact.Type is not DateType)
        {
            Judged.Date.Report(DiagnosticCatalog.WrongType, $"the unit's date is a {date.Fact.Type}", "give a date", diagnostics);
        }

        var participant = Expression(Judged.Participant, new UnitScope(this, Judged.Participant, factsOnly: true));
        if (participant is not null && participant.Fact.Type is not (TextType or RowType))
        {
            Judged.Participant.Report(DiagnosticCatalog.WrongType, $"the participant is a {participant.Fact.Type}", "give a text, or a row such as index.establishment", diagnostics);
        }

        RefuseDatedFigures(Judged.Date, date);
        RefuseDatedFigures(Judged.Participant, participant);
        Known(new RuleSymbol(RuleSymbolKind.Participant, ReservedNames.Participant, TypeFact.Present(participant?.Fact.Type ?? FeelType.Any)));
        return (date, participant, Judged.Participants is { } text ? TakesPart(text, participant) : null);
    }

    private CheckedExpression? TakesPart(RuleText text, CheckedExpression? participant)
    {
        if (participant is { Fact.Type: TextType })
        {
            text.Report(DiagnosticCatalog.TakesPart, "the participants of this cahier are texts: only those that units name are known", "give a row of the model as participant, or take participants: out", diagnostics);
            return null;
        }

        var condition = Expression(text, new ParticipantScope(this, text, factsOnly: true));
        if (condition is not null && Expect<BooleanType>(text, condition, "something that is true or false") && condition.Fact.MayBeMissing)
        {
            text.Report(DiagnosticCatalog.TakesPart, "whether a participant takes part may not be left unknown", "read required facts only, or write get or else(…, false)", diagnostics);
        }

        return condition;
    }

    private CheckedRule? Rule(RuleDefinition rule)
    {
        var when = Expression(rule.When, new UnitScope(this, rule.When));
        if (when is null)
        {
            return null;
        }

        if (when.Fact.Type is not BooleanType)
        {
            rule.When.Report(DiagnosticCatalog.WrongType, $"the condition of {rule.Id} is a {when.Fact.Type}", "write something that is true or false", diagnostics);
            return null;
        }

        return new CheckedRule(rule, when);
    }

    private CheckedValue? Value(ValueDefinition value)
    {
        if (Expression(value.Expression, new UnitScope(this, value.Expression)) is not { } expression)
        {
            return null;
        }

        var isColumn = expression.Fact.Type is BooleanType or NumberType or TextType or DateType or DaysDurationType or MonthsDurationType;
        return new CheckedValue(value, new RuleSymbol(RuleSymbolKind.Value, value.Name.Text, expression.Fact), expression, isColumn);
    }

    private CheckedLine? UnitLine(LineDefinition line) => Line(line, RuleSymbolKind.UnitLine, new UnitScope(this, line.Amount));

    private CheckedLine? Line(LineDefinition line, RuleSymbolKind kind, INameScope scope)
    {
        if (Expression(line.Amount, scope) is not { } amount)
        {
            return null;
        }

        if (amount.Fact.Type is not NumberType { Unit: { IsMoney: true } unit })
        {
            var found = amount.Fact.Type is NumberType { Unit: { IsOne: false } other } ? $"in {other}" : $"a {amount.Fact.Type}";
            line.Amount.Report(DiagnosticCatalog.NotMoney, $"the amount of ‘{line.Id}’ is {found}, not an amount of money", "calculate it from fields or parameters with a currency as unit, such as EUR", diagnostics);
            return null;
        }

        return RoundingOf(line.Round) is { } rounding ? new CheckedLine(line, new RuleSymbol(kind, line.Id.Text, amount.Fact), amount, rounding, unit.ToString()) : null;
    }

    private MoneyRounding? RoundingOf(RuleText text)
    {
        if (MoneyRounding.TryParse(text.Text, out var rounding))
        {
            return rounding;
        }

        text.Report(DiagnosticCatalog.NotAllowed, $"‘{text.Text}’ is no rounding", "write for example: half up to 0.01", diagnostics);
        return null;
    }

    /// <summary>Once every value and line of units is checked, they are the fields of a unit for expressions over participants.</summary>
    private void CompleteUnits()
    {
        if (!unitResult.Fields.IsEmpty)
        {
            return;
        }

        var fieldList = new List<(RowField, TypeFact)>
        {
            (new RowField(Judged.As, 0, RowFieldKind.Reference, Judged.Entity.Text), TypeFact.Present(model.RowType(Judged.Entity.Text))),
        };
        foreach (var name in definition.Values.Select(v => v.Name.Text).Concat(definition.UnitLines.Select(l => l.Id.Text)))
        {
            if (Resolve(name) is { } symbol && done[name] is not CheckedValue { IsColumn: false })
            {
                fieldList.Add((new RowField(name, fieldList.Count, RowFieldKind.Scalar), symbol.Fact));
            }
        }

        unitResult.Complete(fieldList);
        Known(new RuleSymbol(RuleSymbolKind.Units, ReservedNames.Units, TypeFact.Present(new ListType(unitResult, ItemsMayBeMissing: false))));
    }
}
