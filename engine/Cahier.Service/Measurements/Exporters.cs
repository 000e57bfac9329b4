using Cahier.Calculation.Output;
using Cahier.Service.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Cahier.Service.Measurements;

/// <summary>Gives measurements and traces to those who collect them. Only ours are given: those of the web server hold addresses of requests.</summary>
internal static class Exporters
{
    public static void Configure(WebApplicationBuilder builder, ServiceSettings settings)
    {
        var telemetry = settings.Telemetry;
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(r => r.AddService("cahier", serviceVersion: EngineVersion.Current))
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(Meters.Name);
                if (telemetry.Prometheus)
                {
                    metrics.AddPrometheusExporter();
                }

                if (telemetry.Otlp is { } collector)
                {
                    metrics.AddOtlpExporter(o => To(o, collector));
                }
            })
            .WithTracing(traces =>
            {
                traces.AddSource(Meters.Name);
                if (telemetry.Otlp is { } collector)
                {
                    traces.AddOtlpExporter(o => To(o, collector));
                }
            });
    }

    private static void To(OtlpExporterOptions options, Uri collector) => options.Endpoint = collector;
}
