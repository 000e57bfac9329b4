using System.Collections.Immutable;
using Cahier.Rules;
using Cahier.Rules.Paragraphs;
using Cahier.Service.Access;
using Cahier.Service.Requests;
using Cahier.Service.Shelves;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Cahier.Service.Api;

/// <summary>Checks of a text, as <c>cahier check</c> makes them.</summary>
internal static class CheckEndpoints
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/checks", Check).WithSummary("Says everything that is wrong with the text of a version. The text is not kept.").Accepts<DraftRequest>("application/json").Needs(Permission.CheckText);

    private static async Task<Ok<CheckAnswer>> Check(HttpContext context, RuleShelf shelf, WorkGates gates)
    {
        var draft = await Body.ReadAsync(context.Request, ApiJson.Default.DraftRequest).ConfigureAwait(false);
        var texts = draft.Among(shelf.Current);
        return TypedResults.Ok(await gates.Checks.RunAsync(
            _ => CheckAnswer.Of([.. RuleSetCompiler.Compile(texts, draft.Cahier, draft.Version).Diagnostics, .. ParagraphCheck.Of(texts, draft.Cahier).Diagnostics]),
            context.RequestAborted).ConfigureAwait(false));
    }
}

/// <summary>What a check found.</summary>
/// <param name="Errors">How many errors keep the text from being run.</param>
internal sealed record CheckAnswer(int Errors, ImmutableArray<DiagnosticAnswer> Diagnostics)
{
    public static CheckAnswer Of(ImmutableArray<Feel.Diagnostics.Diagnostic> found)
    {
        var diagnostics = DiagnosticAnswer.Of(found);
        return new CheckAnswer(diagnostics.Count(d => d.Severity == "error"), diagnostics);
    }
}
