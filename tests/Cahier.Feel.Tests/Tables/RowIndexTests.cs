using System.Collections.Immutable;
using Cahier.Feel.Checking;
using Cahier.Feel.Tables;
using Cahier.Feel.Types;
using Cahier.Feel.Values;
using Xunit;

namespace Cahier.Feel.Tests.Tables;

/// <summary>Rows found by values and bounds are those that going through all of them finds.</summary>
public sealed class RowIndexTests
{
    private static readonly string[] NumberCells = ["-", "3", "-2", "5, 7", "< 4", ">= 6", "[2..5)", "(5..9]", "not(3)", "? * 2 > 7", "[8..2]"];
    private static readonly string[] TextCells = ["-", "\"a\"", "\"b\"", "\"a\", \"c\"", "not(\"a\")", "< \"b\"", "starts with(?, \"c\")"];

    [Theory]
    [InlineData(1, 40)]
    [InlineData(2, 40)]
    [InlineData(3, 300)]
    [InlineData(4, 300)]
    public void Candidates_OfRandomTables_HoldEveryRowThatMatches(int seed, int rows)
    {
        var random = new Random(seed);
        var tests = Enumerable.Range(0, rows)
            .Select(r => (CellTest[])[Test(random, NumberCells, seed, r), Test(random, TextCells, seed, r), Test(random, NumberCells, seed + 1, r)])
            .Select(r => r.ToImmutableArray())
            .ToImmutableArray();
        var index = RowIndex.Of(tests);
        for (var i = 0; i < 300; i++)
        {
            FeelValue[] inputs = [Number(random), random.Next(9) == 0 ? NullValue.Instance : new TextValue("abcd"[random.Next(4)].ToString()), Number(random)];
            var candidates = index.Candidates(inputs).ToArray();
            Assert.Equal(candidates.Order().Distinct(), candidates);
            Assert.Empty(Enumerable.Range(0, rows).Where(r => tests[r].Zip(inputs).All(c => c.First.Accepts(c.Second) != false)).Except(candidates));
        }
    }

    [Fact]
    public void Candidates_OfATariff_AreFew()
    {
        var keyed = Enumerable.Range(0, 5000).Select(i => (ImmutableArray<CellTest>)[Cell($"\"g{i / 10}\"", FeelType.Text), Cell($"{i % 10}", FeelType.Number)]).ToImmutableArray();
        var ranges = Enumerable.Range(0, 5000).Select(i => (ImmutableArray<CellTest>)[Cell($"[{i * 10}..{(i * 10) + 10})", FeelType.Number)]).ToImmutableArray();

        Assert.Equal([1234], RowIndex.Of(keyed).Candidates([new TextValue("g123"), new NumberValue(4)]).ToArray());
        Assert.InRange(RowIndex.Of(ranges).Candidates([new NumberValue(12345)]).Length, 1, 8);
    }

    private static NumberValue Number(Random random) => new(random.Next(-3, 11) + (random.Next(3) == 0 ? 0.5m : 0));

    // Each seed has its own mixture, so that tables of values, of ranges and of both are met.
    private static CellTest Test(Random random, string[] cells, int seed, int row) => (seed % 3) switch
    {
        0 when cells == NumberCells => Cell($"[{row}..{row + random.Next(3)}]", FeelType.Number),
        1 when random.Next(4) > 0 => Cell(cells[1 + random.Next(2)], cells == TextCells ? FeelType.Text : FeelType.Number),
        _ => Cell(cells[random.Next(cells.Length)], cells == TextCells ? FeelType.Text : FeelType.Number),
    };

    private static CellTest Cell(string text, FeelType type) => new(Checker.CheckTests(text, TypeFact.Present(type), NoScope.Instance).Expression ?? throw new InvalidOperationException(text));

    private sealed class NoScope : INameScope
    {
        public static NoScope Instance { get; } = new();

        public IEnumerable<string> Names => [];

        public bool TryFind(string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out GlobalSymbol? symbol)
        {
            symbol = null;
            return false;
        }
    }
}
