using Cahier.Calculation.Runs;
using Cahier.Facts.Snapshots;
using Cahier.Storage.Changes;
using Cahier.Storage.Differences;
using Cahier.Storage.Files;
using Cahier.Storage.Snapshots;

namespace Cahier.Storage.Stores;

/// <summary>
/// The snapshots that are kept beside a store, in <c>STORE.snapshots/</c>: one file for each set of fields that was read of
/// the facts that the store holds, or held before loads of which it knows what they changed. They are made of the store and
/// can be removed at any time; of more than eight, those go that were not used for longest.
/// </summary>
public static class KeptSnapshots
{
    private const int LengthOfName = 16;
    private const int MostKept = 8;
    private const string Ending = ".snapshot";
    private const string BundleEnding = ".bundles";

    /// <summary>Opens the snapshot that was kept, or reads the store and keeps what it gives.</summary>
    /// <param name="store">The store.</param>
    /// <param name="wanted">The fields to keep.</param>
    /// <param name="note">Told when a file was not to be used, or cannot be written; the snapshot is right all the same.</param>
    /// <param name="progress">Told, now and then and from several threads, how many rows of an entity were read.</param>
    /// <param name="cancellation">Ends reading.</param>
    /// <param name="steps">Told what is done.</param>
    /// <exception cref="StoreException">The store holds no facts, or facts that do not fit its model, or was loaded anew meanwhile.</exception>
    public static Snapshot Read(FactStore store, WantedFields wanted, Action<string> note, IProgress<(string Entity, long Rows)>? progress = null, CancellationToken cancellation = default, IRunProgress? steps = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(note);
        if (store.Content() is not { } content)
        {
            return StoreSnapshot.Read(store, wanted, progress, cancellation, steps);
        }

        var fields = StoreSnapshot.HashOf(store.Model, wanted);
        var origin = $"{content.Hash} {fields}";
        var file = FileOf(store, content.Hash, fields);
        if (File.Exists(file))
        {
            var (kept, problem) = SnapshotFile.Open(file, store.Model, wanted, origin);
            if (kept is not null)
            {
                TakeBundles(kept, file);
                StoreSnapshot.Remember(store, content, wanted, kept);
                FileWork.Try(() => File.SetLastWriteTimeUtc(file, store.Time.GetUtcNow().UtcDateTime));
                return kept;
            }

            note($"the snapshot {file} is not used: {problem}. It is made anew.");
        }

        // Taken out of the facts as they were loaded again sooner than written.
        if (Narrowed(store, content, wanted, note, steps) is { } narrowed)
        {
            return narrowed;
        }

        var snapshot = BroughtUp(store, content, wanted, fields, note, steps);
        var reason = FileWork.Try(() => Keep(store, file, content, () =>
        {
            if (snapshot is null)
            {
                snapshot = StoreSnapshot.ReadInto(store, wanted, origin, file, progress, cancellation, steps);
            }
            else
            {
                SnapshotFile.Save(snapshot, origin, file, cancellation);
            }
        }));
        if (reason is not null)
        {
            note($"the snapshot {file} cannot be kept: {reason}. The next run reads the facts from the store again.");
        }

        return snapshot ?? StoreSnapshot.Read(store, wanted, progress, cancellation, steps);
    }

