using System.Collections.Immutable;
using System.Globalization;
using BenchmarkDotNet.Attributes;
using Cahier.Feel.Checking;
using Cahier.Feel.Tables;
using Cahier.Feel.Types;
using Cahier.Feel.Values;

namespace Cahier.Benchmarks;

/// <summary>One look-up in a decision table: of many rows it should cost about what it costs of ten.</summary>
public class TableLookup : INameScope
{
    private DecisionTable keyed = null!;
    private DecisionTable ranged = null!;
    private FeelValue[] key = null!;
    private FeelValue[] number = null!;

    [Params(10, 1_000, 100_000)]
    public int Rows { get; set; }

    public IEnumerable<string> Names => [];

    [GlobalSetup]
    public void Prepare()
    {
        var middle = Rows / 2;
        keyed = Table(["code", "level"], i => [Cell($"\"g{i / 4}\"", FeelType.Text), Cell($"{i % 4}", FeelType.Number)]);
        ranged = Table(["amount"], i => [Cell($"[{i * 10}..{(i + 1) * 10})", FeelType.Number)]);
        key = [new TextValue(string.Create(CultureInfo.InvariantCulture, $"g{middle / 4}")), new NumberValue(middle % 4)];
        number = [new NumberValue((middle * 10) + 5)];
        if (keyed.Decide(key).Rows is not [var row] || ranged.Decide(number).Rows is not [var other] || row != other)
        {
            throw new InvalidOperationException("the tables do not find the row in the middle");
        }
    }

    /// <summary>Two inputs, each cell one value.</summary>
    [Benchmark(Baseline = true)]
    public FeelValue ByValues() => keyed.Decide(key).Value;

    /// <summary>One input, each cell a range.</summary>
    [Benchmark]
    public FeelValue ByRange() => ranged.Decide(number).Value;

    public bool TryFind(string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out GlobalSymbol? symbol)
    {
        symbol = null;
        return false;
    }

    private DecisionTable Table(string[] inputs, Func<int, ImmutableArray<CellTest>> tests) => new(
        "tariff",
        [.. inputs.Select(i => new TableInput(i, null))],
        [new TableOutput("price", [], null)],
        HitPolicy.Unique,
        [.. Enumerable.Range(0, Rows).Select(i => new DecisionRow(tests(i), new NumberValue(i)))]);

    private CellTest Cell(string text, FeelType type) => new(Checker.CheckTests(text, TypeFact.Present(type), this).Expression ?? throw new InvalidOperationException(text));
}
