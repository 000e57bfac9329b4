using Cahier.Service.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Cahier.Service.Nights;

/// <summary>Puts the entries of the schedule before Quartz.</summary>
internal static class Scheduling
{
    public static void Configure(WebApplicationBuilder builder, ServiceSettings settings)
    {
        if (settings.Schedule.IsEmpty)
        {
            return;
        }

        builder.Services.AddQuartz(quartz =>
        {
            foreach (var scheduled in settings.Schedule)
            {
                quartz.AddJob<NightJob>(j => j.WithIdentity(scheduled.Name));
                quartz.AddTrigger(t => t.WithIdentity(scheduled.Name).ForJob(scheduled.Name).WithCronSchedule(scheduled.Cron.CronExpressionString, c => c.InTimeZone(scheduled.Zone)));
            }
        });
        builder.Services.AddQuartzHostedService(o => o.WaitForJobsToComplete = true);
    }
}

/// <summary>What Quartz calls when an entry of the schedule is due.</summary>
[DisallowConcurrentExecution]
internal sealed class NightJob(NightWork work, ServiceSettings settings) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await work.RunAsync(settings.Schedule.Single(s => s.Name == context.JobDetail.Key.Name)).ConfigureAwait(false);
}
