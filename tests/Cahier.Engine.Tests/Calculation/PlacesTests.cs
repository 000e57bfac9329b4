using Cahier.Calculation.Results;
using Xunit;

namespace Cahier.Engine.Tests.Calculation;

/// <summary>What is listed in parts is what would be listed one by one.</summary>
public sealed class PlacesTests
{
    // Parts of one word each, the last first: none may rely on those before it.
    private static readonly Sharing Backwards = (count, work) =>
    {
        for (var part = count - 1; part >= 0; part--)
        {
            work(part, part + 1);
        }
    };

    public static TheoryData<int, int> CountsAndSteps => new()
    {
        { 0, 1 }, { 1, 1 }, { 1, 2 }, { 63, 2 }, { 64, 1 }, { 64, 3 }, { 65, 64 }, { 1000, 1 }, { 1000, 2 }, { 1000, 7 }, { 1000, 999 }, { 1000, 2000 },
    };

    [Theory]
    [MemberData(nameof(CountsAndSteps))]
    public void List_InParts_HoldsWhatIsWantedInOrder(int count, int step)
    {
        var words = MarkedList.Where(count, n => n % step == step - 1, Backwards);

        Assert.Equal(Enumerable.Range(0, count).Where(n => n % step == step - 1), MarkedList.Of(words, Backwards));
        Assert.Equal(MarkedList.Where(count, n => n % step == step - 1, MarkedList.Alone), words);
    }

    [Theory]
    [MemberData(nameof(CountsAndSteps))]
    public void Places_WhetherFewOrMost_AreThoseThatAreWanted(int count, int step)
    {
        foreach (var wantsFew in new[] { true, false })
        {
            bool IsWanted(int place) => (place % step == 0) == wantsFew;
            var places = Places.Where(count, IsWanted, Backwards);

            Assert.Equal(Enumerable.Range(0, count).Where(IsWanted), Enumerable.Range(0, count).Where(places.Has));
            Assert.All(Enumerable.Range(0, places.Slots), slot => Assert.Equal(slot, places.SlotOf(places.PlaceAt(slot))));
        }
    }

    [Theory]
    [MemberData(nameof(CountsAndSteps))]
    public void Some_HoweverMany_HaveASlotEach(int count, int step)
    {
        var places = Places.Some(count, MarkedList.Where(count, n => n % step != 0, MarkedList.Alone), Backwards);

        Assert.Null(places.Marks);
        Assert.Equal(Enumerable.Range(0, count).Where(n => n % step != 0), Enumerable.Range(0, places.Slots).Select(places.PlaceAt));
    }
}
