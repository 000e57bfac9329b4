using Cahier.Facts.Snapshots;

namespace Cahier.Facts.Saved;

/// <summary>Writes a snapshot in the form in which <see cref="SnapshotOpener"/> reads it. The same facts give the same bytes.</summary>
public static class SnapshotSaver
{
    /// <summary>Writes a snapshot. A file that was not written to its end is known as such: its beginning comes last.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="origin">Of what it was made: who opens it can ask for the same.</param>
    /// <param name="stream">An empty file.</param>
    /// <param name="cancellation">Ends writing with <see cref="OperationCanceledException"/>.</param>
    public static void Save(Snapshot snapshot, string origin, Stream stream, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(stream);
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("snapshots are saved on machines that write the lowest byte first");
        }

        Span<byte> preamble = stackalloc byte[SnapshotForm.Preamble];
        preamble.Clear();
        stream.Write(preamble);
        var sections = new SectionWriter(stream, cancellation);
        var directory = SnapshotDirectory.Save(sections, snapshot, origin);
        using var bytes = new MemoryStream();
        using var to = new BinaryWriter(bytes);
        directory.Write(to);
        sections.Append(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
        var section = sections.End();
        new SnapshotForm(section.End, section).Write(preamble);
        stream.Position = 0;
        stream.Write(preamble);
    }
}
