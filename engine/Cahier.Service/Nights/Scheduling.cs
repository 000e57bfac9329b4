using Cahier.Service.Settings;
using Cahier.Storage.Stores;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.SqlClient;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Quartz;
using Quartz.Impl.AdoJobStore;

namespace Cahier.Service.Nights;

/// <summary>
/// Puts the entries of the schedule before Quartz. When the store is in a server, so is the schedule, in tables of Quartz: of
/// several hosts one makes a night, another makes it when that one dies, and a night that came due while none was there is
/// made by the first that is.
/// </summary>
internal static class Scheduling
{
    private const string Cluster = "cahier";

    public static void Configure(WebApplicationBuilder builder, ServiceSettings settings)
    {
        if (settings.Schedule.IsEmpty)
        {
            return;
        }

        builder.Services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(s => s.InstanceName = Cluster);
            if (settings.Store is { Kind: not StoreKind.Sqlite } store)
            {
                quartz.UsePersistentStore(schedule => Share(schedule, store));
            }

            foreach (var scheduled in settings.Schedule)
            {
                quartz.AddJob<NightJob>(j => j.WithIdentity(scheduled.Name).RequestRecovery());
                quartz.AddTrigger(t => t.WithIdentity(scheduled.Name).ForJob(scheduled.Name).WithCronSchedule(scheduled.Cron.CronExpressionString, c => c.InTimeZone(scheduled.Zone)));
            }
        });
        builder.Services.AddQuartzHostedService(o => o.WaitForJobsToComplete = true);
    }

    private static void Share(IPersistentStoreBuilder schedule, StoreAddress store)
    {
        if (store.Kind == StoreKind.PostgreSql)
        {
            schedule.UsePostgres(NpgsqlFactory.Instance, store.ConnectionString);
        }
        else
        {
            // Locks by an update, which every server that speaks T-SQL keeps; hints of locks not every one does.
            schedule.UseSqlServer(SqlClientFactory.Instance, store.ConnectionString);
            schedule.UseLockHandler<UpdateRowLockHandler>();
        }

        schedule.ProvisionSchema();
        schedule.UseClustering();
    }
}
