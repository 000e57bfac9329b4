using System.Collections.Immutable;
using Cahier.Service.Access;
using Cahier.Service.Api;
using Cahier.Service.Health;
using Cahier.Service.Measurements;
using Cahier.Service.Nights;
using Cahier.Service.Requests;
using Cahier.Service.Runs;
using Cahier.Service.Settings;
using Cahier.Service.Shelves;
using Cahier.Service.Stores;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cahier.Service;

/// <summary>The service from its settings to its end. The first file to read: what it is made of, and what a request goes through, in order.</summary>
public static class ServiceHost
{
    /// <summary>Runs the service until it is asked to end.</summary>
    /// <exception cref="SettingsException">It may not run with these settings.</exception>
    /// <exception cref="IOException">The rules or the store cannot be read, or the address is taken.</exception>
    public static async Task RunAsync(ServiceSettings settings, TimeProvider time, CancellationToken cancellation)
    {
        await using var app = Build(settings, time);
        await app.StartAsync(cancellation).ConfigureAwait(false);
        Listening.Say(app, settings);
        await app.WaitForShutdownAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Starts the service and says nothing in a log, for whoever wants to measure it.</summary>
    /// <returns>Where it listens, and what ends it.</returns>
    public static async Task<(Uri Address, IAsyncDisposable Service)> StartQuietlyAsync(ServiceSettings settings, TimeProvider time, CancellationToken cancellation)
    {
        var app = Build(settings, time, b => b.Logging.ClearProviders());
        await app.StartAsync(cancellation).ConfigureAwait(false);
        return (new Uri(app.Urls.Single()), app);
    }

    /// <summary>Makes every run of the schedule now, one entry after the other, and listens nowhere.</summary>
    /// <returns>What could not be run, and why; and how many runs are held.</returns>
    /// <exception cref="SettingsException">Nothing is scheduled.</exception>
    /// <exception cref="IOException">The rules or the store cannot be read.</exception>
    public static async Task<(ImmutableArray<string> Failures, int Runs, int Held)> RunScheduleAsync(ServiceSettings settings, TimeProvider time, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Schedule.IsEmpty)
        {
            throw new SettingsException([new SettingsProblem("schedule", "nothing is scheduled", "say in the file of settings what is to be run with schedule:, and name the file with --settings")], []);
        }

        await using var app = Build(settings, time);
        var queue = app.Services.GetRequiredService<OrderQueue>();
        await queue.StartAsync(CancellationToken.None).ConfigureAwait(false);
        await using var stop = cancellation.Register(() => _ = queue.StopAsync(CancellationToken.None)).ConfigureAwait(false);
        var work = app.Services.GetRequiredService<NightWork>();
        var nights = new List<Night>();
        foreach (var scheduled in settings.Schedule)
        {
            cancellation.ThrowIfCancellationRequested();
            nights.Add(await work.RunAsync(scheduled).ConfigureAwait(false));
        }

        await queue.StopAsync(CancellationToken.None).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        return ([.. nights.SelectMany(n => n.Failures)], nights.Sum(n => n.Runs), nights.Sum(n => n.Held));
    }

    /// <summary>Makes the service, ready to start.</summary>
    /// <param name="settings">How it is to run.</param>
    /// <param name="time">The clock.</param>
    /// <param name="more">What else is to be part of it.</param>
    internal static WebApplication Build(ServiceSettings settings, TimeProvider time, Action<WebApplicationBuilder>? more = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = Meters.Name });
        Listening.Configure(builder, settings);
        builder.Services.AddSystemd();
        Logs.Configure(builder);
        Exporters.Configure(builder, settings);
        Scheduling.Configure(builder, settings);
        Tokens.Configure(builder, settings);
        builder.Services.AddRoutingCore();
        builder.Services.AddOpenApi(ApiDocument.Configure);
        builder.Services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        builder.Services.ConfigureHttpJsonOptions(o => Answers.Configure(o.SerializerOptions));
        builder.Services.AddSingleton(settings).AddSingleton(time)
            .AddSingleton(_ => new RuleShelf(settings.RulesFolder, settings.ModelsFolder)).AddSingleton<ShelfKeeper>()
            .AddSingleton(_ => new StorePool(settings.Store, time)).AddSingleton<KeyRing>()
            .AddSingleton<WorkGates>()
            .AddSingleton<OrderWork>().AddSingleton<OrderQueue>().AddHostedService(s => s.GetRequiredService<OrderQueue>())
            .AddHostedService<ShareHelp>()
            .AddSingleton<NightRecord>().AddSingleton<NightWork>()
            .AddHostedService<ShelfWatch>()
            .AddHostedService<ServerRefusals>();
        more?.Invoke(builder);

        var app = builder.Build();
        app.Services.GetRequiredService<StorePool>().Try();
        Listening.RefuseOpenDoor(settings, app.Services.GetRequiredService<KeyRing>());
        var shelf = app.Services.GetRequiredService<RuleShelf>().Current;
        app.Services.GetRequiredService<ShelfKeeper>().Say(shelf.Refused);
        app.Services.GetRequiredService<NightWork>().Say(shelf);
        app.UseMiddleware<RequestJournal>();
        app.UseMiddleware<AnswerHeaders>();
        app.UseRouting();
        app.UseMiddleware<AccessCheck>();
        Map(app, settings);
        return app;
    }

    private static void Map(WebApplication app, ServiceSettings settings)
    {
        HealthEndpoints.Map(app);
        app.MapOpenApi().Needs(Permission.ReadCahiers);
        if (settings.Telemetry.Prometheus)
        {
            app.MapPrometheusScrapingEndpoint().Needs(Permission.ReadMeasurements);
        }

        var api = app.MapGroup("/v1");
        ApiDocument.SayProblems(api);
        CahierEndpoints.Map(api);
        PublicationEndpoints.Map(api);
        CheckEndpoints.Map(api);
        CaseEndpoints.Map(api);
        SimulationEndpoints.Map(api);
        RunEndpoints.Map(api);
        ResultEndpoints.Map(api);
        StatementEndpoints.Map(api);
        LedgerEndpoints.Map(api);
    }
}
