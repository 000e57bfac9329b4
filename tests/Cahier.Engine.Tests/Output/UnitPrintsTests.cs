using Cahier.Calculation.Output;
using Cahier.Calculation.Results;
using Cahier.Calculation.Runs;
using Cahier.Engine.Tests.Saved;
using Cahier.Feel.Values;
using Xunit;

namespace Cahier.Engine.Tests.Output;

/// <summary>The numbers by which units of two runs are told apart, held against the texts that tables hold of them.</summary>
public sealed class UnitPrintsTests
{
    private static readonly SmallCahier Everything = new(SmallCahier.Rules.Replace("""
          nights: (stay.exit_date - stay.entry_date).days
        """, """
          nights: (stay.exit_date - stay.entry_date).days
          entered: stay.entry_date
          length: stay.exit_date - stay.entry_date
          is_dear: stay.cost > 100
          dear_word: 'if stay.cost != null and stay.cost > 100 then "dear" else null'
          fine_cost: stay.cost * 1000000000.0000000001
          where: stay.hospital
        """, StringComparison.Ordinal));

    [Fact]
    public void Units_HaveTheSamePrintExactlyWhenTheirRowsAreTheSame()
    {
        var seen = new HashSet<(bool Included, bool Same)>();
        for (var seed = 0; seed < 12; seed++)
        {
            var facts = new RandomFacts(SmallCahier.Model, seed, 200);
            var (then, now) = (Told(facts), Told(facts.Changed(seed)));
            foreach (var (key, (rows, print)) in now)
            {
                if (then.TryGetValue(key, out var former))
                {
                    Assert.Equal(former.Rows == rows, former.Print == print);
                    seen.Add((UnitPrints.IsIncluded(print), former.Rows == rows));
                }
            }
        }

        Assert.Equal(4, seen.Count);
    }

    [Fact]
    public void Numbers_AreToldApartDigitForDigit()
    {
        decimal?[] numbers = [null, 0m, 0.0m, 1m, 1.0m, 1.00m, 10m, -1m, long.MaxValue, decimal.MaxValue, decimal.MinValue, 0.0000000000000000000000000001m, 7922816251426433759354395033.5m];
        var column = new NumberResults(numbers.Length);
        for (var i = 0; i < numbers.Length; i++)
        {
            column.Set(i, numbers[i]);
        }

        Assert.Equal(numbers.Length, Enumerable.Range(0, numbers.Length).Select(column.PrintOf).Distinct().Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6_000)]
    public void Prints_AreThoseOfUnitsInTheOrderOfResults(int patients)
    {
        var result = Everything.Run(SmallCahier.Facts(patients)).Result;
        var prints = UnitPrints.Of(result);
        Assert.Equal(result.Units.Listed.Count, prints.Length);
        Assert.Equal(result.Units.Listed.Select(u => result.Units.Statuses[u] == DecisionStatus.Included), prints.Select(UnitPrints.IsIncluded));
        Assert.Equal(prints, UnitPrints.Of(Everything.Run(SmallCahier.Facts(patients), RunEngine.Interpreter).Result));
        Assert.Equal(prints.Length, prints.Distinct().Count());
    }

    private static Dictionary<string, (string Rows, ulong Print)> Told(RandomFacts facts)
    {
        var result = Everything.Run(facts.Read()).Result;
        var columns = UnitColumn.Of(result).ToList();
        Assert.Equal(["nights", "entered", "length", "is_dear", "dear_word", "fine_cost"], columns.Select(c => c.Name));
        return result.Units.Listed.Zip(UnitPrints.Of(result)).ToDictionary(u => result.Units.Key(u.First), u => (Rows(u.First), u.Second));

        string Rows(int unit)
        {
            var participant = result.Units.Participants[unit];
            var outcomes = string.Join(' ', result.Units.Outcomes.Select(o => o.Read(unit)));
            var decision = $"{result.Units.Key(unit)}|{(participant < 0 ? "" : result.Participants.Names[participant])}|{result.Units.Statuses[unit]}|{outcomes}";
            return result.Units.Statuses[unit] != DecisionStatus.Included ? decision
                : $"{decision}|{string.Join('|', columns.Select(c => FeelText.Plain(c.Column.Value(unit))))}|{string.Join('|', UnitLine.Of(result).Select(l => Text(l.Amount(unit))))}";
        }

        static string Text(decimal? amount) => amount?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "";
    }
}
