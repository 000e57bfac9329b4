using Cahier.Feel.Values;
using Cahier.Rules.Loading;
using Cahier.Rules.Versions;
using Cahier.Service.Access;
using Cahier.Service.Requests;
using Cahier.Service.Settings;
using Cahier.Service.Shelves;
using Cahier.Service.Stores;
using Cahier.Storage.Stores;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Cahier.Service.Api;

/// <summary>Publishes versions whose texts are in the folder of the rules. Texts come there by other ways than the service, so that nobody can write a text and publish it with one key.</summary>
internal static class PublicationEndpoints
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/cahiers/{cahier}/versions/{version}/publication", Publish).WithSummary("Publishes a version whose text is in the folder of the rules; it can no longer change then. The ledger tells who did.").ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity).Needs(Permission.PublishVersion);

    private static async Task<Ok<VersionAnswer>> Publish(string cahier, string version, StorePool stores, ServiceSettings settings, ShelfKeeper keeper, WorkGates gates, TimeProvider time, HttpContext context)
    {
        // As the files stand now: what is in use may be the texts of before.
        var texts = new RuleFolder(settings.RulesFolder, settings.ModelsFolder);
        if (texts.Version(cahier, version) is null)
        {
            throw Refusal.NoSuch("version", "see /v1/cahiers for those there are; the text must be in the folder of the rules");
        }

        var (today, by) = (Date.FromDateOnly(DateOnly.FromDateTime(time.GetLocalNow().DateTime)), context.Features.Get<Caller>()!.Name);
        var publication = await gates.Checks.RunAsync(
            _ => Written(() => stores.Use(store => Publications.Publish(store, settings.RulesFolder, cahier, version, by, () => Publication.Of(texts, cahier, version, today, by)))),
            context.RequestAborted).ConfigureAwait(false);
        if (publication.Record is null)
        {
            throw publication.Diagnostics.IsEmpty
                ? new Refusal(StatusCodes.Status409Conflict, "not-published", publication.Cause, publication.Remedy)
                : Refusal.Mistakes("the version, or another of the cahier, has mistakes", publication.Diagnostics.Where(d => d.IsError));
        }

        keeper.Look();
        return TypedResults.Ok(VersionAnswer.Of(VersionCatalog.Load(texts, cahier).Find(version)!));
    }

    private static Publication Written(Func<Publication> publish)
    {
        try
        {
            return publish();
        }
        catch (Exception problem) when (problem is (IOException or UnauthorizedAccessException) and not StoreException)
        {
            throw new Refusal(StatusCodes.Status503ServiceUnavailable, "rules-not-written", "the record of what is published cannot be written, and nothing was published", "let the service write the folder of the rules, or publish with cahier publish where it can be written");
        }
    }
}
