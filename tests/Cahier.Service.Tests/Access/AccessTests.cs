using System.Net;
using Cahier.Service.Access;
using Cahier.Service.Settings;
using Cahier.Service.Tests.Serving;
using Cahier.Storage.Stores;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Cahier.Service.Tests.Access;

/// <summary>Who may do what: by role, by key, and from where.</summary>
public sealed class AccessTests
{
    private const string Case = """{ "period": "2019", "facts": { "hospital": [{ "hospital_id": "H1" }], "patient": [] } }""";

    /// <summary>Every endpoint with the least role that may use it, and what it answers to that role.</summary>
    public static TheoryData<string, string, string?, string, HttpStatusCode> Endpoints() => new()
    {
        { "GET", "/v1/cahiers", null, "reader", HttpStatusCode.OK },
        { "GET", "/v1/cahiers/nights", null, "reader", HttpStatusCode.OK },
        { "GET", "/v1/cahiers/nights/versions/1", null, "reader", HttpStatusCode.OK },
        { "GET", "/v1/cahiers/nights/versions/1/text", null, "reader", HttpStatusCode.OK },
        { "GET", "/v1/cahiers/nights/versions/1/document", null, "reader", HttpStatusCode.OK },
        { "GET", "/v1/cahiers/nights/statement?period=2019", null, "reader", HttpStatusCode.ServiceUnavailable },
        { "POST", "/v1/checks", """{ "cahier": "nights", "version": "1", "text": "a" }""", "reader", HttpStatusCode.OK },
        { "POST", "/v1/cahiers/nights/cases", Case, "reader", HttpStatusCode.OK },
        { "GET", "/v1/runs", null, "reader", HttpStatusCode.OK },
        { "GET", "/v1/runs/1", null, "reader", HttpStatusCode.NotFound },
        { "GET", "/v1/runs/1/decisions", null, "reader", HttpStatusCode.NotFound },
        { "GET", "/v1/runs/1/indicators.csv", null, "reader", HttpStatusCode.NotFound },
        { "GET", "/v1/orders/1", null, "reader", HttpStatusCode.NotFound },
        { "GET", "/v1/statements", null, "reader", HttpStatusCode.OK },
        { "GET", "/v1/statements/1", null, "reader", HttpStatusCode.NotFound },
        { "GET", "/v1/ledger", null, "reader", HttpStatusCode.OK },
        { "GET", "/openapi/v1.json", null, "reader", HttpStatusCode.OK },
        { "GET", "/metrics", null, "reader", HttpStatusCode.OK },
        { "POST", "/v1/simulations", """{ "cahier": "nights", "version": "2", "text": "a", "period": "2019" }""", "editor", HttpStatusCode.UnprocessableEntity },
        { "POST", "/v1/cahiers/nights/versions/none/publication", null, "publisher", HttpStatusCode.NotFound },
        { "POST", "/v1/runs/1/release", """{ "reason": "it is right" }""", "operator", HttpStatusCode.NotFound },
        { "POST", "/v1/runs", """{ "cahier": "none", "period": "2019" }""", "operator", HttpStatusCode.NotFound },
    };

