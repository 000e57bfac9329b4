using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Cahier.Cli;
using Cahier.House.Tests.Commands;
using Cahier.Storage.Stores;
using Xunit;

namespace Cahier.House.Tests.Torture;

/// <summary>The service is killed at random moments while it makes runs that are asked for over HTTP, and started again: no run is lost once it is asked for anew, none is there twice, and none is other than one that nobody disturbed.</summary>
public sealed class KilledServiceTests : IDisposable
{
    private const int Stays = 20_000;
    private const int Kills = 4;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly string[] Months = ["2020-01", "2020-02", "2020-03", "2020-04", "2020-05", "2020-06"];

    private readonly Place place = new();
    private readonly HttpClient client = new();

    public void Dispose()
    {
        client.Dispose();
        place.Dispose();
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Service_KilledWhileItMakesRuns_MakesEachOnce_AsIfNobodyHadKilledIt()
    {
        place.Facts("many", Stays);
        var (calm, killed) = (place.At("calm.db"), place.At("killed.db"));
        await Expect("load", "--data", place.At("many"), "--store", calm, "--model", "small");
        File.Copy(calm, killed);
        foreach (var month in Months)
        {
            await Expect("run", "small", "--period", month, "--store", calm);
        }

        var random = new Random(1);
        for (var kill = 0; kill < Kills; kill++)
        {
            using var service = await StartAsync(killed);
            foreach (var month in Months)
            {
                await OrderAsync(service, month);
            }

            await Task.Delay(random.Next(400), TestContext.Current.CancellationToken);
            service.Process.Kill();
            await service.Process.WaitForExitAsync(TestContext.Current.CancellationToken);
            _ = Runs(killed);
        }

        using (var service = await StartAsync(killed))
        {
            foreach (var month in Months)
            {
                await DoneAsync(service, await OrderAsync(service, month));
            }

            service.Process.Kill();
        }

        Assert.Equal(Runs(calm), Runs(killed));
        await Expect("verify", "ledger", "--store", killed);
    }

    // The runs by period, each as a whole store has it.
    private static List<(string Period, string Hash)> Runs(string store)
    {
        using var opened = FactStore.OpenAsItIs(StoreAddress.Parse(store), TimeProvider.System);
        return [.. StoreResults.All(opened).Select(r => (r.Summary.Period.From, r.Summary.ResultHash)).OrderBy(r => r.From, StringComparer.Ordinal)];
    }

    private async Task<Service> StartAsync(string store)
    {
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}"));
        var service = new Service(Host.Begin(["serve", "--store", store, "--listen", address.ToString().TrimEnd('/'), "--rules", place.At("rules"), "--schemas", place.At("schemas")], ("CAHIER_STORE_WAIT", "20")), address);

        // Its log is read away, or it would wait for somebody who does.
        service.Process.BeginErrorReadLine();
        await UntilAsync(async () => (await client.GetAsync(new Uri(address, "/health/live"), TestContext.Current.CancellationToken)).StatusCode == HttpStatusCode.OK);
        return service;
    }

    private async Task<string> OrderAsync(Service service, string month)
    {
        using var body = new StringContent($$"""{ "cahier": "small", "period": "{{month}}" }""", Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri(service.Address, "/v1/runs"), body, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return answer.Headers.Location!.ToString();
    }

    private Task DoneAsync(Service service, string order) => UntilAsync(async () =>
    {
        using var answer = JsonDocument.Parse(await client.GetStringAsync(new Uri(service.Address, order), TestContext.Current.CancellationToken));
        var state = answer.RootElement.GetProperty("state").GetString();
        Assert.NotEqual("failed", state);
        return state == "done";
    });

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < Longest;)
        {
            try
            {
                if (await isSo())
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Fail("the service does not get there");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task Expect(params string[] arguments)
    {
        var answer = await place.Run(TestContext.Current.CancellationToken, arguments);
        Assert.True(answer.Code == ExitCodes.Done, answer.Output + answer.Error);
    }

    /// <summary>A process that serves; killed at the end in any case.</summary>
    private sealed record Service(Process Process, Uri Address) : IDisposable
    {
        public void Dispose()
        {
            Process.Kill();
            Process.WaitForExit();
            Process.Dispose();
        }
    }
}
