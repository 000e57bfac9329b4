using System.Collections.Frozen;
using Microsoft.AspNetCore.Builder;

namespace Cahier.Service.Access;

/// <summary>Something that a request asks to do.</summary>
internal enum Permission
{
    ReadCahiers,
    CheckText,
    TryCase,
    ReadRuns,
    ReadResults,
    ReadStatements,
    ReadLedger,
    ReadMeasurements,
    SimulateDraft,
    PublishVersion,
    StartRun,
    ReleaseRun,
}

/// <summary>Who may do what: this table, and nothing else.</summary>
internal static class Permissions
{
    private static readonly FrozenDictionary<Permission, Role> Least = new Dictionary<Permission, Role>
    {
        [Permission.ReadCahiers] = Role.Reader,
        [Permission.CheckText] = Role.Reader,
        [Permission.TryCase] = Role.Reader,
        [Permission.ReadRuns] = Role.Reader,
        [Permission.ReadResults] = Role.Reader,
        [Permission.ReadStatements] = Role.Reader,
        [Permission.ReadLedger] = Role.Reader,
        [Permission.ReadMeasurements] = Role.Reader,
        [Permission.SimulateDraft] = Role.Editor,
        [Permission.PublishVersion] = Role.Publisher,
        [Permission.StartRun] = Role.Operator,
        [Permission.ReleaseRun] = Role.Operator,
    }.ToFrozenDictionary();

    /// <summary>The role that may do least of those that may do this.</summary>
    public static Role LeastRole(this Permission permission) => Least[permission];

    /// <summary>Says of endpoints what their requests ask to do; one without is open to all.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder endpoint, Permission permission)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoint.Add(e => e.Metadata.Add(new PermissionAsked(permission)));
        return endpoint;
    }
}

/// <summary>What the requests of an endpoint ask to do.</summary>
internal sealed record PermissionAsked(Permission Permission);
