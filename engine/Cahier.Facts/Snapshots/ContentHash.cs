using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Cahier.Facts.Snapshots;

/// <summary>SHA-256 over values written the same way on every machine: numbers with their lowest byte first, texts as UTF-8 after their length.</summary>
internal sealed class ContentHash : IDisposable
{
    private const int BufferSize = 65_536;

    // Borrowed: a snapshot of one row has a hash for each of its columns.
    private readonly byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
    private int used;

    // Made for what does not fit into the buffer: few values are hashed at once.
    private IncrementalHash? hash;

    /// <summary>The hash, in hexadecimal, of what is added.</summary>
    public static string Of(Action<ContentHash> add)
    {
        using var hash = new ContentHash();
        add(hash);
        return hash.ToHex();
    }

    public void Add(bool value) => Add(value ? 1 : 0);

    public void Add(int value) => BinaryPrimitives.WriteInt32LittleEndian(Take(sizeof(int)), value);

    public void Add(ReadOnlySpan<char> text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        Add(length);
        if (length <= buffer.Length)
        {
            Encoding.UTF8.GetBytes(text, Take(length));
            return;
        }

        var bytes = new byte[length];
        Encoding.UTF8.GetBytes(text, bytes);
        AddBytes(bytes);
    }

    public void Add(ReadOnlySpan<int> values) => AddNumbers(values);

    public void Add(ReadOnlySpan<ulong> values) => AddNumbers(values);

    /// <summary>Adds whole numbers. They may come in parts: numbers alone are no other than the same numbers together.</summary>
    public void AddNumbers<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        // Some at a time: a span holds no more than two thousand million bytes.
        const int AtOnce = 1 << 16;
        for (var rest = values; !rest.IsEmpty; rest = rest[Math.Min(AtOnce, rest.Length)..])
        {
            AddBytes(Ordered(MemoryMarshal.AsBytes(rest[..Math.Min(AtOnce, rest.Length)]), Unsafe.SizeOf<T>()));
        }
    }

    /// <summary>The hash in hexadecimal.</summary>
    public string ToHex()
    {
        if (hash is null)
        {
            return Convert.ToHexStringLower(SHA256.HashData(buffer.AsSpan(0, used)));
        }

        return Convert.ToHexStringLower(Flush().GetHashAndReset());
    }

    public void Dispose()
    {
        hash?.Dispose();
        ArrayPool<byte>.Shared.Return(buffer);
    }

    /// <summary>The bytes of numbers, of each the lowest first.</summary>
    private static ReadOnlySpan<byte> Ordered(ReadOnlySpan<byte> bytes, int size)
    {
        if (BitConverter.IsLittleEndian)
        {
            return bytes;
        }

        var ordered = bytes.ToArray();
        for (var at = 0; at < ordered.Length; at += size)
        {
            ordered.AsSpan(at, size).Reverse();
        }

        return ordered;
    }

    private void AddBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= buffer.Length)
        {
            bytes.CopyTo(Take(bytes.Length));
            return;
        }

        Flush().AppendData(bytes);
    }

    private Span<byte> Take(int length)
    {
        if (used + length > buffer.Length)
        {
            Flush();
        }

        var taken = buffer.AsSpan(used, length);
        used += length;
        return taken;
    }

    private IncrementalHash Flush()
    {
        hash ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(buffer, 0, used);
        used = 0;
        return hash;
    }
}
