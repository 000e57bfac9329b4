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
        Save(stream, cancellation, sections => SnapshotDirectory.Save(sections, snapshot, origin));
    }

    /// <summary>
    /// Writes the snapshot of what a builder holds, without making it in memory: the same bytes as of the snapshot that
    /// <see cref="SnapshotBuilder.Build"/> would give. The builder is empty then.
    /// </summary>
    /// <inheritdoc cref="Save(Snapshot, string, Stream, CancellationToken)"/>
    public static void Save(SnapshotBuilder builder, string origin, Stream stream, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(builder);
        Save(stream, cancellation, sections => builder.Save(sections, origin));
    }

    private static void Save(Stream stream, CancellationToken cancellation, Func<SectionWriter, SnapshotDirectory> save)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("snapshots are saved on machines that write the lowest byte first");
        }

        Span<byte> preamble = stackalloc byte[SnapshotForm.Preamble];
        preamble.Clear();
        stream.Write(preamble);
        var sections = new SectionWriter(stream, cancellation);
        var directory = save(sections);
        using var bytes = new MemoryStream();
        using var to = new BinaryWriter(bytes);
        directory.Write(to);
        sections.AppendBytes(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
        var section = sections.End();
        new SnapshotForm(section.End, section).Write(preamble);
        stream.Position = 0;
        stream.Write(preamble);
    }
}
