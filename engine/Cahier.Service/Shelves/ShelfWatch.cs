using System.Threading.Channels;
using Cahier.Service.Settings;
using Microsoft.Extensions.Hosting;

namespace Cahier.Service.Shelves;

/// <summary>Looks for new texts when files change, and now and then where changes are not told of, as on some network drives.</summary>
internal sealed class ShelfWatch(ShelfKeeper keeper, ServiceSettings settings) : BackgroundService
{
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Anyway = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var rules = Watch(settings.RulesFolder, changes);
        using var models = Watch(settings.ModelsFolder, changes);

        // What changed since the texts were first read, and before anybody watched, is seen too.
        changes.Writer.TryWrite(true);
        while (!stoppingToken.IsCancellationRequested)
        {
            using var anyway = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            anyway.CancelAfter(Anyway);
            try
            {
                await changes.Reader.ReadAsync(anyway.Token).ConfigureAwait(false);

                // Several files may be on their way.
                await Task.Delay(Settling, stoppingToken).ConfigureAwait(false);
                changes.Reader.TryRead(out _);
            }
            catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
            {
            }
            catch (OperationCanceledException)
            {
                return;
            }

            keeper.Look();
        }
    }

    private static FileSystemWatcher Watch(string folder, Channel<bool> changes)
    {
        var watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = true };
        void Tell(object sender, FileSystemEventArgs change) => changes.Writer.TryWrite(true);
        watcher.Changed += Tell;
        watcher.Created += Tell;
        watcher.Deleted += Tell;
        watcher.Renamed += Tell;
        watcher.EnableRaisingEvents = true;
        return watcher;
    }
}
