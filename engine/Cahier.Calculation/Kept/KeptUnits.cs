using System.Collections.Immutable;
using Cahier.Calculation.Compilation;
using Cahier.Calculation.Results;
using Cahier.Calculation.Runs;
using Cahier.Facts.Columns;
using Cahier.Feel.Checking;
using Cahier.Feel.Values;

namespace Cahier.Calculation.Kept;

/// <summary>
/// What a run takes from pieces that were kept, and keeps of its own. Bundles that stand unchanged in no piece are calculated
/// first, as a piece of their own; then all units are put together of pieces. For one run.
/// </summary>
public sealed class KeptUnits
{
    // Of so many bundles one that is new is few: then they are a piece beside the others.
    private const int FewOf = 8;

    private readonly RunFrame frame;
    private readonly KeptExpressions expressions;
    private readonly BundleUnits bundles;
    private readonly List<(UnitPiece Piece, List<Stretch> Stretches)> taken = [];
    private readonly SortedDictionary<int, ResultColumn> found = [];
    private readonly SortedDictionary<(int Number, int Unit), ImmutableArray<UnknownCause>> causes = [];
    private UnitAssembly? assembly;
    private UnitPiece? ofNew;
    private byte[] bytesOfNew = [];

    private KeptUnits(RunFrame frame, KeptExpressions expressions, BundleUnits bundles, IReadOnlyList<UnitPiece> pieces)
    {
        (this.frame, this.expressions, this.bundles) = (frame, expressions, bundles);
        var identity = PieceIdentity.Of(frame.RuleSet, frame.From, frame.To);
        foreach (var piece in pieces.Where(p => p.Identity == identity))
        {
            if (bundles.Take(piece) is { Count: > 0 } stretches)
            {
                taken.Add((piece, stretches));
            }
        }

        Reused = bundles.Taken;
    }

    /// <summary>How many bundles there are.</summary>
    public int Bundles => bundles.Count;

    /// <summary>How many of them stand unchanged in a piece.</summary>
    public int Reused { get; }

    /// <summary>The pieces of which something was taken.</summary>
    public IEnumerable<UnitPiece> Taken => taken.Select(t => t.Piece).Where(p => p != ofNew);

    /// <summary>Whether the bundles that stand in no piece are so few that a piece of them is kept beside those that were taken.</summary>
    public bool AreNewFew => assembly is not null && Bundles - Reused <= Bundles / FewOf;

    /// <summary>Whether there are such bundles.</summary>
    public bool AreNew => Reused < Bundles;

    /// <summary>Whether units can be judged bundle by bundle.</summary>
    internal bool JudgeAlone => expressions.JudgeAlone;

    /// <summary>Selects the units of a run into its frame, with what pieces hold of them; gives the keys of rows that have no date.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="calculator">Finds what no piece holds.</param>
    /// <param name="pieces">What earlier runs and shares of this one kept.</param>
    /// <param name="roots">The bundles that the run is about, or null for all.</param>
    internal static ImmutableArray<string> Select(RunFrame frame, CompiledCalculator calculator, IReadOnlyList<UnitPiece> pieces, RootRange? roots = null)
    {
        var expressions = KeptExpressions.Of(frame.RuleSet);
        if (expressions.IsEmpty)
        {
            return UnitSelection.Select(frame, calculator);
        }

        var all = UnitSelection.InPeriod(frame, calculator);
        if (!IsWorthwhile(frame, expressions, all))
        {
            return UnitSelection.Select(frame, all, calculator);
        }

        var (period, bundles) = roots is { } range ? BundleUnits.Some(frame, all, expressions.Entities, range.Roots, calculator.Share) : (all, BundleUnits.All(frame, all, expressions.Entities));
        var kept = frame.Kept = new KeptUnits(frame, expressions, bundles, pieces);
        if (kept.taken.Count > 0)
        {
            kept.Assemble(all, calculator);
        }

        UnitSelection.Begin(frame, period, kept.assembly is { } units ? ParticipantNumbers.Take(frame, period, units, calculator) : ParticipantNumbers.Find(frame, period, calculator), calculator);
        return UnitSelection.Undated(frame, period);
    }

