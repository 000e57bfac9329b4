using Cahier.Calculation.Compilation;
using Cahier.Calculation.Results;
using Cahier.Feel.Checking;
using Cahier.Rules.Checking;
using Cahier.Rules.Definitions;

namespace Cahier.Calculation.Runs;

/// <summary>Calculates definitions in the order of their schedule: values, indicators, cohort values, payment lines.</summary>
internal static class Measuring
{
    public static void Calculate(IEnumerable<CheckedDefinition> definitions, RunFrame frame, IColumnCalculator calculator)
    {
        var ofAll = ReadOfAll.Find(frame.RuleSet);
        definitions = [.. definitions];
        calculator.Prepare(definitions.SelectMany(OfUnits));
        foreach (var definition in definitions)
        {
            switch (definition)
            {
                case CheckedValue { IsColumn: true } value:
                    var places = frame.Units.IsJudged && !ofAll.Contains(value.Symbol) ? frame.Units.PaidPlaces : Places.All(frame.Units.Count);
                    calculator.Fill(LoopKind.Units, value.Expression, frame.Units.Add(value.Symbol, places));
                    break;
                case CheckedLine { Symbol.Kind: RuleSymbolKind.UnitLine } line:
                    calculator.FillAmounts(line, (NumberResults)frame.Units.Add(line.Symbol, frame.Units.PaidPlaces));
                    break;
                case CheckedIndicator indicator:
                    frame.Participants.Add(indicator.Symbol, Indicators.Measure(indicator, frame, calculator));
                    break;
                case CheckedCohortValue cohort:
                    frame.Participants.Add(cohort.Symbol, CohortValues.Find(cohort, frame, calculator));
                    break;
                case CheckedLine line:
                    frame.Participants.Add(line.Symbol, ParticipantLine(line, frame, calculator));
                    break;
            }
        }
    }

    private static IEnumerable<CheckedExpression> OfUnits(CheckedDefinition definition) => definition switch
    {
        CheckedValue { IsColumn: true } value => [value.Expression],
        CheckedLine { Symbol.Kind: RuleSymbolKind.UnitLine } line => [line.Amount],
        CheckedIndicator { Definition.Kind: not IndicatorKind.Value } indicator => new[] { indicator.Of, indicator.Denominator }.OfType<CheckedExpression>(),
        _ => [],
    };

    /// <summary>The participants that take part.</summary>
    public static Places ParticipantPlaces(RunFrame frame) => Places.Where(frame.Participants.Count, p => frame.Participants.TakesPart(p, frame.Units), MarkedList.Alone);

    private static NumberResults ParticipantLine(CheckedLine line, RunFrame frame, IColumnCalculator calculator)
    {
        var amounts = new NumberResults(ParticipantPlaces(frame));
        calculator.Fill(LoopKind.Participants, line.Amount, amounts);
        amounts.Round(line.Rounding, 0, amounts.Places.Slots);
        return amounts;
    }
}
