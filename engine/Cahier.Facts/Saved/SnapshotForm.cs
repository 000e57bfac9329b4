using System.Buffers.Binary;
using System.IO.Hashing;

namespace Cahier.Facts.Saved;

/// <summary>
/// The form of a saved snapshot: a preamble, then sections one after the other, then the directory that says what they
/// are. Every number stands with its lowest byte first and every section begins at a multiple of 64 bytes, so that arrays
/// are read where they lie. All bytes of the file are under a checksum.
/// </summary>
/// <param name="FileLength">How long the file is.</param>
/// <param name="Directory">Where the directory stands, and its checksum.</param>
internal readonly record struct SnapshotForm(long FileLength, Section Directory)
{
    /// <summary>Counted up whenever the form or its meaning changes: files of another version are made anew.</summary>
    public const int Version = 1;

    /// <summary>Sections begin at multiples of so many bytes.</summary>
    public const int Alignment = 64;

    /// <summary>How long the preamble is.</summary>
    public const int Preamble = 64;

    private const int LengthAt = 16;
    private const int DirectoryAt = 24;
    private const int DirectoryLengthAt = 32;
    private const int DirectoryChecksumAt = 40;
    private const int ChecksumAt = 56;

    private static ReadOnlySpan<byte> Magic => "CAHIERSNAPSHOT"u8;

    /// <summary>Whether a file that begins so is a saved snapshot, of whatever form.</summary>
    public static bool IsBeginning(ReadOnlySpan<byte> file) => file.StartsWith(Magic);

    /// <summary>Reads the preamble; says what is wrong with it, or null when it is well.</summary>
    public static string? Read(ReadOnlySpan<byte> file, long length, out SnapshotForm form)
    {
        form = default;
        if (file.Length < Preamble || !IsBeginning(file))
        {
            return "it is no saved snapshot, or was not written to its end";
        }

        if (BinaryPrimitives.ReadUInt16LittleEndian(file[Magic.Length..]) is var version and not Version)
        {
            return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"it has form {version}, and this program reads form {Version}");
        }

        if (BinaryPrimitives.ReadUInt64LittleEndian(file[ChecksumAt..]) != XxHash3.HashToUInt64(file[..ChecksumAt]))
        {
            return "its beginning is not as it was written";
        }

        form = new SnapshotForm(
            BinaryPrimitives.ReadInt64LittleEndian(file[LengthAt..]),
            new Section(BinaryPrimitives.ReadInt64LittleEndian(file[DirectoryAt..]), BinaryPrimitives.ReadInt64LittleEndian(file[DirectoryLengthAt..]), [BinaryPrimitives.ReadUInt64LittleEndian(file[DirectoryChecksumAt..])]));
        return form.FileLength == length ? null : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"it has {length} bytes and was written with {form.FileLength}");
    }

    /// <summary>Writes the preamble.</summary>
    public void Write(Span<byte> file)
    {
        file.Clear();
        Magic.CopyTo(file);
        BinaryPrimitives.WriteUInt16LittleEndian(file[Magic.Length..], Version);
        BinaryPrimitives.WriteInt64LittleEndian(file[LengthAt..], FileLength);
        BinaryPrimitives.WriteInt64LittleEndian(file[DirectoryAt..], Directory.Offset);
        BinaryPrimitives.WriteInt64LittleEndian(file[DirectoryLengthAt..], Directory.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(file[DirectoryChecksumAt..], Directory.Checksums[0]);
        BinaryPrimitives.WriteUInt64LittleEndian(file[ChecksumAt..], XxHash3.HashToUInt64(file[..ChecksumAt]));
    }
}
