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
                    var paid = frame.Units.IsJudged && !ofAll.Contains(value.Symbol) ? frame.Units.PaidMarks : null;
                    calculator.Fill(LoopKind.Units, value.Expression, frame.Units.Add(value.Symbol), paid);
                    break;
                case CheckedLine { Symbol.Kind: RuleSymbolKind.UnitLine } line:
                    UnitLine(line, frame, calculator);
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

    /// <summary>Marks for the participants that take part.</summary>
    public static byte[] ParticipantMarks(RunFrame frame) =>
        [.. Enumerable.Range(0, frame.Participants.Count).Select(p => frame.Participants.TakesPart(p, frame.Units) ? (byte)1 : (byte)0)];

    private static void UnitLine(CheckedLine line, RunFrame frame, IColumnCalculator calculator)
    {
        var amounts = (NumberResults)frame.Units.Add(line.Symbol);
        calculator.Fill(LoopKind.Units, line.Amount, amounts, frame.Units.PaidMarks);
        calculator.Share(amounts.Count, (from, to) => Round(amounts, line.Rounding, from, to));
    }

    private static NumberResults ParticipantLine(CheckedLine line, RunFrame frame, IColumnCalculator calculator)
    {
        var amounts = new NumberResults(frame.Participants.Count);
        calculator.Fill(LoopKind.Participants, line.Amount, amounts, ParticipantMarks(frame));
        Round(amounts, line.Rounding, 0, amounts.Count);
        return amounts;
    }

    private static void Round(NumberResults amounts, MoneyRounding rounding, int from, int to)
    {
        for (var place = from; place < to; place++)
        {
            if (amounts.Read(place) is { } amount)
            {
                amounts.Set(place, rounding.Apply(amount));
            }
        }
    }
}
