using Cahier.Facts.Models;
using Cahier.Facts.Saved;
using Cahier.Facts.Snapshots;
using Cahier.Storage.Files;

namespace Cahier.Storage.Snapshots;

/// <summary>A snapshot in a file: opened by mapping, so that facts are read from the disk as rules come to them, and shared by all who have it open.</summary>
public static class SnapshotFile
{
    /// <summary>Writes a snapshot into a file, in place of what is there. The file grows under another name and appears whole or not at all.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="origin">Of what it was made.</param>
    /// <param name="path">The file.</param>
    /// <param name="cancellation">Ends writing with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(Snapshot snapshot, string origin, string path, CancellationToken cancellation = default) =>
        WholeFile.Write(path, file => SnapshotSaver.Save(snapshot, origin, file, cancellation));

    /// <summary>Whether a file holds something else than a snapshot, and is not to be replaced by one.</summary>
    public static bool IsOther(string path)
    {
        const int Enough = 64;
        if (!File.Exists(path))
        {
            return false;
        }

        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0);
        Span<byte> beginning = stackalloc byte[Enough];
        return stream.Length > 0 && !SnapshotOpener.Recognizes(beginning[..stream.ReadAtLeast(beginning, Enough, throwOnEndOfStream: false)]);
    }

    /// <summary>Opens a file; see <see cref="SnapshotOpener"/>.</summary>
    public static OpenedSnapshot Open(string path, FactModel model, WantedFields? wanted, string? origin = null)
    {
        try
        {
            return MappedFile.Open(path) is { } memory ? SnapshotOpener.Open(memory, model, wanted, origin) : new OpenedSnapshot(null, "it is empty");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new OpenedSnapshot(null, problem.Message);
        }
    }
}
