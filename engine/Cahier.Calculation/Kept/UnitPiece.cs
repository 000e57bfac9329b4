using System.Collections.Immutable;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using Cahier.Calculation.Compilation;
using Cahier.Calculation.Results;
using Cahier.Feel.Values;

namespace Cahier.Calculation.Kept;

/// <summary>
/// What a run, or a share of one, found of the units of some bundles, as it is kept for other runs. A run takes from a
/// piece what it holds of bundles that are still the same, and finds the rest itself: so that pieces change how long a run
/// takes, never what it finds. Safe to share between threads.
/// </summary>
public sealed class UnitPiece
{
    private readonly byte[] bytes;
    private readonly Dictionary<int, (int At, int Length)> columns = [];
    private readonly Dictionary<(int Number, int Place), ImmutableArray<UnknownCause>> causes = [];

    private UnitPiece(byte[] bytes)
    {
        this.bytes = bytes;
        using var from = Reader(0, bytes.Length);
        Identity = from.ReadString();
        var roots = from.ReadInt32();
        (Keys, Hashes, Starts) = (new ulong[roots], new ulong[roots], new int[roots + 1]);
        from.BaseStream.ReadExactly(MemoryMarshal.AsBytes(Keys.AsSpan()));
        from.BaseStream.ReadExactly(MemoryMarshal.AsBytes(Hashes.AsSpan()));
        from.BaseStream.ReadExactly(MemoryMarshal.AsBytes(Starts.AsSpan()));
        for (var rest = from.ReadInt32(); rest > 0; rest--)
        {
            var (number, length) = (from.ReadInt32(), from.ReadInt32());
            columns[number] = ((int)from.BaseStream.Position, length);
            from.BaseStream.Position += length;
        }

        for (var rest = from.ReadInt32(); rest > 0; rest--)
        {
            causes[(from.ReadInt32(), from.ReadInt32())] = KeptCauses.Read(from);
        }
    }

    /// <summary>Of what it was made but for the facts.</summary>
    internal string Identity { get; }

    /// <summary>For each bundle the hash of its root's key.</summary>
    internal ulong[] Keys { get; }

    /// <summary>For each bundle the hash of what it holds.</summary>
    internal ulong[] Hashes { get; }

    /// <summary>For each bundle where its units begin, and at last where they end.</summary>
    internal int[] Starts { get; }

    /// <summary>By what the pieces are known that a run can take, in hexadecimal.</summary>
    public static string NameOf(CompiledRuleSet rules, Date from, Date to)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return PieceIdentity.Of(rules.RuleSet, from, to);
    }

    /// <summary>Reads a piece; null when it is not as it was written.</summary>
    public static UnitPiece? Open(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        return bytes.Length > sizeof(ulong) && XxHash3.HashToUInt64(bytes.AsSpan(..^sizeof(ulong))) == MemoryMarshal.Read<ulong>(bytes.AsSpan(^sizeof(ulong)..)) ? new UnitPiece(bytes) : null;
    }

    /// <summary>What was found of an expression.</summary>
    internal KeptColumn? Find(int number, ResultColumn kind)
    {
        if (!columns.TryGetValue(number, out var column))
        {
            return null;
        }

        using var from = Reader(column.At, column.Length);
        return KeptColumn.Read(from, kind, Starts[^1]);
    }

    /// <summary>Why an expression is unknown for a unit; null when nobody asked.</summary>
    internal ImmutableArray<UnknownCause>? Causes(int number, int place) => causes.TryGetValue((number, place), out var known) ? known : null;

    private BinaryReader Reader(int at, int length) => new(new MemoryStream(bytes, at, length, writable: false));
}
