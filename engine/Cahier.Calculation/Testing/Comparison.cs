using System.Collections.Immutable;
using Cahier.Calculation.Results;
using Cahier.Facts.Yaml;
using Cahier.Feel.Checking;
using Cahier.Feel.Diagnostics;
using Cahier.Feel.Types;
using Cahier.Feel.Values;
using Cahier.Rules.Checking;
using Cahier.Rules.Definitions;
using Cahier.Rules.Tests;

namespace Cahier.Calculation.Testing;

/// <summary>Compares what a run found with what a case expects.</summary>
internal sealed class Comparison(RunResult run, DiagnosticBag mistakes)
{
    private readonly Dictionary<string, int> units = Enumerable.Range(0, run.Units.Count).ToDictionary(run.Units.Key, u => u, StringComparer.Ordinal);
    private readonly ImmutableArray<Difference>.Builder differences = ImmutableArray.CreateBuilder<Difference>();

    public int Checks { get; private set; }

    public ImmutableArray<Difference> Differences => differences.ToImmutable();

    public void Compare(TestExpectations expect)
    {
        foreach (var decision in expect.Decisions)
        {
            Decision(decision);
        }

        foreach (var figure in expect.Values)
        {
            OfUnit(figure);
        }

        foreach (var figure in expect.Indicators)
        {
            Indicator(figure);
        }

        foreach (var figure in expect.Cohort)
        {
            Cohort(figure);
        }

        foreach (var figure in expect.Payments)
        {
            Payment(figure);
        }
    }

    private void Decision(ExpectedDecision expected)
    {
        if (Unit(expected.Unit) is not { } unit)
        {
            return;
        }

        if (expected.Status is { } status)
        {
            Check(expected.Unit, "decision", status, run.Units.Statuses[unit].Word() == status.Text, run.Units.Statuses[unit].Word(), () => Because.Decided(run, expected.Unit.Text));
        }

        var rules = run.RuleSet.Rules.ToList();
        foreach (var outcome in expected.Rules)
        {
            var r = rules.FindIndex(rule => rule.Id == outcome.Rule.Text);
            if (r < 0)
            {
                Mistake(DiagnosticCatalog.ExpectedRule, outcome.Rule, $"{run.RuleSet.Name} has no rule ‘{outcome.Rule}’", Suggestions.Remedy(outcome.Rule.Text, rules.Select(rule => rule.Id)));
                continue;
            }

            var found = run.Units.Outcomes[r].Read(unit);
            Check(expected.Unit, outcome.Rule.Text, Because.Word(outcome.Outcome), outcome.Rule, found == outcome.Outcome, Because.Word(found), () => Because.Outcome(run, expected.Unit.Text, outcome.Rule.Text));
        }
    }

    private void OfUnit(ExpectedFigure expected)
    {
        if (Unit(expected.Of!) is not { } unit)
        {
            return;
        }

        var value = run.RuleSet.Values.FirstOrDefault(v => v.Name == expected.Name.Text && v.IsColumn);
        var symbol = value?.Symbol ?? run.RuleSet.UnitLines.FirstOrDefault(l => l.Name == expected.Name.Text)?.Symbol;
        if (symbol is null)
        {
            var isList = run.RuleSet.Values.Any(v => v.Name == expected.Name.Text);
            UnknownFigure(expected.Name, isList ? "is a list or rows, which no single figure equals" : "is no value or payment line of a unit", run.RuleSet.Values.Where(v => v.IsColumn).Select(v => v.Name).Concat(run.RuleSet.UnitLines.Select(l => l.Name)));
            return;
        }

        NoParts(expected);
        Figure(expected, expected.Name.Text, expected.Value, value is null ? run.Units.Find(symbol)!.Value(unit) : run.ValueOf(value, unit), symbol.Fact.Type, () => Because.Unit(run, expected.Of!.Text, expected.Name.Text));
    }

    private void Indicator(ExpectedFigure expected)
    {
        if (Participant(expected.Of!) is not { } participant)
        {
            return;
        }

        if (run.RuleSet.Indicators.FirstOrDefault(i => i.Name == expected.Name.Text) is not { } indicator)
        {
            UnknownFigure(expected.Name, "is no indicator", run.RuleSet.Indicators.Select(i => i.Name));
            return;
        }

        var results = run.Participants.Indicator(indicator.Symbol);
        ImmutableArray<string> Reason() => Because.Participant(run, expected.Of!.Text, expected.Name.Text);
        Figure(expected, expected.Name.Text, expected.Value, results.Value.Value(participant), FeelType.Number, Reason);
        Figure(expected, $"numerator of {expected.Name}", expected.Numerator, results.Numerator.Value(participant), FeelType.Number, Reason);
        Figure(expected, $"denominator of {expected.Name}", expected.Denominator, results.Denominator.Value(participant), FeelType.Number, Reason);
    }

