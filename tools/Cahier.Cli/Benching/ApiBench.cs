using System.Collections.Immutable;
using System.Diagnostics;
using Cahier.Rules.Checking;
using Cahier.Samples;
using Cahier.Service;
using Cahier.Service.Settings;
using Cahier.Storage.Stores;

namespace Cahier.Cli.Benching;

/// <summary>Requests of one kind.</summary>
/// <param name="Kind">What they asked.</param>
/// <param name="Requests">How many there were.</param>
/// <param name="Wrong">How many were not answered as is right.</param>
/// <param name="Milliseconds">How long the answers took: the half, ninety, ninety-nine and 99.9 of a hundred, and all of them.</param>
internal sealed record RequestFigures(string Kind, int Requests, int Wrong, ImmutableArray<double> Milliseconds);

/// <summary>The service under load.</summary>
/// <param name="Clients">How many clients asked at once.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="ProcessorSeconds">How long processors worked at it, for service and clients together.</param>
/// <param name="Kinds">The requests, by kind.</param>
/// <param name="FirstWrong">The first answer that was not right, or none.</param>
internal sealed record ApiFigures(int Clients, double Seconds, double ProcessorSeconds, ImmutableArray<RequestFigures> Kinds, string? FirstWrong);

/// <summary>
/// Asks a service in this process, over real connections, and holds each answer against the one that is right: of a case,
/// what the ten rules written by hand in C# find.
/// </summary>
internal sealed class ApiBench : IDisposable
{
    /// <summary>How many clients ask at once.</summary>
    public const int Clients = 32;

    private const int Rows = 2_000;

    private static readonly ImmutableArray<double> Percentiles = [0.5, 0.9, 0.99, 0.999, 1];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cahier-bench-api-");
    private readonly Input[] inputs = Input.Make(Rows);
    private readonly TimeProvider time;

    public ApiBench(TimeProvider time) => this.time = time;

    private string Store => Path.Combine(folder.FullName, "s.db");

    /// <summary>Asks so many times.</summary>
    public async Task<ApiFigures> MeasureAsync(int requests, CancellationToken cancellation)
    {
        var key = Prepare();
        var settings = SettingsReader.Read(
            Path.Combine(folder.FullName, "rules"),
            Path.Combine(folder.FullName, "model"),
            null,
            new Dictionary<string, string?> { ["store"] = Store, ["listen"] = "http://127.0.0.1:0" },
            _ => null);
        var (address, service) = await ServiceHost.StartQuietlyAsync(settings, time, cancellation).ConfigureAwait(false);
        await using var _ = service.ConfigureAwait(false);
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Clients }) { BaseAddress = address };
        var kinds = await ApiRequest.KindsAsync(client, key, inputs, cancellation).ConfigureAwait(false);
        var answers = new (int Kind, TimeSpan Taken, string? Wrong)[requests];
        var (began, worked) = (Stopwatch.GetTimestamp(), ProcessorTime.Now());
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(first => Task.Run(
            async () =>
            {
                for (var number = first; number < requests; number += Clients)
                {
                    var kind = ApiRequest.KindOf(number, kinds);
                    var asked = Stopwatch.GetTimestamp();
                    var wrong = await kinds[kind].AskAsync(client, number, cancellation).ConfigureAwait(false);
                    answers[number] = (kind, Stopwatch.GetElapsedTime(asked), wrong);
                }
            },
            cancellation))).ConfigureAwait(false);
        return new ApiFigures(
            Clients,
            Figures.Round(Stopwatch.GetElapsedTime(began).TotalSeconds),
            Figures.Round((ProcessorTime.Now() - worked).TotalSeconds),
            [.. kinds.Select((k, place) => Of(k.Name, [.. answers.Where(a => a.Kind == place)]))],
            answers.FirstOrDefault(a => a.Wrong is not null).Wrong);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static RequestFigures Of(string kind, ImmutableArray<(int Kind, TimeSpan Taken, string? Wrong)> answers)
    {
        var taken = answers.Select(a => a.Taken.TotalMilliseconds).Order().ToList();
        return new RequestFigures(kind, answers.Length, answers.Count(a => a.Wrong is not null), taken.Count == 0 ? [] : [.. Percentiles.Select(p => Figures.Round(taken[(int)Math.Ceiling(p * taken.Count) - 1]))]);
    }

    // A place with the cahier of ten rules and a store of the same rows; gives a key that may read.
    private string Prepare()
    {
        var texts = new SampleTexts();
        Write("rules/ten-rules/1.yaml", texts.Version("ten-rules", "1")!.Value.Text);
        Write("model/sample.yaml", texts.Model("sample")!.Value.Text);
        CheckedRuleSet rules = SampleTexts.Check(texts);
        using var store = FactStore.Open(StoreAddress.Parse(Store), rules.Model, texts.Model("sample")!.Value.Text, create: true, time);
        StoreLoader.Load(store, Input.ToSnapshot(inputs, rules.Model), "invented");
        ApiKeys.Add(store, "runs", "operator");
        return ApiKeys.Add(store, "bench", "reader");
    }

    private void Write(string name, string text)
    {
        var file = Path.Combine(folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
