using System.Globalization;
using Cahier.Service.Access;
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

/// <summary>Runs of the store, and orders for new ones.</summary>
internal static class RunEndpoints
{
    private const int LongestReason = 4_000;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/runs", All).WithSummary("The runs of the store, by page; of one cahier when it is named.").Needs(Permission.ReadRuns);
        api.MapGet("/runs/{run:long}", One).WithSummary("One run with its summary.").Needs(Permission.ReadRuns);
        api.MapPost("/runs", Order).WithSummary("Asks for a run on the facts of the store. It goes on by itself; the answer says where to ask how it stands.").Accepts<RunRequest>("application/json").Needs(Permission.StartRun);
        api.MapPost("/runs/{run:long}/release", Release).WithSummary("Lets a run count that is held because it does not keep to the gates of its cahier. The ledger tells who did, and why.").Accepts<ReleaseRequest>("application/json").ProducesProblem(StatusCodes.Status409Conflict).Needs(Permission.ReleaseRun);
        api.MapGet("/orders/{order}", Ordered).WithSummary("How runs stand that were asked for.").Needs(Permission.ReadRuns);
    }

    /// <summary>A run of the store.</summary>
    /// <exception cref="Refusal">There is none of that number.</exception>
    public static StoredRun Find(FactStore store, long run) => StoreResults.Find(store, run) ?? throw Refusal.NoSuch("run", "see /v1/runs for those there are");

    private static Ok<RunsAnswer> All(StorePool stores, ServiceSettings settings, string? cahier, long? after, int? take)
    {
        var (from, most) = (Query.After(after), Query.Take(take, settings.Limits.PageRows));
        var found = stores.Use(StoreResults.All).Where(r => r.Id > from && (cahier is null || r.Summary.Cahier == cahier)).Take(most + 1).ToList();
        return TypedResults.Ok(new RunsAnswer([.. found.Take(most).Select(RunAnswer.Of)], found.Count > most ? found[most - 1].Id : null));
    }

    private static Ok<RunAnswer> One(long run, StorePool stores)
    {
        var found = stores.Use(store => StoreResults.Find(store, run)) ?? throw Refusal.NoSuch("run", "see /v1/runs for those there are");
        return TypedResults.Ok(RunAnswer.Of(found) with { Summary = found.Summary });
    }

    private static async Task<Accepted<OrderAnswer>> Order(HttpContext context, RuleShelf shelf, OrderQueue queue, StorePool stores)
    {
        var asked = await Body.ReadAsync(context.Request, ApiJson.Default.RunRequest).ConfigureAwait(false);
        var period = Query.Period(asked.Period);
        if (asked.MaxRejected is < 0 or > 100)
        {
            throw Refusal.BadBody("max_rejected is a number from 0 to 100");
        }

        // What cannot be run is said at once; the texts are looked for again when the run begins.
        _ = stores.HasStore ? ChosenVersion.All(shelf.Current, asked.Cahier, asked.Version, period) : throw new StoreException("the service has no store", "name one in its settings with store:");
        var order = new RunOrder([new AskedRun(asked.Cahier, asked.Version, period)], asked.MaxRejected ?? 0, context.Features.Get<Caller>()!.Name);
        return queue.Take(order) is { Taken: var taken }
            ? TypedResults.Accepted($"/v1/orders/{taken.Id}", OrderAnswer.Of(taken))
            : throw new Refusal(StatusCodes.Status503ServiceUnavailable, "too-many-orders", "too many runs are waiting", "ask again later");
    }

    private static async Task<Ok<RunAnswer>> Release(long run, HttpContext context, StorePool stores)
    {
        var reason = (await Body.ReadAsync(context.Request, ApiJson.Default.ReleaseRequest).ConfigureAwait(false)).Reason;
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > LongestReason)
        {
            throw Refusal.BadBody(string.Create(CultureInfo.InvariantCulture, $"reason says why the run is right all the same, in at most {LongestReason} signs"));
        }

        return TypedResults.Ok(RunAnswer.Of(stores.Use(store =>
        {
            if (Find(store, run).Held is null)
            {
                throw new Refusal(StatusCodes.Status409Conflict, "not-held", "the run is not held", "it counts already");
            }

            HeldRuns.Release(store, run, context.Features.Get<Caller>()!.Name, reason);
            return Find(store, run);
        })));
    }

    private static Ok<OrderAnswer> Ordered(string order, OrderQueue queue) =>
        TypedResults.Ok(OrderAnswer.Of(queue.Find(order) ?? throw Refusal.NoSuch("order", "orders are remembered for a while, and until the service ends; see /v1/runs for what came of them")));
}
