using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using Cahier.Facts.Columns;

namespace Cahier.Facts.Bundles;

/// <summary>
/// The bytes in which hashes of bundles are kept beside the snapshot that they were found of: a line that says of which
/// snapshot, and of which entities; the hashes of each, root by root; and a checksum of it all.
/// </summary>
internal static class BundleForm
{
    // Goes up when other hashes are found of the same facts.
    private const string Version = "cahier bundles 1";
    private const int LongestLine = 1 << 16;

    public static void Write(Stream to, string snapshot, int roots, IReadOnlyList<(string Entity, Values<ulong> Hashes)> found)
    {
        var checksum = new XxHash3();
        Put(Encoding.UTF8.GetBytes(Line(snapshot, roots, found.Select(f => f.Entity))));
        foreach (var (_, hashes) in found)
        {
            Put(MemoryMarshal.AsBytes(hashes.Span));
        }

        to.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<ulong>([checksum.GetCurrentHashAsUInt64()])));

        void Put(ReadOnlySpan<byte> bytes)
        {
            checksum.Append(bytes);
            to.Write(bytes);
        }
    }

    /// <summary>The hashes that bytes hold; none when they are not as they were written, or not of this snapshot.</summary>
    public static IReadOnlyList<(string Entity, Values<ulong> Hashes)> Read(SafeBuffer bytes, string snapshot, int roots)
    {
        if (bytes.ByteLength > int.MaxValue)
        {
            return [];
        }

        var all = new Values<byte>(bytes, 0, (int)bytes.ByteLength);
        var (end, checksum) = (all.Span[..Math.Min(all.Length, LongestLine)].IndexOf((byte)'\n') + 1, all.Length - sizeof(ulong));
        if (end <= 0 || checksum < end || checksum % sizeof(ulong) != 0)
        {
            return [];
        }

        var line = Encoding.UTF8.GetString(all.AsSpan(0, end));
        string[] entities = line.TrimEnd().Split(' ')[Line(snapshot, roots, []).TrimEnd().Split(' ').Length..];
        return line == Line(snapshot, roots, entities) && checksum - end == (long)entities.Length * roots * sizeof(ulong)
            && XxHash3.HashToUInt64(all.Span[..checksum]) == MemoryMarshal.Read<ulong>(all.Span[checksum..])
            ? [.. entities.Select((entity, place) => (entity, new Values<ulong>(bytes, end + ((long)place * roots * sizeof(ulong)), roots)))]
            : [];
    }

    // As long as hashes that follow can be read where they lie.
    private static string Line(string snapshot, int roots, IEnumerable<string> entities)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{Version} {snapshot} {roots} {string.Join(' ', entities)}");
        return line.PadRight(line.Length + (-(line.Length + 1) & (sizeof(ulong) - 1))) + "\n";
    }
}