    [Fact]
    public async Task Endpoints_AreForTheirRoleAndThoseAboveIt_AndForNobodyElse()
    {
        using var place = new Place();
        place.Load();
        var keys = Roles.Words.ToDictionary(r => r, r => place.Key(r, r));
        await using var served = await Served.StartAsync(place);
        foreach (var (method, path, body, least, expected) in Endpoints().Select(e => e.Data))
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await served.SendAsync(new HttpMethod(method), path, body, null)).Status);
            Assert.Equal(HttpStatusCode.Unauthorized, (await served.SendAsync(new HttpMethod(method), path, body, "cahier_" + new string('A', 43))).Status);
            foreach (var (role, key) in keys)
            {
                var answer = await served.SendAsync(new HttpMethod(method), path, body, key);
                var may = Roles.Find(role) >= Roles.Find(least);
                Assert.True(answer.Status == (may ? expected : HttpStatusCode.Forbidden), $"{role} {method} {path}: {answer.Status} {answer.Text}");
            }
        }

        Assert.All(keys.Values, key => Assert.DoesNotContain(key, served.Said, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Endpoints_AllOfThem_SayWhatTheyNeed()
    {
        using var place = new Place();
        await using var served = await Served.StartAsync(place);
        var open = served.Services.GetServices<Microsoft.AspNetCore.Routing.EndpointDataSource>()
            .SelectMany(s => s.Endpoints)
            .OfType<Microsoft.AspNetCore.Routing.RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<PermissionAsked>() is null)
            .Select(e => e.RoutePattern.RawText);

        Assert.Equal(["/health/live", "/health/ready"], open.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Key_TakenBack_OpensNothing()
    {
        using var place = new Place();
        place.Load();
        var key = place.Key("a program", "reader");
        await using var served = await Served.StartAsync(place);
        Assert.Equal(HttpStatusCode.OK, (await served.GetAsync("/v1/runs", key)).Status);

        using (var store = FactStore.OpenAsItIs(StoreAddress.Parse(place.Store), TimeProvider.System))
        {
            ApiKeys.Revoke(store, "a program");
            Assert.Throws<StoreException>(() => ApiKeys.Revoke(store, "a program"));
            Assert.Throws<StoreException>(() => ApiKeys.Add(store, "a program", "operator"));
        }

        await Task.Delay(TimeSpan.FromSeconds(2.1), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, (await served.GetAsync("/v1/runs", key)).Status);

        // And none who has no key is let in since.
        Assert.Equal(HttpStatusCode.Unauthorized, (await served.GetAsync("/v1/runs")).Status);
    }

    [Fact]
    public void Key_IsInTheStoreByItsHashAlone()
    {
        using var place = new Place();
        place.Load();
        var key = place.Key("a program", "reader");

        Assert.Matches("^cahier_[A-Za-z0-9_-]{43}$", key);
        Assert.DoesNotContain(key, string.Concat(Directory.EnumerateFiles(place.Folder).Select(f => File.ReadAllText(f, System.Text.Encoding.Latin1))), StringComparison.Ordinal);
        using var store = FactStore.OpenAsItIs(StoreAddress.Parse(place.Store), TimeProvider.System);
        Assert.Equal(("a program", "reader", ApiKeys.HashOf(key)), ApiKeys.All(store).Select(k => (k.Name, k.Role, k.Hash)).Single());
    }

    [Fact]
    public async Task Key_PutIntoTheStoreByHand_OpensNothing()
    {
        using var place = new Place();
        place.Load();
        var known = place.Key("a program", "reader");
        using (var database = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={place.Store}"))
        {
            database.Open();
            using var insert = database.CreateCommand();
            insert.CommandText = $"INSERT INTO api_key (name, role, hash, added_at) VALUES ('intruder', 'operator', '{ApiKeys.HashOf("cahier_mine")}', '2019-01-01T00:00:00Z')";
            insert.ExecuteNonQuery();
        }

        // The ledger does not know it: nobody is let in, and the service does not start.
        await Assert.ThrowsAsync<StoreException>(async () =>
        {
            await using var served = await Served.StartAsync(place);
            Assert.NotEqual(HttpStatusCode.OK, (await served.GetAsync("/v1/runs", "cahier_mine")).Status);
            Assert.NotEqual(HttpStatusCode.OK, (await served.GetAsync("/v1/runs", known)).Status);
            throw new StoreException("nobody", "was let in");
        });
    }

    [Theory]
    [InlineData("example.org", null, HttpStatusCode.Unauthorized)]
    [InlineData("localhost", "203.0.113.9", HttpStatusCode.Unauthorized)]
    [InlineData("localhost", null, HttpStatusCode.OK)]
    public async Task Service_WithoutKeys_AnswersThoseAtThisMachineOnly(string host, string? forwarded, HttpStatusCode expected)
    {
        using var place = new Place();
        await using var served = await Served.StartAsync(place);

        var answer = await served.SendAsync(HttpMethod.Get, "/v1/cahiers", null, null, r =>
        {
            r.Headers.Host = host;
            if (forwarded is not null)
            {
                r.Headers.Add("X-Forwarded-For", forwarded);
            }
        });

        Assert.Equal(expected, answer.Status);
    }

    [Fact]
    public void Service_WithoutKeys_DoesNotListenBeyondThisMachine()
    {
        using var place = new Place();
        place.Load();
        var settings = Served.Settings(place) with { Listen = ListenAddress.TryParse("http://*:0", out var all) ? all : default };

        var refused = Assert.Throws<SettingsException>(() => ServiceHost.Build(settings, TimeProvider.System));
        Assert.Equal("listen", refused.Problems.Single().Setting);
        Assert.Contains("keys add", refused.Message, StringComparison.Ordinal);

        place.Key("a program", "operator");
        using var _ = (IDisposable)ServiceHost.Build(settings, TimeProvider.System);
    }
}
