using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;

namespace Cahier.Service.Api;

/// <summary>What the document of the API says of every address: who may ask, and how it is told what is wrong.</summary>
internal static class ApiDocument
{
    private const string Key = "key";
    private const string Problem = "application/problem+json";

    private static readonly int[] OfAll = [StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status503ServiceUnavailable];

    /// <summary>Says of addresses how they may refuse; one that names something may not find it.</summary>
    public static void SayProblems(RouteGroupBuilder api) => ((IEndpointConventionBuilder)api).Add(endpoint =>
    {
        var mayMiss = endpoint is RouteEndpointBuilder { RoutePattern.Parameters.Count: > 0 };
        foreach (var status in mayMiss ? OfAll.Append(StatusCodes.Status404NotFound) : OfAll)
        {
            endpoint.Metadata.Add(new ProducesResponseTypeMetadata(status, typeof(ProblemDetails), [Problem]));
        }
    });

    /// <summary>Says what the API is, and with what one asks it.</summary>
    public static void Configure(OpenApiOptions options) => options.AddDocumentTransformer((document, _, _) =>
    {
        document.Info.Title = "Cahier";
        document.Info.Description = "Cahiers and their versions, cases, simulations, runs and what they come to, statements, the ledger. What goes wrong is answered as a problem of RFC 9457.";
        document.Components ??= new OpenApiComponents();
        document.AddComponent(Key, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "A key that cahier serve keys add made, or a token of the provider. While neither is configured, who works at the machine needs none.",
        });
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Key, document)] = [] }];
        return Task.CompletedTask;
    });
}
