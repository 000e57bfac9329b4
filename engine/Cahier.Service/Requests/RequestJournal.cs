using System.Diagnostics;
using System.Text.Json;
using Cahier.Service.Access;
using Cahier.Service.Api;
using Cahier.Service.Measurements;
using Cahier.Service.Settings;
using Cahier.Storage.Stores;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Cahier.Service.Requests;

/// <summary>
/// The outermost step of every request: says in the log what was asked and what came of it, and answers what went wrong.
/// The log has the pattern of the address and not the address itself, and nothing of query, headers or body: these may hold
/// a person's data.
/// </summary>
internal sealed partial class RequestJournal(RequestDelegate next, ServiceSettings settings, ILogger<RequestJournal> log)
{
    private const string None = "none";
    private const int ClientWentAway = 499;

    public async Task InvokeAsync(HttpContext context)
    {
        var began = Stopwatch.GetTimestamp();
        using var activity = Meters.Source.StartActivity("request", ActivityKind.Server);
        var kind = "";
        try
        {
            await next(context).ConfigureAwait(false);
            if (!context.Response.HasStarted && Unanswered(context) is { } refusal)
            {
                throw refusal;
            }
        }
        catch (Exception problem)
        {
            kind = await AnswerAsync(context, problem).ConfigureAwait(false);
        }

        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? None;
        var method = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsPost(context.Request.Method) || HttpMethods.IsPut(context.Request.Method) || HttpMethods.IsDelete(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) ? context.Request.Method : "other";
        var taken = Stopwatch.GetElapsedTime(began);
        Meters.Request(method, route, context.Response.StatusCode, taken);
        activity?.SetTag("http.request.method", method).SetTag("http.route", route).SetTag("http.response.status_code", context.Response.StatusCode);
        Asked(log, context.Response.StatusCode >= StatusCodes.Status400BadRequest ? LogLevel.Warning : LogLevel.Information, method, route, context.Response.StatusCode, kind, context.Features.Get<Caller>()?.Name ?? None, (long)taken.TotalMilliseconds);
    }

    // What nobody answers, and what routing refuses itself, without a word.
    private static Refusal? Unanswered(HttpContext context) => context.GetEndpoint() is null ? Refusal.NoSuchAddress() : context.Response.StatusCode switch
    {
        StatusCodes.Status405MethodNotAllowed => Refusal.NoSuchMethod(),
        StatusCodes.Status415UnsupportedMediaType => Refusal.NotJson(),
        _ => null,
    };

    private async Task<string> AnswerAsync(HttpContext context, Exception problem)
    {
        if (context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = context.Response.HasStarted ? context.Response.StatusCode : ClientWentAway;
            return "went-away";
        }

        var answer = problem switch
        {
            Refusal refusal => ProblemAnswer.Of(refusal),
            StoreException store => ProblemAnswer.Of(new Refusal(StatusCodes.Status503ServiceUnavailable, "store", store.Cause, store.Remedy)),
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => ProblemAnswer.Of(Refusal.BodyTooLong(settings.Limits.Body)),
            BadHttpRequestException { StatusCode: var status } => ProblemAnswer.Of(new Refusal(status, "bad-request", "the request, or a part of its address or query, is not as it must be", "see /openapi/v1.json for what it must be")),
            _ => Fault(problem),
        };
        if (context.Response.HasStarted)
        {
            // Half an answer is on its way: the connection is cut, so that nobody takes it for a whole one.
            context.Abort();
            return answer.Type;
        }

        var allowed = context.Response.Headers.Allow;
        context.Response.Clear();
        context.Response.Headers.Allow = allowed;
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "application/problem+json";
        if (answer.Status == StatusCodes.Status401Unauthorized)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
        }

        await JsonSerializer.SerializeAsync(context.Response.Body, answer, ApiJson.Default.ProblemAnswer, context.RequestAborted).ConfigureAwait(false);
        return answer.Type;
    }

    private ProblemAnswer Fault(Exception problem)
    {
        // The message of an exception may hold facts; its type and where it was thrown do not.
        var fault = Guid.NewGuid().ToString("N");
        Failed(log, fault, problem.GetType().FullName!, problem.StackTrace ?? "");
        return new ProblemAnswer("urn:cahier:fault", "this is a fault of the service, not of the request", StatusCodes.Status500InternalServerError, "report it with the number of the fault") { Fault = fault };
    }

    [LoggerMessage("{Method} {Route} {Status} {Kind} by {Caller} in {Milliseconds} ms")]
    private static partial void Asked(ILogger logger, LogLevel level, string method, string route, int status, string kind, string caller, long milliseconds);

    [LoggerMessage(LogLevel.Error, "fault {Fault}: {Type} at {Trace}")]
    private static partial void Failed(ILogger logger, string fault, string type, string trace);
}