    /// <summary>Keeps, once the runs on a snapshot are made, what the next night takes: by what its bundles are told from those of other nights, where runs have found that out; and of facts whose figures were kept the snapshot itself, if it is not.</summary>
    /// <param name="store">The store.</param>
    /// <param name="wanted">The fields with which the snapshot was read.</param>
    /// <param name="snapshot">The snapshot, read by <see cref="Read"/>.</param>
    /// <param name="note">Told when something cannot be written; then the next night finds all of it again.</param>
    /// <param name="cancellation">Ends writing.</param>
    public static void KeepForNext(FactStore store, WantedFields wanted, Snapshot snapshot, Action<string> note, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(note);
        try
        {
            // Another host may have loaded other facts meanwhile.
            if (store.Content() is { } content && StoreSnapshot.FindHash(store, wanted) == snapshot.Hash)
            {
                KeepForNext(store, content, StoreSnapshot.HashOf(store.Model, wanted), snapshot, cancellation);
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or StoreException)
        {
            note($"what tells changed bundles from others cannot be kept: {problem.Message}. The next run finds it out anew.");
        }
    }

    private static void KeepForNext(FactStore store, StoreContent content, string fields, Snapshot snapshot, CancellationToken cancellation)
    {
        var file = FileOf(store, content.Hash, fields);
        if (KeptFigures.Facts(store.Address.UnitFolder).Contains(Path.GetFileNameWithoutExtension(file), StringComparer.Ordinal))
        {
            // A run that takes over figures asks for those of all entities.
            _ = snapshot.Bundles.OfAll();
            if (!File.Exists(file))
            {
                Keep(store, file, content, () => SnapshotFile.Save(snapshot, $"{content.Hash} {fields}", file, cancellation));
            }
        }

        if (File.Exists(file) && snapshot.KnownBundles is { AreNew: true } bundles)
        {
            WholeFile.Write(BesideOf(file), bundles.Save, awaitDisk: false);
        }
    }

    /// <summary>By which name the snapshot of the facts that the store holds is kept, where it is; null when it holds none.</summary>
    internal static string? NameOf(FactStore store, WantedFields wanted) =>
        store.Content() is { } content ? Path.GetFileNameWithoutExtension(FileOf(store, content.Hash, StoreSnapshot.HashOf(store.Model, wanted))) : null;

    /// <summary>Opens a snapshot that is kept by a name; null when it is not there any more, or not to be used.</summary>
    internal static Snapshot? Open(FactStore store, WantedFields wanted, string name)
    {
        var file = Path.Combine(store.Address.SnapshotFolder, name + Ending);
        if (!File.Exists(file) || SnapshotFile.Open(file, store.Model, wanted) is not { Snapshot: { } kept })
        {
            return null;
        }

        TakeBundles(kept, file);
        return kept;
    }

    private static void TakeBundles(Snapshot snapshot, string file)
    {
        FileWork.Try(() =>
        {
            if (File.Exists(BesideOf(file)) && MappedFile.Open(BesideOf(file)) is { } bytes)
            {
                snapshot.Bundles.Take(bytes);
            }
        });
    }

    /// <summary>The snapshot of the facts as they were loaded, with the fields that are wanted; null when they are not kept.</summary>
    private static Snapshot? Narrowed(FactStore store, StoreContent content, WantedFields wanted, Action<string> note, IRunProgress? steps)
    {
        if (!KeptFacts.Has(store, content.Hash))
        {
            return null;
        }

        steps?.Begin("snapshot");
        if (KeptFacts.Open(store, content.Hash, wanted, note) is not { } snapshot)
        {
            return null;
        }

        if (StoreSnapshot.FindHash(store, wanted) is { } known && known != snapshot.Hash)
        {
            note("the facts as they were loaded do not give the snapshot that was made of the store before. The facts are read from the store.");
            return null;
        }

        StoreSnapshot.Remember(store, content, wanted, snapshot);
        return snapshot;
    }

    /// <summary>A snapshot of facts that the store held, with what changed since; null when none is kept, or it cannot be brought up to date.</summary>
    private static Snapshot? BroughtUp(FactStore store, StoreContent content, WantedFields wanted, string fields, Action<string> note, IRunProgress? steps)
    {
        foreach (var (former, firstLoad) in StorePatch.Formers(store, content).Where(f => f.Content != content.Hash && File.Exists(FileOf(store, f.Content, fields))))
        {
            var file = FileOf(store, former, fields);
            var (kept, problem) = SnapshotFile.Open(file, store.Model, wanted, $"{former} {fields}");
            try
            {
                if (kept is not null)
                {
                    steps?.Begin("snapshot");
                    TakeBundles(kept, file);
                    var snapshot = StorePatch.Apply(store, content, wanted, kept, firstLoad);
                    if (StoreSnapshot.FindHash(store, wanted) is not { } known || known == snapshot.Hash)
                    {
                        StoreSnapshot.Remember(store, content, wanted, snapshot);
                        return snapshot;
                    }

                    problem = "with what changed since it is not the snapshot of these facts";
                }
            }
            catch (InvalidDataException wrong)
            {
                problem = wrong.Message;
            }

            note($"the snapshot {file} is not brought up to date: {problem}. The facts are read from the store.");
        }

        return null;
    }

    private static void Keep(FactStore store, string file, StoreContent content, Action save)
    {
        var folder = Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        save();
        File.SetLastWriteTimeUtc(file, store.Time.GetUtcNow().UtcDateTime);
        RemoveOld(store, folder, Path.GetFileName(file), content);
    }

    /// <summary>Removes what was kept of the same fields before, what cannot be brought up to date, and of the rest those that were not used for longest; but none that a run was made of whose figures the next may take over.</summary>
    private static void RemoveOld(FactStore store, DirectoryInfo folder, string name, StoreContent content)
    {
        var fields = name[^(LengthOfName + Ending.Length)..];
        var known = StorePatch.Formers(store, content).Select(f => NameOf(f.Content)).Append(NameOf(content.Hash)).ToHashSet(StringComparer.Ordinal);
        var taken = KeptFigures.Facts(store.Address.UnitFolder).Select(n => n + Ending).ToHashSet(StringComparer.Ordinal);
        var others = folder.GetFiles($"*{Ending}").Where(f => f.Name != name && !taken.Contains(f.Name)).ToLookup(f => !f.Name.EndsWith(fields, StringComparison.Ordinal) && known.Contains(f.Name[..Math.Max(0, f.Name.Length - fields.Length - 1)]));
        foreach (var old in others[false].Concat(others[true].OrderByDescending(f => f.LastWriteTimeUtc).ThenBy(f => f.Name, StringComparer.Ordinal).Skip(MostKept - 1)))
        {
            old.Delete();
        }

        // Also those that were not written to their end.
        foreach (var left in folder.GetFiles($"*{BundleEnding}*").Where(f => !File.Exists(Path.Combine(folder.FullName, f.Name[..f.Name.IndexOf(BundleEnding, StringComparison.Ordinal)] + Ending))))
        {
            left.Delete();
        }
    }

    private static string FileOf(FactStore store, string content, string fields) => Path.Combine(store.Address.SnapshotFolder, $"{NameOf(content)}-{fields[..LengthOfName]}{Ending}");

    private static string BesideOf(string file) => Path.ChangeExtension(file, BundleEnding);

    // Contents are known by hashes, but for those whose loader chose another name.
    private static string NameOf(string content) => content.Length > LengthOfName ? content[..LengthOfName] : content;
}
