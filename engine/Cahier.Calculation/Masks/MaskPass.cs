using Cahier.Calculation.Compilation;
using Cahier.Calculation.Results;
using Cahier.Feel.Checking;

namespace Cahier.Calculation.Masks;

/// <summary>
/// Finds many conditions in one pass over the units: block by block all conditions of the block, so that what several
/// of them read is read once. Ranges may be gone over side by side when they begin at whole blocks.
/// </summary>
internal sealed class MaskPass(RunFrame frame)
{
    private readonly MaskSources sources = new(frame);
    private readonly List<(Mask Condition, BooleanResults Target)> masks = [];

    public bool IsEmpty => masks.Count == 0;

    /// <summary>Takes a condition, unless there is no exact way to find it by masks.</summary>
    public bool TryAdd(CheckedExpression condition, BooleanResults target)
    {
        if (MaskMaker.Make(condition, sources) is not { } mask)
        {
            return false;
        }

        masks.Add((mask, target));
        return true;
    }

    /// <summary>Finds all conditions for the units from one number, at the beginning of a block, to below another.</summary>
    public void Run(int from, int to)
    {
        var block = new MaskBlock(frame.Units, Places.All(frame.Units.Count), sources.Slots);
        for (var start = from; start < to; start += MaskBlock.Units)
        {
            block.Move(start, Math.Min(to, start + MaskBlock.Units));
            foreach (var (condition, target) in masks)
            {
                var word = start / MaskBlock.WordBits;
                condition.Find(block, target.TrueWords.AsSpan(word, block.Words), target.FalseWords.AsSpan(word, block.Words));
            }
        }
    }
}
