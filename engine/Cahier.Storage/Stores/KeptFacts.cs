using Cahier.Facts.Snapshots;
using Cahier.Storage.Files;
using Cahier.Storage.Snapshots;

namespace Cahier.Storage.Stores;

/// <summary>
/// The snapshot of all fields of the facts that a store holds, kept beside it by who loaded them: <c>STORE.snapshots/*.facts</c>.
/// Runs open it for the fields that they want, and the next load is compared with it, so that neither reads the store. The file
/// can be removed at any time.
/// </summary>
public static class KeptFacts
{
    private const string Ending = ".facts";
    private const int LengthOfName = 16;

    /// <summary>Keeps a snapshot that was loaded, in place of those of other facts.</summary>
    /// <param name="store">The store.</param>
    /// <param name="snapshot">The facts that it holds, all fields of them.</param>
    /// <param name="note">Told when the file cannot be written; then runs and the next load read the store.</param>
    public static void Keep(FactStore store, Snapshot snapshot, Action<string> note)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(snapshot);
        Keep(store, snapshot, note, file => SnapshotFile.Save(snapshot, "", file));
    }

    /// <summary>Whether there is a file of the facts that the store holds.</summary>
    /// <param name="store">The store.</param>
    /// <param name="content">By what they are known.</param>
    internal static bool Has(FactStore store, string content) => File.Exists(FileOf(store, content));

    /// <summary>The facts that the store holds, all fields of them; null when they are not kept, or not as they were written.</summary>
    /// <param name="store">The store.</param>
    /// <param name="content">By what they are known.</param>
    internal static Snapshot? Open(FactStore store, string content) =>
        Has(store, content) ? Whole(store, content, FileOf(store, content)).Snapshot : null;

    /// <summary>Some fields of the facts that the store holds; null when the file is not to be used.</summary>
    /// <param name="store">The store.</param>
    /// <param name="content">By what they are known.</param>
    /// <param name="wanted">The fields.</param>
    /// <param name="note">Told when the file was not to be used; it is removed then.</param>
    internal static Snapshot? Open(FactStore store, string content, WantedFields wanted, Action<string> note)
    {
        var file = FileOf(store, content);
        var (snapshot, problem) = Whole(store, content, file);
        if (snapshot is not null)
        {
            (snapshot, problem) = SnapshotFile.Open(file, store.Model, wanted);
        }

        if (snapshot is null)
        {
            note($"the facts {file} are not used, and are removed: {problem}. The next load keeps them anew.");
            FileWork.Try(() => File.Delete(file));
        }

        return snapshot;
    }

    /// <summary>Keeps a file beside the store, unless the facts are kept already.</summary>
    internal static void Keep(FactStore store, Snapshot snapshot, Action<string> note, Action<string> put)
    {
        var file = FileOf(store, snapshot.Hash);
        if (FileWork.Try(() =>
        {
            Directory.CreateDirectory(store.Address.SnapshotFolder);
            if (!File.Exists(file))
            {
                put(file);
            }
        }) is { } problem)
        {
            note($"the facts cannot be kept in {file}: {problem}. Runs and the next load read the store.");
            return;
        }

        // One that cannot be removed is removed by the next load.
        foreach (var other in Directory.EnumerateFiles(store.Address.SnapshotFolder, $"*{Ending}").Where(other => other != file))
        {
            FileWork.Try(() => File.Delete(other));
        }
    }

    // Whose bytes were altered is told by its checksums, and who has another name by its hash.
    private static (Snapshot? Snapshot, string? Problem) Whole(FactStore store, string content, string file)
    {
        var (snapshot, problem) = SnapshotFile.Open(file, store.Model, null);
        return snapshot is null || snapshot.Hash == content ? (snapshot, problem) : (null, "they are other facts than those that the store holds");
    }

    private static string FileOf(FactStore store, string content) => Path.Combine(store.Address.SnapshotFolder, (content.Length > LengthOfName ? content[..LengthOfName] : content) + Ending);
}
