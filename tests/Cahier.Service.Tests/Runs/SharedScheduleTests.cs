using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Cahier.Service.Tests.Serving;
using Npgsql;
using Xunit;

namespace Cahier.Service.Tests.Runs;

/// <summary>Hosts that share a store in PostgreSQL, and with it the schedule.</summary>
public sealed partial class SharedScheduleTests : IDisposable
{
    private readonly string schema = $"service_{Guid.NewGuid():N}";
    private readonly string server;

    public SharedScheduleTests()
    {
        server = Environment.GetEnvironmentVariable("CAHIER_POSTGRES") ?? "";
        Assert.SkipWhen(server.Length == 0, "CAHIER_POSTGRES holds no connection string of a PostgreSQL database");
        Execute($"CREATE SCHEMA {schema}");
    }

    [Fact]
    public async Task Night_DueOnTwoHosts_IsMadeByOne_AndByTheOtherWhenThatEnds()
    {
        using var place = new Place($"postgresql:{server};Search Path={schema}");
        place.Load();
        const string settings = "schedule: [{ name: often, cron: '* * * * * ?', periods: [2019, 2020] }]";
        var began = Stopwatch.GetTimestamp();
        var first = await Served.StartAsync(place, settings);
        try
        {
            await using var second = await Served.StartAsync(place, settings);
            await second.UntilAsync("/v1/runs", a => a.Json.GetProperty("runs").GetArrayLength() == 2);
            await Task.Delay(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken);

            // Each night of a second is begun once, wherever it is; two hosts on their own would begin twice as many.
            var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            var begun = Begun(first) + Begun(second);
            await first.DisposeAsync();
            Assert.InRange(begun, 2, (int)seconds + 2);
            Assert.Equal(["2019-01-01", "2020-01-01"], (await second.GetAsync("/v1/runs")).Json.GetProperty("runs").EnumerateArray().Select(r => r.GetProperty("from").GetString()));

            var before = Begun(second);
            await second.UntilAsync("/health/live", _ => Begun(second) > before + 1);
            Assert.Equal(HttpStatusCode.OK, (await second.GetAsync("/health/ready")).Status);
        }
        finally
        {
            await first.DisposeAsync();
        }
    }

    [Fact]
    public async Task Service_OnAStoreInAServer_AnswersAsOnAFile()
    {
        using var place = new Place($"postgresql:{server};Search Path={schema}");
        place.Load();
        var key = place.Key("somebody", "operator");
        await using var served = await Served.StartAsync(place);
        Assert.Equal(HttpStatusCode.Unauthorized, (await served.GetAsync("/v1/runs")).Status);

        var taken = await served.PostAsync("/v1/runs", """{ "cahier": "nights", "period": "2019" }""", key);
        await served.UntilAsync($"/v1/orders/{taken.Json.GetProperty("order").GetString()}", a => a.Json.GetProperty("state").GetString() == "done", key);

        var page = await served.GetAsync("/v1/runs/1/decisions?take=3", key);
        Assert.Equal(3, page.Json.GetProperty("rows").GetArrayLength());
        Assert.Equal(41, (await served.GetAsync("/v1/runs/1/decisions.csv", key)).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(["load", "key", "run", "asked"], (await served.GetAsync("/v1/ledger", key)).Json.GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("kind").GetString()));
    }

    public void Dispose()
    {
        if (server.Length > 0)
        {
            Execute($"DROP SCHEMA {schema} CASCADE");
        }
    }

    private static int Begun(Served served) => Beginning().Count(served.Said);

    private void Execute(string sql)
    {
        using var connection = new NpgsqlConnection(server);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    [GeneratedRegex("often begins")]
    private static partial Regex Beginning();
}
