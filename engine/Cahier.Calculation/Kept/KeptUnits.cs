using System.Collections.Immutable;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using Cahier.Calculation.Compilation;
using Cahier.Calculation.Results;
using Cahier.Feel.Checking;
using Cahier.Feel.Values;

namespace Cahier.Calculation.Kept;

/// <summary>What a run takes from pieces that were kept, and keeps of its own. For one run.</summary>
public sealed class KeptUnits
{
    private readonly RunFrame frame;
    private readonly KeptExpressions expressions;
    private readonly BundleUnits bundles;
    private readonly List<(UnitPiece Piece, List<Stretch> Stretches)> pieces = [];
    private readonly SortedDictionary<int, byte[]> found = [];
    private readonly SortedDictionary<(int Number, int Unit), ImmutableArray<UnknownCause>> causes = [];
    private readonly int first;
    private readonly int end;

    private KeptUnits(RunFrame frame, KeptExpressions expressions, IReadOnlyList<UnitPiece> known, RootRange? roots)
    {
        this.frame = frame;
        this.expressions = expressions;
        bundles = new BundleUnits(frame, expressions.Entities);
        (first, end) = roots is { } range ? (range.From, range.To) : (0, bundles.Keys.Length);
        var identity = PieceIdentity.Of(frame.RuleSet, frame.From, frame.To);
        foreach (var piece in known.Where(p => p.Identity == identity))
        {
            var (stretches, count) = bundles.Match(piece);
            pieces.Add((piece, stretches));
            Reused += count;
        }
    }

    /// <summary>How many bundles there are.</summary>
    public int Bundles => bundles.Keys.Length;

    /// <summary>How many of them stand unchanged in a piece.</summary>
    public int Reused { get; }

    /// <summary>Begins with the units of a run; null when nothing of its cahier is kept.</summary>
    internal static KeptUnits? Begin(RunFrame frame, IReadOnlyList<UnitPiece> pieces, RootRange? roots = null)
    {
        var expressions = KeptExpressions.Of(frame.RuleSet);
        return expressions.IsEmpty ? null : new KeptUnits(frame, expressions, pieces, roots);
    }

    /// <summary>Writes what the run found as a piece.</summary>
    public void Save(Stream stream)
    {
        var bytes = new MemoryStream();
        using var to = new BinaryWriter(bytes);
        var start = bundles.StartOf(first);
        to.Write(PieceIdentity.Of(frame.RuleSet, frame.From, frame.To));
        to.Write(end - first);
        to.Write(MemoryMarshal.AsBytes(bundles.Keys.AsSpan(first..end)));
        to.Write(MemoryMarshal.AsBytes(bundles.Hashes.AsSpan(first..end)));
        for (var bundle = first; bundle <= end; bundle++)
        {
            to.Write(bundles.StartOf(bundle) - start);
        }

        to.Write(found.Count);
        foreach (var (number, column) in found)
        {
            to.Write(number);
            to.Write(column.Length);
            to.Write(column);
        }

        to.Write(causes.Count);
        foreach (var ((number, unit), known) in causes)
        {
            to.Write(number);
            to.Write(unit - start);
            KeptCauses.Write(to, known);
        }

        to.Write(XxHash3.HashToUInt64(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
        bytes.Position = 0;
        bytes.CopyTo(stream);
    }

    /// <summary>Marks for the slots for which an expression is still to be found; what is kept of the others is in the column then.</summary>
    internal byte[]? Left(CheckedExpression expression, ResultColumn column)
    {
        var number = expressions.NumberOf(expression);
        if ((number is null || pieces.Count == 0) && first == 0 && end == Bundles)
        {
            return column.Places.Marks;
        }

        var left = new byte[column.Places.Slots];
        var (from, to) = OfRange;
        for (var slot = 0; slot < left.Length; slot++)
        {
            var isOfRange = column.Places.PlaceAt(slot) is var unit && unit >= from && unit < to;
            left[slot] = isOfRange ? column.Places.Marks?[slot] ?? 1 : (byte)0;
        }

        foreach (var (piece, stretches) in number is null ? [] : pieces)
        {
            if (piece.Find(number!.Value, column) is { } kept)
            {
                stretches.ForEach(stretch => kept.Take(stretch, column, left));
            }
        }

        return left;
    }

    /// <summary>Keeps what was found of an expression.</summary>
    internal void Keep(CheckedExpression expression, ResultColumn column)
    {
        if (expressions.NumberOf(expression) is { } number)
        {
            using var bytes = new MemoryStream();
            using var to = new BinaryWriter(bytes);
            KeptColumn.Write(to, column, OfRange);
            found[number] = bytes.ToArray();
        }
    }

    /// <summary>Why an expression is unknown for a unit, as it is kept or else as it is found now.</summary>
    internal ImmutableArray<UnknownCause> Causes(CheckedExpression expression, int unit, Func<ImmutableArray<UnknownCause>> find)
    {
        if (expressions.NumberOf(expression) is not { } number)
        {
            return find();
        }

        return causes[(number, unit)] = Kept(number, unit) ?? find();
    }

    /// <summary>Whether an expression reads nothing but the bundle of the unit.</summary>
    internal bool IsOfBundles(CheckedExpression expression) => expressions.IsOfBundles(expression);

    /// <summary>Whether units can be judged bundle by bundle.</summary>
    internal bool JudgeAlone => expressions.JudgeAlone;

    /// <summary>The units of the bundles that the run is about: from the first to below the second.</summary>
    internal (int From, int To) OfRange => (bundles.StartOf(first), bundles.StartOf(end));

    private ImmutableArray<UnknownCause>? Kept(int number, int unit)
    {
        foreach (var (piece, stretches) in pieces)
        {
            var (low, high) = (0, stretches.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = stretches[middle].Unit <= unit ? (middle + 1, high) : (low, middle);
            }

            if (low > 0 && unit - stretches[low - 1].Unit is var at && at < stretches[low - 1].Count && piece.Causes(number, stretches[low - 1].Kept + at) is { } known)
            {
                return known;
            }
        }

        return null;
    }
}
