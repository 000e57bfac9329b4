using Cahier.Service.Settings;
using Microsoft.Extensions.Logging;
using Quartz;

namespace Cahier.Service.Nights;

/// <summary>What Quartz calls when an entry of the schedule is due.</summary>
[DisallowConcurrentExecution]
internal sealed partial class NightJob(NightWork work, ServiceSettings settings, ILogger<NightJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var name = context.JobDetail.Key.Name;
        if (settings.Schedule.FirstOrDefault(s => s.Name == name) is { } scheduled)
        {
            await work.RunAsync(scheduled).ConfigureAwait(false);
            return;
        }

        // It stands in the shared schedule still, from settings that were.
        Unknown(log, name);
        await context.Scheduler.DeleteJob(context.JobDetail.Key, cancellationToken).ConfigureAwait(false);
    }

    [LoggerMessage(LogLevel.Warning, "{Name} is not in the settings any more, and is taken out of the schedule")]
    private static partial void Unknown(ILogger logger, string name);
}
