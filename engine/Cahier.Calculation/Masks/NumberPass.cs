using Cahier.Calculation.Compilation;
using Cahier.Calculation.Results;
using Cahier.Feel.Checking;
using Cahier.Rules.Checking;

namespace Cahier.Calculation.Masks;

/// <summary>Finds a number of units block by block in whole numbers, where that is proved exact: no decimal is made.</summary>
internal sealed class NumberPass
{
    private readonly RunFrame frame;
    private readonly MaskSources sources;
    private readonly Quantity quantity;

    private NumberPass(RunFrame frame, MaskSources sources, Quantity quantity) => (this.frame, this.sources, this.quantity) = (frame, sources, quantity);

    /// <summary>A pass for an expression over some units; null (C#) when there is no exact way in whole numbers.</summary>
    /// <param name="expression">What to find.</param>
    /// <param name="frame">The run.</param>
    /// <param name="places">The units.</param>
    /// <param name="rounding">How the numbers are going to be rounded, if at all: they are then found rounded.</param>
    public static NumberPass? For(CheckedExpression expression, RunFrame frame, Places places, MoneyRounding? rounding = null)
    {
        var sources = new MaskSources(frame, places);
        var quantity = (rounding is { } to ? MaskMaker.MakeAmount(expression, to, sources) : null) ?? MaskMaker.MakeNumber(expression, sources);
        return quantity is null ? null : new NumberPass(frame, sources, quantity);
    }

    /// <summary>What the numbers are, once all of a column are found in this way.</summary>
    public WholeNumbers Whole => new(quantity.Scale, quantity.Low, quantity.High, quantity.MayBeMissing);

    /// <summary>Finds the numbers of the units from one slot, at the beginning of a block, to below another. Slots whose mark is 0 are passed over.</summary>
    public void Run(NumberResults target, byte[]? marks, int from, int to)
    {
        var block = new MaskBlock(frame.Units, target.Places, sources.Slots);
        for (var start = from; start < to; start += MaskBlock.Units)
        {
            block.Move(start, Math.Min(to, start + MaskBlock.Units));
            var missing = quantity.MayBeMissing ? quantity.Missing(block) : default;
            target.SetAll(start, quantity.Values(block), quantity.Scale, missing, marks);
        }
    }
}