    private void Cohort(ExpectedFigure expected)
    {
        if (run.RuleSet.Cohort.FirstOrDefault(c => c.Name == expected.Name.Text) is not { } cohort)
        {
            UnknownFigure(expected.Name, "is no cohort value", run.RuleSet.Cohort.Select(c => c.Name));
            return;
        }

        var groups = run.Participants.Cohort(cohort.Symbol).Groups;
        var wanted = expected.Of?.Text ?? "";
        if (groups.FirstOrDefault(g => g.Group == wanted) is not { } group)
        {
            Mistake(DiagnosticCatalog.ExpectedParticipant, expected.Of ?? expected.Name, wanted.Length == 0 ? $"‘{expected.Name}’ differs by group" : $"‘{expected.Name}’ has no group ‘{wanted}’", $"choose one of: {string.Join(", ", groups.Select(g => g.Group).Take(12))}");
            return;
        }

        NoParts(expected);
        Figure(expected, expected.Name.Text, expected.Value, group.Value is { } value ? new NumberValue(value) : NullValue.Instance, FeelType.Number, () => [$"it is the {cohort.Definition.Statistic} of {cohort.Definition.Of} over {group.Members} members"]);
    }

    private void Payment(ExpectedFigure expected)
    {
        if (Participant(expected.Of!) is not { } participant)
        {
            return;
        }

        if (run.RuleSet.ParticipantLines.FirstOrDefault(l => l.Name == expected.Name.Text) is not { } line)
        {
            UnknownFigure(expected.Name, run.RuleSet.UnitLines.Any(l => l.Name == expected.Name.Text) ? "is paid per unit: expect it under values" : "is no payment line of participants", run.RuleSet.ParticipantLines.Select(l => l.Name));
            return;
        }

        NoParts(expected);
        Figure(expected, expected.Name.Text, expected.Value, run.Participants.Line(line.Symbol).Value(participant), FeelType.Number, () => Because.Participant(run, expected.Of!.Text, expected.Name.Text));
    }

    private void Figure(ExpectedFigure expected, string what, ExpectedValue? value, FeelValue found, FeelType type, Func<ImmutableArray<string>> because)
    {
        if (value is null)
        {
            return;
        }

        if (!value.IsUnknown && ExpectedValues.Read(value.Text.Text, type) is null)
        {
            Mistake(DiagnosticCatalog.ExpectedKind, value.Text, $"‘{value.Text}’ is expected of {what}, which is a {type}", ExpectedValues.Remedy(type));
            return;
        }

        var agrees = value.IsUnknown ? found.IsNull : ExpectedValues.Agrees(ExpectedValues.Read(value.Text.Text, type)!, found, expected.Tolerance);
        Check(expected.Of, what, value.IsUnknown ? "unknown" : value.Text.Text, value.Text, agrees, found.IsNull ? "unknown" : FeelText.Plain(found), because);
    }

    private void NoParts(ExpectedFigure expected)
    {
        if ((expected.Numerator ?? expected.Denominator) is { } part)
        {
            Mistake(DiagnosticCatalog.ExpectedKind, part.Text, $"‘{expected.Name}’ has no numerator and denominator", "expect them of indicators only");
        }
    }

    private void Check(RuleText of, string what, RuleText expected, bool agrees, string found, Func<ImmutableArray<string>> because) =>
        Check(of, what, expected.Text, expected, agrees, found, because);

    private void Check(RuleText? of, string what, string expected, RuleText at, bool agrees, string found, Func<ImmutableArray<string>> because)
    {
        Checks++;
        if (!agrees)
        {
            differences.Add(new Difference(of?.Text ?? "", what, expected, found, because(), at.Location));
        }
    }

    private int? Unit(RuleText key)
    {
        if (units.TryGetValue(key.Text, out var unit))
        {
            return unit;
        }

        var known = run.Units.Table.TryFind(key.Text, out _);
        Mistake(DiagnosticCatalog.ExpectedUnit, key, known ? $"‘{key}’ is in the facts, but its date is not in the period" : $"there is no {run.RuleSet.UnitEntity.Entity} ‘{key}’ in the facts", known ? "choose a period that holds it" : Suggestions.Remedy(key.Text, units.Keys));
        return null;
    }

    private int? Participant(RuleText name)
    {
        var index = Array.BinarySearch(run.Participants.Names, name.Text, StringComparer.Ordinal);
        if (index >= 0)
        {
            return index;
        }

        Mistake(DiagnosticCatalog.ExpectedParticipant, name, $"no unit of the period has the participant ‘{name}’", Suggestions.Remedy(name.Text, run.Participants.Names));
        return null;
    }

    private void UnknownFigure(RuleText name, string cause, IEnumerable<string> names) =>
        Mistake(DiagnosticCatalog.ExpectedFigure, name, $"‘{name}’ {cause}", Suggestions.Remedy(name.Text, names));

    private void Mistake(DiagnosticCode code, RuleText at, string cause, string remedy) => mistakes.Add(code, at.Location, at.Text.Length, cause, remedy);
}
