using System.Collections.Immutable;
using Cahier.Storage.Shares;
using Cahier.Storage.Stores;

namespace Cahier.Service.Settings;

/// <summary>How the service is to run: read from one file, the environment and the command line, and checked before anything starts.</summary>
public sealed record ServiceSettings
{
    internal ServiceSettings() { }

    /// <summary>The folder with a folder for each cahier.</summary>
    public required string RulesFolder { get; init; }

    /// <summary>The folder with a file for each model.</summary>
    public required string ModelsFolder { get; init; }

    /// <summary>Where facts and runs are; null for a service that only answers about rules and cases.</summary>
    public StoreAddress? Store { get; init; }

    /// <summary>Where the service listens.</summary>
    public ListenAddress Listen { get; init; } = ListenAddress.Default;

    internal Certificate? Certificate { get; init; }

    internal OpenIdProvider? OpenId { get; init; }

    internal Limits Limits { get; init; } = new();

    internal ImmutableArray<ScheduledRuns> Schedule { get; init; } = [];

    /// <summary>From what size on hosts share a run.</summary>
    internal ShareTerms Shares { get; init; } = ShareTerms.None;

    internal Telemetry Telemetry { get; init; } = new();

    /// <summary>Indicators that are made of fewer than this many, or tell of fewer, are left empty; 0 for none.</summary>
    internal int SuppressBelow { get; init; }

    /// <summary>How long a run in progress may go on when the service is asked to end.</summary>
    internal TimeSpan Shutdown { get; init; } = TimeSpan.FromSeconds(30);
}

/// <summary>The files of a certificate, PEM.</summary>
internal sealed record Certificate(string File, string Key);

/// <summary>Who gives out bearer tokens.</summary>
/// <param name="Authority">The address of the OpenID provider.</param>
/// <param name="Audience">For whom a token must be.</param>
/// <param name="RoleClaim">The claim that holds the role.</param>
internal sealed record OpenIdProvider(string Authority, string Audience, string RoleClaim);

/// <summary>What a request may ask for.</summary>
internal sealed record Limits
{
    /// <summary>The longest body, in bytes.</summary>
    public int Body { get; init; } = 1_048_576;

    /// <summary>How long a request may take.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a draft may be simulated.</summary>
    public TimeSpan SimulationTime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How many rows a case may have.</summary>
    public int CaseRows { get; init; } = 1_000;

    /// <summary>How many rows a page may have; a CSV stream has all.</summary>
    public int PageRows { get; init; } = 1_000;
}

/// <summary>Where measurements go.</summary>
/// <param name="Prometheus">Whether <c>/metrics</c> answers.</param>
/// <param name="Otlp">The address of a collector, or none.</param>
internal sealed record Telemetry(bool Prometheus = true, Uri? Otlp = null);
