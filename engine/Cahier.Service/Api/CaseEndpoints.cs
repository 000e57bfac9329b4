using Cahier.Service.Access;
using Cahier.Service.Cases;
using Cahier.Service.Requests;
using Cahier.Service.Settings;
using Cahier.Service.Shelves;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Cahier.Service.Api;

/// <summary>Cases: facts that are sent, judged, explained and forgotten.</summary>
internal static class CaseEndpoints
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/cahiers/{cahier}/cases", Judge).WithSummary("Judges facts: decisions, values, indicators, amounts, and why. Nothing of it is kept.").Accepts<CaseRequest>("application/json").Needs(Permission.TryCase);

    private static async Task<Ok<CaseAnswer>> Judge(string cahier, HttpContext context, RuleShelf shelf, WorkGates gates, ServiceSettings settings)
    {
        var body = CaseBody.Read(await Body.ReadTextAsync(context.Request).ConfigureAwait(false), settings.Limits.CaseRows);
        var version = ChosenVersion.One(shelf.Current, cahier, body.Version, body.Period);
        return TypedResults.Ok(await gates.Cases.RunAsync(c => CaseJudging.Judge(version, body, c), context.RequestAborted).ConfigureAwait(false));
    }
}

/// <summary>The body of a case, for the document of the API; see <see cref="CaseForm"/>.</summary>
/// <param name="Version">The version; the one that holds for the period when not said.</param>
/// <param name="Period">The days: 2019, 2019-Q1, 2019-03 or 2019-01-01..2019-06-30.</param>
/// <param name="Facts">Rows by entity, children inside their parent, as in tests of cahiers.</param>
/// <param name="Explain">json or text; no explanation when not said.</param>
/// <param name="Language">en or fr, of an explanation as text.</param>
internal sealed record CaseRequest(string? Version, string Period, IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, System.Text.Json.Nodes.JsonNode?>>> Facts, string? Explain, string? Language);
