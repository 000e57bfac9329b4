using System.Collections.Immutable;
using Cahier.Calculation.Compilation;
using Cahier.Calculation.Output;
using Cahier.Calculation.Runs;
using Cahier.Rules;
using Cahier.Rules.Checking;
using Cahier.Rules.Versions;
using Cahier.Service.Access;
using Cahier.Service.Cases;
using Cahier.Service.Requests;
using Cahier.Service.Runs;
using Cahier.Service.Settings;
using Cahier.Service.Shelves;
using Cahier.Service.Stores;
using Cahier.Storage.Stores;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Cahier.Service.Api;

/// <summary>Simulations: a text that was sent is run on the facts of the store, and nothing of it is kept.</summary>
internal static class SimulationEndpoints
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/simulations", Simulate).WithSummary("Runs a text on the facts of the store, and says what it would come to. Neither the text nor its results are kept.").Accepts<DraftRequest>("application/json").Needs(Permission.SimulateDraft);

    private static async Task<Ok<SimulationAnswer>> Simulate(HttpContext context, RuleShelf shelf, WorkGates gates, StorePool stores, ServiceSettings settings)
    {
        var draft = await Body.ReadAsync(context.Request, ApiJson.Default.DraftRequest).ConfigureAwait(false);
        var period = Query.Period(draft.Period);
        var texts = draft.Among(shelf.Current);
        return TypedResults.Ok(await gates.Simulations.RunAsync(
            cancellation =>
            {
                var outcome = RuleSetCompiler.Compile(texts, draft.Cahier, draft.Version);
                var rules = outcome.RuleSet ?? throw Refusal.Mistakes("the text has mistakes", outcome.Diagnostics);
                return stores.Use(store => Run(store, rules, period, settings, cancellation)) with { Diagnostics = DiagnosticAnswer.Of(outcome.Diagnostics) };
            },
            context.RequestAborted).ConfigureAwait(false));
    }

    private static SimulationAnswer Run(FactStore store, CheckedRuleSet rules, Period period, ServiceSettings settings, CancellationToken cancellation)
    {
        if (store.Model.Hash != rules.Model.Hash)
        {
            throw new Refusal(StatusCodes.Status409Conflict, "other-model", "the store holds facts of another model than the text speaks of", $"write the text for the model {store.Model.Name} as the store has it");
        }

        var wanted = CheckedRuleSet.Wanted([rules]);
        var snapshot = KeptSnapshots.Read(store, wanted, _ => { }, null, cancellation);
        var result = CalculationRun.Execute(CompiledRuleSet.Compile(rules), snapshot, period.From, period.To, new RunOptions(RunEngine.Auto), new Stoppable(cancellation));
        var summary = ResultFiles.WriteTables(new RunReport(result, VersionStatus.Draft, StoredFacts.Report(store, wanted)), _ => Stream.Null);
        var participants = CaseJudging.Participants(result);
        return new SimulationAnswer(summary, [.. participants.Take(settings.Limits.PageRows)], Math.Max(0, participants.Length - settings.Limits.PageRows), []);
    }
}

/// <summary>What a text would come to.</summary>
/// <param name="Summary">As summary.json of a run.</param>
/// <param name="Participants">Their indicators and lines, as many as a page has rows.</param>
/// <param name="MoreParticipants">How many more there are.</param>
/// <param name="Diagnostics">Warnings and notes about the text.</param>
internal sealed record SimulationAnswer(RunSummary Summary, ImmutableArray<ParticipantAnswer> Participants, int MoreParticipants, ImmutableArray<DiagnosticAnswer> Diagnostics);
