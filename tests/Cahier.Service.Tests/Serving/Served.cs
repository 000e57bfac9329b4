using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Cahier.Service.Measurements;
using Cahier.Service.Settings;
using Cahier.Storage.Stores;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Cahier.Service.Tests.Serving;

/// <summary>The service on a place of its own, at a free port of this machine, with everything that it says kept to be looked at.</summary>
internal sealed class Served : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Saying said;
    private readonly HttpClient client = new();
    private int ended;

    private Served(Place place, WebApplication app, Saying said) => (Place, this.app, this.said) = (place, app, said);

    public Place Place { get; }

    public Uri Address { get; private set; } = null!;

    public IServiceProvider Services => app.Services;

    /// <summary>Every line of every log and every mark of every trace, as one text.</summary>
    public string Said => said.Text;

    /// <summary>Waits until lines of the log hold something so often, which may be a moment after the answer; false when they do not come to.</summary>
    public async Task<bool> SaysAsync(string what, int times = 1)
    {
        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(10); await Task.Delay(5))
        {
            if (said.Text.Split(what).Length - 1 >= times)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Starts the service.</summary>
    /// <param name="place">Its rules and store.</param>
    /// <param name="settings">Its settings, in YAML, beside these.</param>
    public static async Task<Served> StartAsync(Place place, string settings = "")
    {
        var said = new Saying();
        var app = ServiceHost.Build(Settings(place, settings), TimeProvider.System, b =>
        {
            b.Logging.AddProvider(said);
            b.Logging.SetMinimumLevel(LogLevel.Trace);
        });
        await app.StartAsync();
        return new Served(place, app, said) { Address = new Uri(app.Urls.Single()) };
    }

    /// <summary>The settings of a place.</summary>
    public static ServiceSettings Settings(Place place, string settings = "") => SettingsReader.Read(
        place.Rules,
        place.Models,
        settings.Length == 0 ? null : ("settings.yaml", settings),
        new Dictionary<string, string?> { ["listen"] = "http://127.0.0.1:0", ["store"] = StoreAddress.Parse(place.Store) is { Kind: StoreKind.Sqlite, File: var file } && !File.Exists(file) ? null : place.Store },
        _ => null);

    public async Task<Answer> GetAsync(string path, string? key = null) => await SendAsync(HttpMethod.Get, path, null, key);

    public async Task<Answer> PostAsync(string path, string body, string? key = null) => await SendAsync(HttpMethod.Post, path, body, key);

    public async Task<Answer> SendAsync(HttpMethod method, string path, string? body, string? key, Action<HttpRequestMessage>? more = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(Address, path));
        if (key is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        more?.Invoke(request);
        using var response = await client.SendAsync(request);
        return new Answer(response.StatusCode, response.Content.Headers.ContentType?.MediaType ?? "", await response.Content.ReadAsStringAsync());
    }

    /// <summary>Asks until something is so.</summary>
    public async Task<Answer> UntilAsync(string path, Func<Answer, bool> isSo, string? key = null)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            var answer = await GetAsync(path, key);
            if (isSo(answer))
            {
                return answer;
            }

            Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(20), $"{path} still says: {answer.Text}");
            await Task.Delay(50);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref ended, 1) == 1)
        {
            return;
        }

        client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        said.Dispose();
    }

    /// <summary>Keeps what is said.</summary>
    private sealed class Saying : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> lines = new();
        private readonly ActivityListener listener;

        public Saying()
        {
            listener = new ActivityListener
            {
                // Those of the web server and of the client hold addresses, and the service gives them to nobody.
                ShouldListenTo = s => s.Name == Meters.Name,
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = a => lines.Enqueue($"{a.Source.Name} {a.DisplayName} {string.Join(' ', a.TagObjects.Select(t => $"{t.Key}={t.Value}"))}"),
            };
            ActivitySource.AddActivityListener(listener);
        }

        public string Text => string.Join('\n', lines);

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");

        public void Dispose() => listener.Dispose();
    }
}

/// <summary>What the service answered.</summary>
internal sealed record Answer(HttpStatusCode Status, string Type, string Text)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    /// <summary>The kind of a problem.</summary>
    public string? Kind => Json.TryGetProperty("type", out var kind) ? kind.GetString() : null;
}
