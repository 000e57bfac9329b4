using Cahier.Facts.Snapshots;
using Cahier.Storage.Files;

namespace Cahier.Storage.Stores;

/// <summary>
/// A file for facts that are read to be loaded into a store, where those of the store are kept, so that they need not be written
/// twice. When it is not kept, nothing is left of it.
/// </summary>
public sealed class IncomingFacts : IDisposable
{
    private const string Ending = ".incoming";

    private readonly string folder;

    private IncomingFacts(string folder) => (this.folder, FilePath) = (folder, Path.Combine(folder, Path.GetRandomFileName() + Ending));

    /// <summary>The file.</summary>
    public string FilePath { get; }

    /// <summary>A new file; null where none can be made.</summary>
    /// <param name="address">The store.</param>
    /// <param name="time">What time it is.</param>
    public static IncomingFacts? For(StoreAddress address, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        var folder = address.SnapshotFolder;

        // Where a store is to be made in no folder, its own message says so.
        if (address.Kind == StoreKind.Sqlite && !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(folder))))
        {
            return null;
        }

        var incoming = new IncomingFacts(folder);
        if (FileWork.Try(() =>
        {
            Directory.CreateDirectory(folder);
            RemoveLeftOver(folder, time.GetUtcNow().UtcDateTime.AddDays(-1));
            File.WriteAllBytes(incoming.FilePath, []);
        }) is null)
        {
            return incoming;
        }

        incoming.Dispose();
        return null;
    }

    /// <summary>Keeps the file for a store that was loaded with it.</summary>
    /// <param name="store">The store.</param>
    /// <param name="snapshot">The facts.</param>
    /// <param name="note">Told when it cannot be kept; then runs and the next load read the store.</param>
    public void Keep(FactStore store, Snapshot snapshot, Action<string> note)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(snapshot);
        if (new FileInfo(FilePath) is { Exists: true, Length: > 0 })
        {
            KeptFacts.Keep(store, snapshot, note, file => File.Move(FilePath, file));
        }
        else
        {
            // They did not get into the file.
            KeptFacts.Keep(store, snapshot, note);
        }
    }

    public void Dispose() => FileWork.Try(() =>
    {
        File.Delete(FilePath);
        if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Directory.Delete(folder);
        }
    });

    // What a killed program left: no load takes a day.
    private static void RemoveLeftOver(string folder, DateTime before)
    {
        foreach (var file in new DirectoryInfo(folder).GetFiles($"*{Ending}*").Where(f => f.LastWriteTimeUtc < before))
        {
            file.Delete();
        }
    }
}
