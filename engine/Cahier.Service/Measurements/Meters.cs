using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Cahier.Service.Measurements;

/// <summary>What the service measures of itself, under names that OpenTelemetry collects. No measurement carries more than patterns of addresses, names of cahiers and words of ours.</summary>
internal static class Meters
{
    /// <summary>By what collectors know the service.</summary>
    public const string Name = "Cahier.Service";

    private static readonly Meter Meter = new(Name);
    private static readonly Histogram<double> Requests = Meter.CreateHistogram<double>("cahier.request.duration", "s", "Requests by pattern of address and status.");
    private static readonly Counter<long> Runs = Meter.CreateCounter<long>("cahier.runs", "{run}", "Runs by cahier and outcome: calculated, known, held or failed.");
    private static readonly Histogram<double> Steps = Meter.CreateHistogram<double>("cahier.run.step.duration", "s", "Seconds of runs by step.");
    private static readonly Counter<long> Units = Meter.CreateCounter<long>("cahier.run.units", "{unit}", "Units judged by cahier and decision.");
    private static readonly Counter<long> Rejected = Meter.CreateCounter<long>("cahier.run.rejected_rows", "{row}", "Rows of facts that were rejected, by cahier.");

    private static readonly Counter<long> Shares = Meter.CreateCounter<long>("cahier.run.shares", "{share}", "Parts of shared runs that this host calculated, by cahier and whose run it was: own or other.");

    /// <summary>Where traces come from.</summary>
    public static ActivitySource Source { get; } = new(Name);

    public static void Request(string method, string route, int status, TimeSpan taken) =>
        Requests.Record(taken.TotalSeconds, new("method", method), new("route", route), new("status", status));

    public static void Run(string cahier, string outcome) => Runs.Add(1, new("cahier", cahier), new("outcome", outcome));

    public static void Step(string step, TimeSpan taken) => Steps.Record(taken.TotalSeconds, new KeyValuePair<string, object?>("step", step));

    public static void Judged(string cahier, string decision, long units) => Units.Add(units, new("cahier", cahier), new("decision", decision));

    public static void Shared(string cahier, string whose, long shares) => Shares.Add(shares, new("cahier", cahier), new("run", whose));

    public static void RejectedRows(string cahier, long rows) => Rejected.Add(rows, new KeyValuePair<string, object?>("cahier", cahier));
}
