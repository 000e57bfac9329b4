using System.Collections.Immutable;
using Cahier.Rules.Documents;
using Cahier.Rules.Loading;
using Cahier.Service.Access;
using Cahier.Service.Requests;
using Cahier.Service.Shelves;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Cahier.Service.Api;

/// <summary>Cahiers, their versions, and these as texts and documents.</summary>
internal static class CahierEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/cahiers", All).WithSummary("Every cahier and library with its versions.").Needs(Permission.ReadCahiers);
        api.MapGet("/cahiers/{cahier}", One).WithSummary("One cahier with its versions.").Needs(Permission.ReadCahiers);
        api.MapGet("/cahiers/{cahier}/versions/{version}", Version).WithSummary("One version.").Needs(Permission.ReadCahiers);
        api.MapGet("/cahiers/{cahier}/versions/{version}/text", Text).WithSummary("The whole text of a version, with what it amends and the libraries it uses.").Produces<string>(contentType: "application/yaml").Needs(Permission.ReadCahiers);
        api.MapGet("/cahiers/{cahier}/versions/{version}/document", Document).WithSummary("A version as a document for people; language is en or fr, format html or markdown.").Produces<string>(contentType: "text/html").Needs(Permission.ReadCahiers);
    }

    private static Ok<ImmutableArray<CahierAnswer>> All(RuleShelf shelf) => TypedResults.Ok(CahierAnswer.All(shelf.Current));

    private static Ok<CahierAnswer> One(string cahier, RuleShelf shelf)
    {
        var current = shelf.Current;
        return current.Cahiers.ContainsKey(cahier) || current.Refused.Any(r => r.Cahier == cahier)
            ? TypedResults.Ok(CahierAnswer.Of(current, cahier))
            : throw Refusal.NoSuch("cahier", "see /v1/cahiers for those there are");
    }

    private static Ok<VersionAnswer> Version(string cahier, string version, RuleShelf shelf) =>
        TypedResults.Ok(VersionAnswer.Of(ChosenVersion.Entry(ChosenVersion.Find(shelf.Current, cahier), version)));

    private static ContentHttpResult Text(string cahier, string version, RuleShelf shelf)
    {
        var current = shelf.Current;
        _ = ChosenVersion.Entry(ChosenVersion.Find(current, cahier), version);
        return TypedResults.Text(ConsolidatedText.Write(RuleSetLoader.Load(current.Texts, cahier, version).Consolidated!), "application/yaml; charset=utf-8");
    }

    private static async Task<ContentHttpResult> Document(string cahier, string version, RuleShelf shelf, WorkGates gates, HttpContext context, string language = "en", string format = "html")
    {
        var inLanguage = Query.Choice("language", language, "en", "fr");
        var isHtml = Query.Choice("format", format, "html", "markdown") == "html";
        var current = shelf.Current;
        _ = ChosenVersion.Entry(ChosenVersion.Find(current, cahier), version);
        var (document, diagnostics) = await gates.Checks.RunAsync(_ => CahierDocument.Of(current.Texts, cahier, version, inLanguage), context.RequestAborted).ConfigureAwait(false);
        return document is null
            ? throw Refusal.Mistakes("the version has mistakes", diagnostics)
            : isHtml ? TypedResults.Text(document.AsHtml(), "text/html; charset=utf-8") : TypedResults.Text(document.AsMarkdown(), "text/markdown; charset=utf-8");
    }
}
