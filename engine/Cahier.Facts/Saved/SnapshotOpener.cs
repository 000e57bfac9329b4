using System.Runtime.InteropServices;
using Cahier.Facts.Models;
using Cahier.Facts.Snapshots;

namespace Cahier.Facts.Saved;

/// <summary>What opening a file gives: a snapshot, or why it is not to be used.</summary>
public sealed record OpenedSnapshot(Snapshot? Snapshot, string? Problem);

/// <summary>
/// Opens a saved snapshot where it is mapped into memory: columns are read in place, and only checksums are taken of what
/// is wanted. A file that is torn, altered, of another form or of another model is not opened.
/// </summary>
public static class SnapshotOpener
{
    /// <summary>Whether a file that begins so is a saved snapshot, be it to be opened or not.</summary>
    public static bool Recognizes(ReadOnlySpan<byte> beginning) => SnapshotForm.IsBeginning(beginning);

    /// <summary>Opens a file.</summary>
    /// <param name="memory">The memory into which the file is mapped; held as long as the snapshot is in use.</param>
    /// <param name="model">The model of the facts.</param>
    /// <param name="wanted">The fields to keep, or null for all. The snapshot is the one that reading these alone would give.</param>
    /// <param name="origin">Of what it must have been made, or null when that does not matter.</param>
    public static OpenedSnapshot Open(SafeBuffer memory, FactModel model, WantedFields? wanted, string? origin = null)
    {
        ArgumentNullException.ThrowIfNull(memory);
        ArgumentNullException.ThrowIfNull(model);
        try
        {
            return Open(new SavedFile(memory), model, wanted, origin);
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException or ArgumentException or FormatException or OverflowException)
        {
            // Only a file that was made to mislead gets as far as this.
            return Refused("what it says of itself does not fit");
        }
    }

    private static OpenedSnapshot Open(SavedFile file, FactModel model, WantedFields? wanted, string? origin)
    {
        if (!BitConverter.IsLittleEndian)
        {
            return Refused("this machine writes the highest byte of a number first");
        }

        if (SnapshotForm.Read(file.Beginning(), file.Length, out var form) is { } problem)
        {
            return Refused(problem);
        }

        if (!file.AreWhole([form.Directory]))
        {
            return Refused("its directory is not as it was written");
        }

        using var from = new BinaryReader(new MemoryStream(file.Bytes(form.Directory, 0, checked((int)form.Directory.Length)).ToArray()));
        var directory = SnapshotDirectory.Read(from);
        if (directory.Model != model.Hash)
        {
            return Refused($"it was not made for the model {model.Name} as it stands now");
        }

        if (origin is not null && directory.Origin != origin)
        {
            return Refused("it was made of other facts");
        }

        if (wanted is not null ? !directory.IsOf(model, wanted) && !directory.IsOfAll(model) : !directory.IsOfAll(model))
        {
            return Refused("it was made for other cahiers, and does not hold all fields");
        }

        var tables = new SavedTables(file, directory, model, wanted);
        return directory.IsWhole(form.Directory) && file.AreWhole(tables.Sections)
            ? new OpenedSnapshot(new Snapshot(model, tables.Open(), SavedRejections.Read(file, directory.Rejections), directory.RejectedCount), null)
            : Refused("it is not as it was written");
    }

    private static OpenedSnapshot Refused(string problem) => new(null, problem);
}
