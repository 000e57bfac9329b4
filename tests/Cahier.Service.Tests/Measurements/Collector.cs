using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Cahier.Service.Tests.Measurements;

/// <summary>A collector of OpenTelemetry as a service knows it: takes what is sent over gRPC, and keeps it by what it is.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private static readonly byte[] Nothing = new byte[5];

    private readonly ConcurrentQueue<(string Path, string Text)> sent = new();
    private readonly WebApplication app;

    private Collector(WebApplication app) => this.app = app;

    public string Address => app.Urls.Single();

    /// <summary>All that was sent of a kind, such as traces, its bytes as text: names and values of attributes can be read in it.</summary>
    public string Sent(string kind) => string.Concat(sent.Where(s => s.Path.Contains($".{kind}.", StringComparison.Ordinal)).Select(s => s.Text));

    public static async Task<Collector> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(o => o.Listen(IPAddress.Loopback, 0, l => l.Protocols = HttpProtocols.Http2));
        var collector = new Collector(builder.Build());
        collector.app.Run(collector.TakeAsync);
        await collector.app.StartAsync();
        return collector;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        sent.Enqueue((context.Request.Path.Value!, Encoding.UTF8.GetString(body.ToArray())));
        context.Response.ContentType = "application/grpc";
        context.Response.AppendTrailer("grpc-status", "0");
        await context.Response.Body.WriteAsync(Nothing);
    }
}
