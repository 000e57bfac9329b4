using System.Collections.Immutable;
using Quartz;

namespace Cahier.Service.Settings;

/// <summary>Runs that come again and again.</summary>
/// <param name="Name">By what they are known in logs and health.</param>
/// <param name="Cron">When.</param>
/// <param name="Zone">Whose clock that is.</param>
/// <param name="Cahiers">Which cahiers; none for all that the store's model fits.</param>
/// <param name="Periods">For which periods.</param>
/// <param name="MaxRejected">How many of a hundred rows may have been rejected.</param>
internal sealed record ScheduledRuns(string Name, CronExpression Cron, TimeZoneInfo Zone, ImmutableArray<string> Cahiers, ImmutableArray<ScheduledPeriod> Periods, decimal MaxRejected);
