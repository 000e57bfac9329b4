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
    private readonly SortedDictionary<(int Number, int Place), ImmutableArray<UnknownCause>> causes = [];
    private readonly int[] places;
    private readonly int first;
    private readonly int end;

    private KeptUnits(RunFrame frame, KeptExpressions expressions, IReadOnlyList<UnitPiece> known, RootRange? roots)
    {
        this.frame = frame;
        this.expressions = expressions;
        bundles = new BundleUnits(frame, expressions.Entities);
        (first, end) = roots is { } range ? (range.From, range.To) : (0, bundles.Keys.Length);
        places = new int[bundles.Units.Length];
        for (var place = 0; place < places.Length; place++)
        {
            places[bundles.Units[place]] = place;
        }

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
        foreach (var ((number, place), known) in causes)
        {
            to.Write(number);
            to.Write(place - start);
            KeptCauses.Write(to, known);
        }

        to.Write(XxHash3.HashToUInt64(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
        bytes.Position = 0;
        bytes.CopyTo(stream);
    }

    /// <summary>The units for which an expression is still to be found; what is kept of the others is in the column then.</summary>
    internal byte[]? Left(CheckedExpression expression, ResultColumn column, byte[]? marks)
    {
        var number = expressions.NumberOf(expression);
        if ((number is null || pieces.Count == 0) && first == 0 && end == Bundles)
        {
            return marks;
        }

        var left = new byte[column.Count];
        foreach (var unit in OfRange())
        {
            left[unit] = marks is null ? (byte)1 : marks[unit];
        }

        foreach (var (piece, stretches) in number is null ? [] : pieces)
        {
            if (piece.Find(number!.Value, column) is { } kept)
            {
                stretches.ForEach(stretch => kept.Take(stretch, bundles.Units, column, left));
            }
        }

        return left;
    }

    /// <summary>Keeps what was found of an expression.</summary>
    internal void Keep(CheckedExpression expression, ResultColumn column, byte[]? marks)
    {
        if (expressions.NumberOf(expression) is { } number)
        {
            using var bytes = new MemoryStream();
            using var to = new BinaryWriter(bytes);
            KeptColumn.Write(to, column, marks, OfRange());
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

        return causes[(number, places[unit])] = Kept(number, places[unit]) ?? find();
    }

    /// <summary>Whether an expression reads nothing but the bundle of the unit.</summary>
    internal bool IsOfBundles(CheckedExpression expression) => expressions.IsOfBundles(expression);

    /// <summary>Whether units can be judged bundle by bundle.</summary>
    internal bool JudgeAlone => expressions.JudgeAlone;

    /// <summary>The units of the bundles that the run is about.</summary>
    internal ReadOnlySpan<int> OfRange() => bundles.Units.AsSpan(bundles.StartOf(first)..bundles.StartOf(end));

    private ImmutableArray<UnknownCause>? Kept(int number, int place)
    {
        foreach (var (piece, stretches) in pieces)
        {
            var (low, high) = (0, stretches.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = stretches[middle].Place <= place ? (middle + 1, high) : (low, middle);
            }

            if (low > 0 && place - stretches[low - 1].Place is var at && at < stretches[low - 1].Count && piece.Causes(number, stretches[low - 1].Kept + at) is { } known)
            {
                return known;
            }
        }

        return null;
    }
}
