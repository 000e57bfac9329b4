using System.Collections.Immutable;
using System.Globalization;
using Cahier.Calculation.Output;
using Cahier.Calculation.Results;
using Cahier.Feel.Values;
using Cahier.Storage.Stores;

namespace Cahier.Cli.Running;

/// <summary>An indicator of a participant, as text.</summary>
internal sealed record IndicatorFigure(string Participant, string Indicator, string? Numerator, string? Denominator, string? Value);

/// <summary>What is shown of a run, whether it was calculated now or comes from a store.</summary>
/// <param name="Plan">What was run.</param>
/// <param name="Summary">Its figures.</param>
/// <param name="Indicators">Indicators of participants, in their order.</param>
/// <param name="Notes">Where the results are and what may be done next.</param>
/// <param name="Kept">The run as a store keeps it, or none.</param>
internal sealed record RunView(RunPlan Plan, RunSummary Summary, ImmutableArray<IndicatorFigure> Indicators, ImmutableArray<string> Notes, StoredRun? Kept)
{
    /// <summary>Says on the error stream of each run that is held why it is and what to do; whether any is.</summary>
    public static bool SayHeld(IEnumerable<RunView> views, FactStore? store, TextWriter error)
    {
        var held = views.Where(v => v.Kept?.Held is not null).ToList();
        foreach (var view in held)
        {
            error.WriteLine($"{view.Plan.Name}: run {view.Kept!.Id} is held and does not count:");
            foreach (var reason in view.Kept.Held!.Reasons)
            {
                error.WriteLine($"  {reason}");
            }

            error.WriteLine($"  when it is right all the same: cahier release {view.Kept.Id} --store {store!.Address} --by NAME --reason TEXT");
        }

        return held.Count > 0;
    }

    /// <summary>The indicators of participants of whom any is made of something; a run that is known is shown as it was.</summary>
    public static ImmutableArray<IndicatorFigure> IndicatorsOf(RunResult result)
    {
        var figures = ImmutableArray.CreateBuilder<IndicatorFigure>();
        var indicators = result.RuleSet.Indicators.Select(i => (i.Name, Found: result.Participants.Indicator(i.Symbol))).ToList();
        for (var participant = 0; participant < result.Participants.Count; participant++)
        {
            if (indicators.Exists(i => i.Found.Denominator.Read(participant) is not (null or 0)))
            {
                figures.AddRange(indicators.Select(i => new IndicatorFigure(result.Participants.Names[participant], i.Name, Text(i.Found.Numerator, participant), Text(i.Found.Denominator, participant), Text(i.Found.Value, participant))));
            }
        }

        return figures.ToImmutable();
    }

    /// <inheritdoc cref="IndicatorsOf(RunResult)"/>
    public static ImmutableArray<IndicatorFigure> IndicatorsOf(FactStore store, StoredRun run) =>
    [
        .. StoreResults.Indicators(store, run)
            .Select(i => new IndicatorFigure(i.Participant, i.Indicator, i.Numerator, i.Denominator, i.Value))
            .GroupBy(i => i.Participant, StringComparer.Ordinal)
            .Where(p => p.Any(i => i.Denominator is { } of && decimal.Parse(of, CultureInfo.InvariantCulture) != 0))
            .SelectMany(p => p),
    ];

    private static string? Text(NumberResults column, int participant) => column.Read(participant) is { } value ? Numbers.Write(value) : null;
}
