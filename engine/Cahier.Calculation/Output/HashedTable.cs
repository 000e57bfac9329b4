using System.Buffers;
using System.Security.Cryptography;

namespace Cahier.Calculation.Output;

/// <summary>
/// Gives a table to a stream, which it closes at its own end, and finds the SHA-256 of its parts on the way: what stands before
/// the rows of units, those rows in parts as <see cref="UnitParts"/> says, and what comes after them. The hash of the table is
/// that of all these hashes, so that a part that is known need not be made again.
/// </summary>
internal sealed class HashedTable(Stream to, ResultForm form, TableParts? known = null) : Stream
{
    private readonly IncrementalHash part = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly IncrementalHash parts = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ArrayBufferWriter<byte> ofUnits = new();
    private bool areUnits;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Whether parts are hashed each by itself, and not the whole at once.</summary>
    public bool IsInParts => form == ResultForm.InParts;

    /// <summary>The parts of units that are known already: then rows are made of the others only, and none are written.</summary>
    public TableParts? Known => known;

    /// <summary>The hashes of the parts of units, one after the other; none where some were known.</summary>
    public ReadOnlyMemory<byte> OfUnits => ofUnits.WrittenMemory;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        part.AppendData(buffer);
        to.Write(buffer);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>Ends a part, which may be empty.</summary>
    public void EndPart()
    {
        if (IsInParts)
        {
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            part.GetHashAndReset(hash);
            Add(hash);
        }
    }

    /// <summary>Writes whole parts of which the hashes are known, after the end of another.</summary>
    public void WriteParts(ReadOnlySpan<byte> buffer, ReadOnlySpan<byte> hashes)
    {
        to.Write(buffer);
        Add(hashes);
    }

    /// <summary>Takes the hashes of the parts of units that are known, and were found, after the end of another.</summary>
    public void TakeParts(TableParts all) => all.Give(hashes => parts.AppendData(hashes));

    /// <summary>Ends what stands before the rows of units, and writes these.</summary>
    public void Units(Action write)
    {
        EndPart();
        areUnits = true;
        write();
        areUnits = false;
    }

    /// <summary>Ends the table and gives its hash.</summary>
    public byte[] Hash()
    {
        EndPart();
        return (IsInParts ? parts : part).GetCurrentHash();
    }

    public override void Flush() => to.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            part.Dispose();
            parts.Dispose();
            to.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Add(ReadOnlySpan<byte> hashes)
    {
        parts.AppendData(hashes);
        if (areUnits)
        {
            ofUnits.Write(hashes);
        }
    }
}