    /// <summary>How many bundles stand unchanged in no piece; 0 when nothing of the cahier takes long enough to be kept or shared with other hosts.</summary>
    internal static int CountLeft(RunFrame frame, CompiledCalculator calculator, IReadOnlyList<UnitPiece> pieces)
    {
        var expressions = KeptExpressions.Of(frame.RuleSet);
        if (expressions.IsEmpty || UnitSelection.InPeriod(frame, calculator) is var all && !IsWorthwhile(frame, expressions, all))
        {
            return 0;
        }

        var kept = new KeptUnits(frame, expressions, BundleUnits.All(frame, all, expressions.Entities), pieces);
        return kept.Bundles - kept.Reused;
    }

    // All bundles are held against those of the pieces, which takes longer than finding again what few units need.
    private static bool IsWorthwhile(RunFrame frame, KeptExpressions expressions, PeriodRows period) =>
        expressions.CallScripts || period.Rows.Length >= frame.Snapshot.Table(frame.RuleSet.Model.Root.Name).Count / 2;

    /// <summary>Writes what is known of all units as a piece.</summary>
    public void Save(Stream stream)
    {
        var to = new PieceWriter(stream);
        to.Text(PieceIdentity.Of(frame.RuleSet, frame.From, frame.To));
        to.All<ulong>(bundles.Keys);
        to.All<ulong>(bundles.Hashes);
        to.All<int>(bundles.Starts);
        to.Number(frame.Participants.Count);
        foreach (var name in frame.Participants.Names)
        {
            to.Text(name);
        }

        to.All<int>(frame.Units.Participants);
        var sets = found.Values.Select(c => c.Places).Where(p => p.Of is not null).Distinct().ToList();
        to.Number(sets.Count);
        sets.ForEach(set => to.All(set.Words));
        to.Number(found.Count);
        foreach (var (number, column) in found)
        {
            to.Number(number);
            PieceColumn.Write(to, column, sets.IndexOf(column.Places) is >= 0 and var set ? set : null);
        }

        to.All<byte>(KeptCauses.WriteAll(causes));
        to.End();
    }

    /// <summary>Writes what is known of the units of bundles that stand in no other piece as one.</summary>
    public void SaveNew(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(bytesOfNew);
    }

    /// <summary>Takes over what is kept of an expression; false when it is to be found.</summary>
    internal bool TryTake(CheckedExpression expression, ResultColumn column) => assembly is not null && NumberOf(expression) is { } number && assembly.TryTake(number, column);

    /// <summary>Keeps what was found of an expression.</summary>
    internal void Keep(CheckedExpression expression, ResultColumn column)
    {
        if (NumberOf(expression) is { } number)
        {
            found[number] = column;
        }
    }

    /// <summary>Why an expression is unknown for a unit, as it is kept or else as it is found now. Asked by several threads.</summary>
    internal ImmutableArray<UnknownCause> Causes(CheckedExpression expression, int unit, Func<ImmutableArray<UnknownCause>> find)
    {
        if (NumberOf(expression) is not { } number)
        {
            return find();
        }

        var known = assembly?.Causes(number, unit) ?? find();
        lock (causes)
        {
            causes[(number, unit)] = known;
        }

        return known;
    }

    /// <summary>Whether an expression reads nothing but the bundle of the unit.</summary>
    internal bool IsOfBundles(CheckedExpression expression) => expressions.IsOfBundles(expression);

    // Where judging reads what others have part in, so does everything that is found for some units only.
    private int? NumberOf(CheckedExpression expression) => expressions.JudgeAlone || frame.Units is not { IsJudged: true } ? expressions.NumberOf(expression) : null;

    private void Assemble(PeriodRows all, CompiledCalculator calculator)
    {
        if (bundles.Left is { Length: > 0 } left)
        {
            bytesOfNew = PieceOf(left, all, calculator);
            ofNew = UnitPiece.Open(new Values<byte>(bytesOfNew))!;
            taken.Add((ofNew, bundles.Take(ofNew)));
        }

        assembly = new UnitAssembly(taken);
    }

    private byte[] PieceOf(int[] roots, PeriodRows all, CompiledCalculator calculator)
    {
        var part = new RunFrame(frame.RuleSet, frame.Snapshot, frame.From, frame.To);
        var ofPart = calculator.For(part);
        var (period, units) = BundleUnits.Some(part, all, expressions.Entities, roots, calculator.Share);
        part.Kept = new KeptUnits(part, expressions, units, []);
        UnitSelection.Begin(part, period, ParticipantNumbers.Find(part, period, ofPart), ofPart);
        UnitShare.Find(part, ofPart, part.Kept);
        using var bytes = new MemoryStream();
        part.Kept.Save(bytes);
        return bytes.ToArray();
    }
}
