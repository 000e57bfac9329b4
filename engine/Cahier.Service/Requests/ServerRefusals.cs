using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cahier.Service.Requests;

/// <summary>
/// Says in the log what the web server refuses before it is a request of anybody: what is no HTTP, or has headers without
/// end. Its own log of these holds what was sent, and is off.
/// </summary>
internal sealed partial class ServerRefusals(DiagnosticListener server, ILogger<ServerRefusals> log) : IHostedService, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private const string Event = "Microsoft.AspNetCore.Server.Kestrel.BadRequest";

    private IDisposable? listening;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        listening = server.Subscribe(this, (name, _, _) => name == Event);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is IFeatureCollection features && features.Get<IBadRequestExceptionFeature>()?.Error is BadHttpRequestException refused)
        {
            Refused(log, refused.StatusCode);
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose() => listening?.Dispose();

    [LoggerMessage(LogLevel.Warning, "{Status} to what is no request")]
    private static partial void Refused(ILogger logger, int status);
}
