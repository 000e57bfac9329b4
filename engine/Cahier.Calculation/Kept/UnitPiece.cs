using System.Collections.Immutable;
using Cahier.Calculation.Compilation;
using Cahier.Calculation.Results;
using Cahier.Facts.Columns;
using Cahier.Feel.Values;

namespace Cahier.Calculation.Kept;

/// <summary>
/// What a run, or a share of one, found of the units of some bundles, as it is kept for other runs: who their participants
/// are, and a column for each expression. A run takes from a piece what it holds of bundles that are still the same, and
/// finds the rest itself: so that pieces change how long a run takes, never what it finds. Read where it lies, in a file
/// that is mapped or in memory. Safe to share between threads.
/// </summary>
public sealed class UnitPiece
{
    private readonly Dictionary<int, PieceColumn> columns = [];
    private readonly Lazy<Dictionary<(int Number, int Place), ImmutableArray<UnknownCause>>> causes;

    private UnitPiece(PieceReader from)
    {
        Identity = from.Text();
        (Keys, Hashes, Starts) = (from.All<ulong>(), from.All<ulong>(), from.All<int>());
        var names = ImmutableArray.CreateBuilder<string>();
        for (var rest = from.Number(); rest > 0; rest--)
        {
            names.Add(from.Text());
        }

        Names = names.ToImmutable();
        Participants = from.All<int>();
        var sets = ImmutableArray.CreateBuilder<Places>();
        for (var rest = from.Number(); rest > 0; rest--)
        {
            sets.Add(Places.Some(Participants.Read().Length, from.All<ulong>().Read().ToArray(), MarkedList.Alone));
        }

        Sets = sets.ToImmutable();
        for (var rest = from.Number(); rest > 0; rest--)
        {
            var number = from.Number();
            columns[number] = PieceColumn.Read(from);
        }

        var written = from.All<byte>();
        causes = new(() => KeptCauses.ReadAll(written.Read().ToArray()));
    }

    /// <summary>Of what it was made but for the facts.</summary>
    internal string Identity { get; }

    /// <summary>For each bundle the hash of its root's key.</summary>
    internal PieceSection<ulong> Keys { get; }

    /// <summary>For each bundle the hash of what it holds.</summary>
    internal PieceSection<ulong> Hashes { get; }

    /// <summary>For each bundle where its units begin, and at last where they end.</summary>
    internal PieceSection<int> Starts { get; }

    /// <summary>The participants of the units.</summary>
    internal ImmutableArray<string> Names { get; }

    /// <summary>For each unit which of them is its own; −1 when that is missing.</summary>
    internal PieceSection<int> Participants { get; }

    /// <summary>The sets of units for which there are columns.</summary>
    internal ImmutableArray<Places> Sets { get; }

    /// <summary>By what the pieces are known that a run can take, in hexadecimal.</summary>
    public static string NameOf(CompiledRuleSet rules, Date from, Date to)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return PieceIdentity.Of(rules.RuleSet, from, to);
    }

    /// <summary>Opens a piece in memory; null when it is not as it was written.</summary>
    public static UnitPiece? Open(byte[] bytes) => Open(new Values<byte>(bytes));

    /// <summary>Opens a piece; null when it is not as it was written.</summary>
    /// <param name="bytes">The bytes, in memory from a multiple of eight on; not to be changed from now on.</param>
    public static UnitPiece? Open(Values<byte> bytes) => PieceReader.IsWhole(bytes) ? new UnitPiece(new PieceReader(bytes)) : null;

    /// <summary>What was found of an expression; null when nothing is kept of it.</summary>
    internal PieceColumn? Find(int number) => columns.GetValueOrDefault(number);

    /// <summary>Why an expression is unknown for a unit; null when nobody asked.</summary>
    internal ImmutableArray<UnknownCause>? Causes(int number, int place) => causes.Value.TryGetValue((number, place), out var known) ? known : null;
}
