using Microsoft.AspNetCore.Http;

namespace Cahier.Service.Requests;

/// <summary>Says with every answer that it is kept nowhere, and that a browser takes it for what it is and runs nothing of it.</summary>
internal sealed class AnswerHeaders(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.CacheControl = "no-store";
            headers.XContentTypeOptions = "nosniff";
            headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
            return Task.CompletedTask;
        });
        return next(context);
    }
}
