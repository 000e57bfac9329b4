using System.Net;
using Cahier.Service.Tests.Serving;
using Xunit;

namespace Cahier.Service.Tests.Measurements;

/// <summary>What a collector of OpenTelemetry is sent.</summary>
public sealed class ExportTests
{
    [Fact]
    public async Task MeasurementsAndTraces_AreSentToTheCollector_WithoutFacts()
    {
        using var place = new Place();
        place.Load();
        await using var collector = await Collector.StartAsync();
        await using (var served = await Served.StartAsync(place, $"telemetry: {{ otlp: \"{collector.Address}\" }}"))
        {
            Assert.Equal(HttpStatusCode.OK, (await served.PostAsync("/v1/cahiers/nights/cases", """{ "period": "2019", "facts": { "patient": [{ "patient_id": "SECRETMARK", "stays": [] }] } }""")).Status);
            Assert.Equal(HttpStatusCode.Accepted, (await served.PostAsync("/v1/runs", """{ "cahier": "nights", "period": "2019" }""")).Status);
            await served.UntilAsync("/v1/runs", a => a.Text.Contains("\"run\":1", StringComparison.Ordinal));
        }

        var (traces, metrics) = (collector.Sent("trace"), collector.Sent("metrics"));
        Assert.All(["request", "/v1/cahiers/{cahier}/cases", "order", "nights@1"], mark => Assert.Contains(mark, traces, StringComparison.Ordinal));
        Assert.All(["cahier.request.duration", "/v1/cahiers/{cahier}/cases", "cahier.runs", "calculated", "cahier.run.step.duration", "cahier.run.units"], mark => Assert.Contains(mark, metrics, StringComparison.Ordinal));
        Assert.DoesNotContain("SECRETMARK", traces + metrics, StringComparison.Ordinal);
    }
}
