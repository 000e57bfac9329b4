using System.Collections.Immutable;
using System.Globalization;
using Cahier.Calculation.Compilation;
using Cahier.Facts.Columns;
using Xunit;

namespace Cahier.Engine.Tests.Calculation;

/// <summary>What is kept for each text of a column, and for a missing one.</summary>
public sealed class PerTextTests
{
    [Fact]
    public void Keep_TextsAndAMissingOne_EachHasItsOwn()
    {
        var kept = new PerText<decimal?>(new TextColumn([1, 0, -1, 1], ["a", "b"], null));

        Assert.False(kept.Has(kept.PlaceOf(0)));
        Assert.Equal(2.5m, kept.Keep(kept.PlaceOf(0), 2.5m));
        Assert.Null(kept.Keep(kept.PlaceOf(2), null));

        Assert.True(kept.Has(kept.PlaceOf(3)));
        Assert.Equal(2.5m, kept.At(kept.PlaceOf(3)));
        Assert.False(kept.Has(kept.PlaceOf(1)));
        Assert.Equal(kept.PlaceOf(2), kept.PlaceOf(-1));
        Assert.True(kept.Has(kept.PlaceOf(-1)));
    }

    [Fact]
    public void Keep_TextsOfTwoColumns_EachTwoHaveTheirOwn()
    {
        var kept = new PerText<int>(new TextColumn([0, 1, -1], ["a", "b"], null), new TextColumn([2, -1], ["x", "y", "z"], null));

        var places = new[] { (0, 0), (0, 1), (1, 0), (1, 1), (2, 0), (-1, -1) }.Select(r => kept.PlaceOf(r.Item1, r.Item2)).ToList();
        Assert.Equal(places.Count, places.Distinct().Count());
        Assert.Equal(kept.PlaceOf(-1, -1), kept.PlaceOf(2, 1));
        Assert.Equal(3, kept.Keep(places[3], 3));
        Assert.True(kept.Has(kept.PlaceOf(1, 1)));
        Assert.False(kept.Has(kept.PlaceOf(1, 0)));
    }

    [Fact]
    public void Keep_TwoColumnsOfManyTexts_KeepsNothing()
    {
        ImmutableArray<string> texts = [.. Enumerable.Range(0, 200).Select(i => i.ToString("000", CultureInfo.InvariantCulture))];
        var kept = new PerText<int>(new TextColumn([199], texts, null), new TextColumn([199], texts, null));

        Assert.Equal(3, kept.Keep(kept.PlaceOf(0, 0), 3));
        Assert.False(kept.Has(kept.PlaceOf(0, 0)));
    }

    [Fact]
    public void Keep_ColumnOfVeryManyTexts_KeepsNothing()
    {
        ImmutableArray<string> texts = [.. Enumerable.Range(0, 20_000).Select(i => i.ToString("00000", CultureInfo.InvariantCulture))];
        var kept = new PerText<int>(new TextColumn([19_999], texts, null));

        Assert.Equal(3, kept.Keep(kept.PlaceOf(0), 3));
        Assert.False(kept.Has(kept.PlaceOf(0)));
    }
}
