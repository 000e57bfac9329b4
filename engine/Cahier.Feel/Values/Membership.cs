namespace Cahier.Feel.Values;

/// <summary>Whether a value lies in a range or passes a test: FEEL's <c>in</c>.</summary>
public static class Membership
{
    /// <summary>Whether the value lies in the range; null when it is unknown or of another kind than the bounds.</summary>
    public static FeelValue Contains(RangeValue range, FeelValue value)
    {
        if (value.IsNull)
        {
            return NullValue.From(value);
        }

        var after = !range.HasStart ? BooleanValue.True
            : range.StartIncluded ? Comparison.GreaterOrEqual(value, range.Start) : Comparison.GreaterThan(value, range.Start);
        var before = !range.HasEnd ? BooleanValue.True
            : range.EndIncluded ? Comparison.LessOrEqual(value, range.End) : Comparison.LessThan(value, range.End);
        return (after, before) switch
        {
            (BooleanValue { Value: false }, _) or (_, BooleanValue { Value: false }) => BooleanValue.False,
            (BooleanValue, BooleanValue) => BooleanValue.True,
            _ => NullValue.From(after, before),
        };
    }

    /// <summary>
    /// FEEL's <c>value in test</c>: inside a range, equal to a value, equal to a list or to one of its items or inside
    /// one of its ranges. An unknown test gives null, and so does an unknown value in a range; otherwise null equals null
    /// and nothing else, as <c>=</c> has it, whatever made it unknown.
    /// </summary>
    public static FeelValue Matches(FeelValue value, FeelValue test) => test switch
    {
        RangeValue range when value is not RangeValue => Contains(range, value),
        ListValue list => MatchesAny(value, list),
        NullValue when !value.IsNull => NullValue.From(test),
        _ => Comparison.Equal(value, test),
    };

    private static FeelValue MatchesAny(FeelValue value, ListValue list)
    {
        if (Comparison.IsEqual(value, list))
        {
            return BooleanValue.True;
        }

        var unknown = false;
        foreach (var item in list.Items)
        {
            switch (item)
            {
                case RangeValue range when value is not RangeValue:
                    if (Contains(range, value) is BooleanValue { Value: true })
                    {
                        return BooleanValue.True;
                    }

                    unknown |= value.IsNull;
                    break;
                case var other when Comparison.IsEqual(value, other):
                    return BooleanValue.True;
            }
        }

        return unknown ? NullValue.From(value) : BooleanValue.False;
    }
}
