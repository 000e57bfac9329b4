using System.Globalization;
using System.Text;
using Cahier.Engine.Tests.Saved;
using Cahier.Facts.Snapshots;
using Cahier.Storage.Rows;
using Xunit;

namespace Cahier.Engine.Tests.Storage;

/// <summary>Texts that came before are known by a number, and rows that are given by such numbers are taken as if their texts were read.</summary>
public sealed class KnownTextsTests
{
    private readonly KnownTexts known = new();

    [Fact]
    public void Text_ThatCameBefore_HasTheSameNumber()
    {
        // Of every length, and such as differ in one place only.
        var texts = Enumerable.Range(1, 16).SelectMany(length => Enumerable.Range(0, length).Select(place => new string('a', length).Remove(place, 1).Insert(place, "b")).Prepend(new string('a', length))).ToList();
        var numbers = texts.ConvertAll(NumberOf);

        Assert.Equal(Enumerable.Range(0, texts.Count), numbers);
        Assert.Equal(numbers, texts.ConvertAll(NumberOf));
        Assert.Equal(texts, numbers.ConvertAll(n => known[n]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("more than 16 bytes")]
    public void Text_OfNoLengthOrAGreatOne_GetsNoNumber(string text) => Assert.Equal((-1, -1), (NumberOf(text), NumberOf(text)));

    [Fact]
    public void Texts_OfWhichMostAreNew_AreGivenUp()
    {
        var numbers = Enumerable.Range(0, 20_000).Select(i => NumberOf(Key(i))).ToList();

        Assert.InRange(numbers.IndexOf(-1), 1_000, 10_000);
        Assert.Equal((-1, -1), (numbers[^1], NumberOf(Key(0))));
        Assert.Equal(Key(7), known[7]);
    }

    [Fact]
    public void Texts_OfWhichManyCameBefore_AreKeptUpToANumber()
    {
        var numbers = new List<int>();
        for (var i = 0; i < 70_000; i++)
        {
            numbers.Add(NumberOf(Key(i)));
            Assert.Equal(numbers[i], NumberOf(Key(i)));
        }

        Assert.InRange(numbers.Max(), 60_000, (1 << 16) - 1);
        Assert.All(Enumerable.Range(0, numbers.Count).Where(i => numbers[i] >= 0), i => Assert.Equal(Key(i), known[numbers[i]]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Rows_ThroughAPipe_AreTakenLikeRowsOneByOne(int seed)
    {
        var rows = new RandomRows(seed, 40_000);

        var (piped, direct) = (Builder(rows, ThroughPipe), Builder(rows, OneByOne));

        Assert.Equal(direct.Hash, piped.Hash);
        Assert.Equal(direct.RejectedCount, piped.RejectedCount);
        Assert.Equal(direct.Rejections, piped.Rejections);
        Assert.NotEmpty(direct.Rejections);
    }

    private int NumberOf(string text) => known.NumberOf(new RandomRows.Row([text]), 0);

    private static string Key(int number) => string.Create(CultureInfo.InvariantCulture, $"K{number}");

    // In two files, of which the second has its columns in another order and leaves one out.
    private static Snapshot Builder(RandomRows rows, Action<TableLoader, RandomRows, int[]> give)
    {
        var builder = new SnapshotBuilder(RandomFacts.EveryKind);
        var people = builder.Begin("person", ["person_id"], "person.csv")!;
        for (var person = 0; person < RandomRows.People; person++)
        {
            people.Append(new RandomRows.Row([Key(person)]), person + 2);
        }

        var loader = builder.Begin("stay", RandomRows.Columns, "first.csv")!;
        give(loader, rows, [0, 1, 2, 3, 4, 5, 6]);
        int[] order = [1, 0, 5, 4, 3, 2];
        give(builder.Continue("stay", [.. order.Select(o => RandomRows.Columns[o])], "second.csv")!, rows, order);
        return builder.Build();
    }

    private static void ThroughPipe(TableLoader loader, RandomRows rows, int[] order)
    {
        using var pipe = new RowPipe(order.Length, batch => batch.GiveTo(loader));
        foreach (var (row, line) in rows.Of(order))
        {
            pipe.Add(row, line);
        }

        pipe.Complete();
    }

    private static void OneByOne(TableLoader loader, RandomRows rows, int[] order)
    {
        foreach (var (row, line) in rows.Of(order))
        {
            loader.Append(row, line);
        }
    }

    /// <summary>Stays with values that come again, some of them wrong.</summary>
    private sealed class RandomRows(int seed, int count)
    {
        public const int People = 300;

        public static string[] Columns { get; } = ["person_id", "stay_id", "entry", "mode", "narrow", "wide", "exact"];

        public IEnumerable<(Row Row, int Line)> Of(int[] order)
        {
            // Another order has other rows, so that keys do not come again but for a few.
            var random = new Random(seed + order[0]);
            for (var row = 0; row < count; row++)
            {
                string[] texts =
                [
                    Key(random.Next(People + 1)),
                    random.Next(1000) == 0 ? "" : Key((row - (random.Next(500) == 0 ? 1 : 0)) + (order[0] * count)),
                    random.Next(20) == 0 ? "" : random.Next(300) == 0 ? "2019-02-30" : new DateOnly(2018, 1, 1).AddDays(random.Next(1100)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    random.Next(200) switch { 0 => "nowhere", < 9 => "", var mode => mode % 2 == 0 ? "home" : "transfer" },
                    random.Next(500) == 0 ? "12,5" : random.Next(50).ToString(CultureInfo.InvariantCulture),
                    (random.Next(2000) * 1_000_000_007L).ToString(CultureInfo.InvariantCulture),
                    row < count / 2 ? (random.Next(100) / 8m).ToString(CultureInfo.InvariantCulture) : (random.Next(100) / 3m).ToString(CultureInfo.InvariantCulture),
                ];
                yield return (new Row([.. order.Select(o => texts[o])]), row + 2);
            }
        }

        internal readonly struct Row(string[] texts) : ISourceRow
        {
            public ReadOnlySpan<char> this[int column] => texts[column];

            public ReadOnlySpan<byte> Bytes(int column) => Encoding.UTF8.GetBytes(texts[column]);
        }
    }
}
