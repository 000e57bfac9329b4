using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;

namespace Cahier.Facts.Columns;

/// <summary>
/// Whole numbers that are kept in a file only to save time, read where they lie: a line that says what they are of, the
/// numbers, and a checksum of it all.
/// </summary>
public sealed class KeptNumbers
{
    private const int LongestLine = 1 << 16;

    private readonly SafeBuffer bytes;
    private readonly int start;

    private KeptNumbers(SafeBuffer bytes, string head, int start, int count) => (this.bytes, Head, this.start, Count) = (bytes, head, start, count);

    /// <summary>What the numbers are of, without blanks at the end.</summary>
    public string Head { get; }

    /// <summary>How many numbers there are.</summary>
    public int Count { get; }

    /// <summary>Some of the numbers.</summary>
    public Values<ulong> Some(int from, int count) => new(bytes, start + ((long)from * sizeof(ulong)), count);

    /// <summary>Writes numbers, one part after the other.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="head">What they are of, in one line.</param>
    /// <param name="parts">The numbers.</param>
    public static void Write(Stream to, string head, IEnumerable<Values<ulong>> parts)
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(parts);
        var checksum = new XxHash3();
        Put(Encoding.UTF8.GetBytes(Line(head)));
        foreach (var part in parts)
        {
            Put(MemoryMarshal.AsBytes(part.Span));
        }

        to.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<ulong>([checksum.GetCurrentHashAsUInt64()])));

        void Put(ReadOnlySpan<byte> some)
        {
            checksum.Append(some);
            to.Write(some);
        }
    }

    /// <summary>What bytes hold; null when they are not as they were written.</summary>
    public static KeptNumbers? Read(SafeBuffer bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        if (bytes.ByteLength > int.MaxValue)
        {
            return null;
        }

        var all = new Values<byte>(bytes, 0, (int)bytes.ByteLength);
        var (start, end) = (all.Span[..Math.Min(all.Length, LongestLine)].IndexOf((byte)'\n') + 1, all.Length - sizeof(ulong));
        return start > 0 && start <= end && start % sizeof(ulong) == 0 && end % sizeof(ulong) == 0 && XxHash3.HashToUInt64(all.Span[..end]) == MemoryMarshal.Read<ulong>(all.Span[end..])
            ? new KeptNumbers(bytes, Encoding.UTF8.GetString(all.AsSpan(0, start)).TrimEnd(), start, (end - start) / sizeof(ulong))
            : null;
    }

    // As long as numbers that follow can be read where they lie.
    private static string Line(string head)
    {
        var length = Encoding.UTF8.GetByteCount(head);
        return head + new string(' ', -(length + 1) & (sizeof(ulong) - 1)) + "\n";
    }
}
