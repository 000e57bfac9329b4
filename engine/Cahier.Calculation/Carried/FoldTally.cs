using System.Collections.Immutable;
using Cahier.Calculation.Results;
using Cahier.Feel.Values;

namespace Cahier.Calculation.Carried;

/// <summary>How the units of a participant are taken together.</summary>
internal enum UnitFold
{
    Sum,
    Most,
    Least,
}

/// <summary>What units taken together are made of.</summary>
/// <param name="Items">How many there are that are known.</param>
/// <param name="Value">What they come to.</param>
/// <param name="Weight">Of a sum what they come to without their signs; of the most or least how many of them are that.</param>
/// <param name="Decimals">The most decimals that any has.</param>
/// <param name="Unknown">Those that are unknown.</param>
internal readonly record struct FoldTally(int Items, decimal Value, decimal Weight, int Decimals, UnknownUnits Unknown)
{
    // A thousandth of the largest decimal.
    private const decimal LargestSum = 79_228_162_514_264_337_593_543_950m;

    /// <summary>What is not told.</summary>
    public static readonly FoldTally TooMuch = new(0, 0, decimal.MaxValue, 0, UnknownUnits.None);

    public static readonly FoldTally Nothing = new(0, 0, 0, 0, UnknownUnits.None);

    /// <summary>Whether it is told what the items come to, as long as they are the same in the same order.</summary>
    public bool IsTold => Weight < decimal.MaxValue;

    /// <summary>Whether the items come to the same in whatever order they are taken.</summary>
    public bool IsExact => Weight <= LargestSum * new decimal(1, 0, 0, false, (byte)Decimals);

    /// <summary>Of the values of units.</summary>
    /// <param name="fold">How they are taken together.</param>
    /// <param name="items">For each unit its row and its value.</param>
    public static FoldTally Of(UnitFold fold, IEnumerable<(int Row, FeelValue Value)> items)
    {
        var (tally, unknown, first) = (Nothing, 0, ImmutableArray.CreateBuilder<(int, ImmutableArray<UnknownCause>)>());
        foreach (var (row, item) in items)
        {
            if (item is NumberValue { Value: var number })
            {
                if (tally.With(fold, number) is not { } next)
                {
                    return TooMuch;
                }

                tally = next;
            }
            else
            {
                unknown++;
                if (first.Count < FirstUnits.Most)
                {
                    first.Add((row, ((NullValue)item).Causes));
                }
            }
        }

        return tally with { Unknown = new UnknownUnits(unknown, first.ToImmutable()) };
    }

    /// <summary>The same with other items taken out and put in; null when it cannot be told what they come to.</summary>
    public FoldTally? With(UnitFold fold, FoldTally gone, FoldTally came, Func<int, int?> nowOf) =>
        Known(fold, gone, came) is { } known ? known with { Unknown = Unknown.With(gone.Unknown.Count, nowOf, came.Unknown) } : null;

    private FoldTally? Known(UnitFold fold, FoldTally gone, FoldTally came)
    {
        var items = Items - gone.Items + came.Items;
        if (fold == UnitFold.Sum)
        {
            return new FoldTally(items, Value - gone.Value + came.Value, Weight - gone.Weight + came.Weight, Math.Max(Decimals, came.Decimals), UnknownUnits.None);
        }

        // Of the others it is known only that none is more, or less.
        var left = Weight - (gone.Items > 0 && gone.Value == Value ? gone.Weight : 0);
        return Items == gone.Items ? came
            : came.Items > 0 && IsNearer(fold, came.Value, Value) ? came with { Items = items }
            : left <= 0 ? null
            : this with { Items = items, Weight = left + (came.Items > 0 && came.Value == Value ? came.Weight : 0) };
    }

    public void Write(BinaryWriter to)
    {
        to.Write(Items);
        to.Write(Value);
        to.Write(Weight);
        to.Write(Decimals);
        UnknownUnits.Write(to, Unknown);
    }

    public static FoldTally Read(BinaryReader from) => new(from.ReadInt32(), from.ReadDecimal(), from.ReadDecimal(), from.ReadInt32(), UnknownUnits.Read(from));

    private FoldTally? With(UnitFold fold, decimal number)
    {
        if (fold == UnitFold.Sum)
        {
            return Numbers.Add(Weight, Math.Abs(number)) is { } weight ? new FoldTally(Items + 1, Value + number, weight, Math.Max(Decimals, number.Scale), Unknown) : null;
        }

        return Items == 0 || IsNearer(fold, number, Value) ? new FoldTally(Items + 1, number, 1, 0, Unknown) : this with { Items = Items + 1, Weight = Weight + (number == Value ? 1 : 0) };
    }

    private static bool IsNearer(UnitFold fold, decimal number, decimal other) => fold == UnitFold.Most ? number > other : number < other;
}
