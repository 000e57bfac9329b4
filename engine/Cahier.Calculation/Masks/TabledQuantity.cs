using System.Collections.Immutable;
using Cahier.Feel.Tables;
using Cahier.Feel.Values;

namespace Cahier.Calculation.Masks;

/// <summary>
/// What a decision table gives where its inputs come in few combinations: it is asked once for each of them, and units
/// look their number up. A tariff by nature and age is some hundred numbers, however many acts there are.
/// </summary>
internal sealed class TabledQuantity : Quantity
{
    /// <summary>For how many combinations a table is asked at the most.</summary>
    private const int MostAnswers = 1 << 13;

    private readonly ImmutableArray<Choice> inputs;
    private readonly long[] answers;
    private readonly bool[] isMissing;
    private readonly int fewestDecimals;

    private TabledQuantity(int slot, ImmutableArray<Choice> inputs, decimal?[] answers, long[] digits, int scale)
        : base(slot, scale, digits.Min(), digits.Max(), answers.Contains(null))
    {
        this.inputs = inputs;
        this.answers = digits;
        isMissing = [.. answers.Select(a => a is null)];
        fewestDecimals = answers.Min(a => a?.Scale ?? scale);
    }

    public override bool KeepsDecimals => fewestDecimals == Scale;

    public override int FewestDecimals => fewestDecimals;

    /// <summary>The answers of a table; null (C#) when there are too many, or one is no number that fits.</summary>
    public static TabledQuantity? Of(MaskSources sources, DecisionTable table, ImmutableArray<Choice> inputs)
    {
        var count = inputs.Aggregate(1L, (product, input) => Math.Min(product * input.Count, MostAnswers + 1L));
        if (count > MostAnswers)
        {
            return null;
        }

        var values = Enumerable.Range(0, (int)count).Select(place => table.Value(Combination(inputs, place))).ToList();
        if (!values.TrueForAll(v => v is NumberValue or NullValue) || values.TrueForAll(v => v is NullValue))
        {
            return null;
        }

        decimal?[] answers = [.. values.Select(v => (v as NumberValue)?.Value)];
        var scale = answers.Max(a => a?.Scale ?? 0);
        var digits = new long[answers.Length];
        for (var i = 0; i < digits.Length; i++)
        {
            if (!TryToScale(answers[i] ?? 0, scale, out digits[i]))
            {
                return null;
            }
        }

        return new TabledQuantity(sources.NextSlot(), inputs, answers, digits, scale);
    }

    protected override void Fill(MaskBlock block, Span<long> values)
    {
        var places = Places(block);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = answers[places[i]];
        }
    }

    protected override void MarkMissing(MaskBlock block, Span<ulong> marks)
    {
        marks.Clear();
        var places = Places(block);
        for (var i = 0; i < places.Length; i++)
        {
            marks[i / MaskBlock.WordBits] |= (isMissing[places[i]] ? 1UL : 0) << i;
        }
    }

    /// <summary>The combination of each unit of a block.</summary>
    private Span<int> Places(MaskBlock block)
    {
        var places = block.Narrow(Slot, out var isReady);
        if (!isReady)
        {
            places.Clear();
            var times = 1;
            foreach (var input in inputs)
            {
                input.AddTo(places, times, block);
                times *= input.Count;
            }
        }

        return places;
    }

    private static FeelValue[] Combination(ImmutableArray<Choice> inputs, int place)
    {
        var values = new FeelValue[inputs.Length];
        for (var i = 0; i < inputs.Length; i++)
        {
            values[i] = inputs[i].Value(place % inputs[i].Count);
            place /= inputs[i].Count;
        }

        return values;
    }

    private static bool TryToScale(decimal number, int scale, out long digits)
    {
        digits = 0;
        for (var decimals = number.Scale; decimals < scale; decimals++)
        {
            if (Numbers.Multiply(number, 10) is not { } larger)
            {
                return false;
            }

            number = larger;
        }

        return Numbers.TryToScaled(number, out digits);
    }
}
