using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Cahier.Service.Access;
using Cahier.Service.Requests;
using Cahier.Service.Settings;
using Cahier.Service.Stores;
using Cahier.Storage.Stores;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Cahier.Service.Api;

/// <summary>What was done with the store, in order; every entry is held against the hash of the one before when it is read.</summary>
internal static class LedgerEndpoints
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/ledger", Entries).WithSummary("The ledger of the store, by page.").Needs(Permission.ReadLedger);

    private static Ok<LedgerAnswer> Entries(StorePool stores, ServiceSettings settings, long? after, int? take)
    {
        var (from, most) = (Query.After(after), Query.Take(take, settings.Limits.PageRows));
        var found = stores.Use(Ledger.Read).Where(e => e.Number > from).Take(most + 1).ToList();
        return TypedResults.Ok(new LedgerAnswer([.. found.Take(most).Select(e => new EntryAnswer(e.Number, e.At, e.Kind, JsonNode.Parse(e.Body), e.Hash))], found.Count > most ? found[most - 1].Number : null));
    }
}

/// <summary>An entry of the ledger.</summary>
internal sealed record EntryAnswer(long Entry, string At, string Kind, JsonNode? Body, string Hash);

/// <summary>Entries, from the first on.</summary>
/// <param name="Next">What to ask for as after to go on; null at the end.</param>
internal sealed record LedgerAnswer(ImmutableArray<EntryAnswer> Entries, long? Next);
