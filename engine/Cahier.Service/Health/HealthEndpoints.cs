using System.Globalization;
using Cahier.Service.Nights;
using Cahier.Service.Shelves;
using Cahier.Service.Stores;
using Cahier.Storage.Stores;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Cahier.Service.Health;

/// <summary>
/// Says whether the service lives, and whether it is ready: the store answers, the texts are in use as they stand, and the
/// runs of last night were made. Open to all, and so without names or reasons: these are in the log.
/// </summary>
internal static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => TypedResults.Ok(HealthAnswer.Of())).WithSummary("Whether the process lives.");
        app.MapGet("/health/ready", Ready).WithSummary("Whether the store answers, the texts are in use as they stand, and the last scheduled runs were made; 503 when not.");
    }

    private static JsonHttpResult<HealthAnswer> Ready(StorePool stores, RuleShelf shelf, NightRecord nights)
    {
        var answer = HealthAnswer.Of([Store(stores), Rules(shelf.Current), Nights(nights.Last())]);
        return TypedResults.Json(answer, Api.ApiJson.Default.HealthAnswer, statusCode: answer.Status == "good" ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private static HealthItem Store(StorePool stores)
    {
        if (!stores.HasStore)
        {
            return new HealthItem("store", true, "none is configured");
        }

        try
        {
            return stores.Use(store => store.Content()) is null ? new HealthItem("store", true, "it holds no facts yet") : new HealthItem("store", true, "it answers");
        }
        catch (StoreException)
        {
            return new HealthItem("store", false, "it cannot be used; the log of requests to it says why");
        }
    }

    private static HealthItem Rules(Shelf shelf) => shelf.Refused.IsEmpty
        ? new HealthItem("rules", true, string.Create(CultureInfo.InvariantCulture, $"{shelf.Cahiers.Count} cahiers and libraries are in use"))
        : new HealthItem("rules", false, string.Create(CultureInfo.InvariantCulture, $"the texts of {shelf.Refused.Length} have mistakes: /v1/cahiers and the log say which"));

    private static HealthItem Nights(IReadOnlyList<Night> nights) => nights.Count == 0
        ? new HealthItem("scheduled runs", true, "none was made yet")
        : new HealthItem("scheduled runs", nights.All(n => n.IsGood), string.Create(CultureInfo.InvariantCulture, $"{nights.Sum(n => n.Runs)} runs made, {nights.Sum(n => n.Held)} of them held, {nights.Sum(n => n.Failures.Length)} failures; last {nights.Max(n => n.At).UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}"));
}
