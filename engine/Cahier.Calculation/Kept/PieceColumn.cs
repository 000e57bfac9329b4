using Cahier.Calculation.Results;

namespace Cahier.Calculation.Kept;

/// <summary>What was found of one expression: a value for each unit of the piece, or for each of a set of them, in order.</summary>
internal abstract class PieceColumn
{
    private const int OfAll = -1;

    private enum Kind
    {
        Booleans,
        Numbers,
        Dates,
        Texts,
    }

    /// <summary>For the units of which set there are values; null when for all.</summary>
    public int? Set { get; private set; }

    public static void Write(PieceWriter to, ResultColumn column, int? set)
    {
        to.Number(set ?? OfAll);
        switch (column)
        {
            case BooleanResults booleans:
                to.Number((int)Kind.Booleans);
                PieceBooleans.Write(to, booleans);
                break;
            case NumberResults numbers:
                to.Number((int)Kind.Numbers);
                PieceNumbers.Write(to, numbers);
                break;
            case DateResults dates:
                to.Number((int)Kind.Dates);
                PieceDates.Write(to, dates);
                break;
            default:
                to.Number((int)Kind.Texts);
                PieceTexts.Write(to, (TextResults)column);
                break;
        }
    }

    public static PieceColumn Read(PieceReader from)
    {
        var set = from.Number();
        PieceColumn column = (Kind)from.Number() switch
        {
            Kind.Booleans => new PieceBooleans(from),
            Kind.Numbers => new PieceNumbers(from),
            Kind.Dates => new PieceDates(from),
            _ => new PieceTexts(from),
        };
        column.Set = set == OfAll ? null : set;
        return column;
    }

    /// <summary>Takes over some values.</summary>
    public abstract void Take(ResultColumn to, Block block);
}

internal sealed class PieceBooleans(PieceReader from) : PieceColumn
{
    private readonly PieceSection<ulong> trueWords = from.All<ulong>();
    private readonly PieceSection<ulong> falseWords = from.All<ulong>();

    public static void Write(PieceWriter to, BooleanResults column)
    {
        to.All<ulong>(column.TrueWords);
        to.All<ulong>(column.FalseWords);
    }

    public override void Take(ResultColumn to, Block block)
    {
        MarkedList.Copy(trueWords.Read(), block.From, ((BooleanResults)to).TrueWords, block.Slot, block.Count);
        MarkedList.Copy(falseWords.Read(), block.From, ((BooleanResults)to).FalseWords, block.Slot, block.Count);
    }
}

internal sealed class PieceDates(PieceReader from) : PieceColumn
{
    private readonly PieceSection<long> days = from.All<long>();

    public static void Write(PieceWriter to, DateResults column) => to.All<long>(column.Days);

    public override void Take(ResultColumn to, Block block) => days.Read().Slice(block.From, block.Count).CopyTo(((DateResults)to).Days.AsSpan(block.Slot));
}
