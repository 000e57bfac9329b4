using Cahier.Facts.Columns;
using Cahier.Feel.Values;

namespace Cahier.Calculation.Masks;

/// <summary>An input of which each unit has one of few values, by number; the first is a missing one.</summary>
internal abstract class Choice(int count)
{
    /// <summary>How many values there are.</summary>
    public int Count => count;

    /// <summary>The value of a number.</summary>
    public abstract FeelValue Value(int number);

    /// <summary>Adds the number of each unit's value, so many times.</summary>
    public abstract void AddTo(Span<int> places, int times, MaskBlock block);
}

/// <summary>The texts of a column.</summary>
internal sealed class TextChoice(RowSet rows, TextColumn column) : Choice(column.Dictionary.Length + 1)
{
    public override FeelValue Value(int number) => number == 0 ? NullValue.Instance : new TextValue(column.Dictionary[number - 1]);

    public override void AddTo(Span<int> places, int times, MaskBlock block)
    {
        var of = rows.Rows(block);
        for (var i = 0; i < places.Length; i++)
        {
            places[i] += of[i] < 0 ? 0 : (column.Code(of[i]) + 1) * times;
        }
    }
}

/// <summary>The numbers of a quantity that are from one to another.</summary>
internal sealed class NumberChoice : Choice
{
    private const int MostNumbers = 1 << 12;

    private readonly Quantity quantity;
    private readonly long least;
    private readonly long most;

    private NumberChoice(Quantity quantity, long least, long most)
        : base((int)(most - least) + 2) => (this.quantity, this.least, this.most) = (quantity, least, most);

    /// <summary>The choice of a quantity's numbers; null (C#) when they are very many.</summary>
    public static NumberChoice? Of(Quantity quantity, Int128 least, Int128 most) => most - least < MostNumbers ? new NumberChoice(quantity, (long)least, (long)most) : null;

    public override FeelValue Value(int number) => number == 0 ? NullValue.Instance : new NumberValue(NumberColumn.ToDecimal(least + number - 1, quantity.Scale));

    public override void AddTo(Span<int> places, int times, MaskBlock block)
    {
        var values = quantity.Values(block);
        var missing = quantity.MayBeMissing ? quantity.Missing(block) : default;
        for (var i = 0; i < places.Length; i++)
        {
            // What stands where a number is missing, or where nobody looks, may be any.
            var isKnown = values[i] >= least && values[i] <= most && (missing.IsEmpty || (missing[i / MaskBlock.WordBits] >> i & 1) == 0);
            places[i] += isKnown ? (int)(values[i] - least + 1) * times : 0;
        }
    }
}

/// <summary>A condition: missing, true and false.</summary>
internal sealed class ConditionChoice(Mask condition) : Choice(3)
{
    public override FeelValue Value(int number) => number switch { 0 => NullValue.Instance, 1 => BooleanValue.Of(true), _ => BooleanValue.Of(false) };

    public override void AddTo(Span<int> places, int times, MaskBlock block)
    {
        Span<ulong> isTrue = stackalloc ulong[block.Words];
        Span<ulong> isFalse = stackalloc ulong[block.Words];
        condition.Find(block, isTrue, isFalse);
        for (var i = 0; i < places.Length; i++)
        {
            places[i] += (int)((isTrue[i / MaskBlock.WordBits] >> i & 1) + (2 * (isFalse[i / MaskBlock.WordBits] >> i & 1))) * times;
        }
    }
}
