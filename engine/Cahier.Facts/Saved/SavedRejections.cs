using System.Collections.Immutable;
using Cahier.Facts.Snapshots;

namespace Cahier.Facts.Saved;

/// <summary>The rows that were not taken, in a section of a file. Of the file where one stands only the name is kept: a snapshot does not depend on folders.</summary>
internal static class SavedRejections
{
    public static Section Write(SectionWriter sections, ImmutableArray<RejectedRow> rejections)
    {
        using var bytes = new MemoryStream();
        using var to = new BinaryWriter(bytes);
        to.Write(rejections.Length);
        foreach (var row in rejections)
        {
            to.Write(Path.GetFileName(row.File));
            to.Write(row.Line);
            to.Write(row.Entity);
            to.Write(row.Field);
            to.Write(row.Reason);
            to.Write(row.Value);
            to.Write((byte)row.Kind);
            if (bytes.Length > Section.BlockSize)
            {
                sections.AppendBytes(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
                bytes.SetLength(0);
            }
        }

        sections.AppendBytes(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
        return sections.End();
    }

    public static ImmutableArray<RejectedRow> Read(SavedFile file, Section section)
    {
        using var from = new BinaryReader(new MemoryStream(file.Bytes(section, 0, checked((int)section.Length)).ToArray()));
        var rejections = ImmutableArray.CreateBuilder<RejectedRow>();
        for (var left = from.ReadInt32(); left > 0; left--)
        {
            rejections.Add(new RejectedRow(from.ReadString(), from.ReadInt32(), from.ReadString(), from.ReadString(), from.ReadString(), from.ReadString(), (RejectionKind)from.ReadByte()));
        }

        return rejections.ToImmutable();
    }
}
