using BenchmarkDotNet.Attributes;
using Cahier.Feel.Values;
using Cahier.Rules;
using Cahier.Samples;

namespace Cahier.Benchmarks;

/// <summary>Calls of scripts: one that does nothing, and a loop over ten amounts.</summary>
public class Scripts
{
    private const string Functions = """

        scripts:
          weighted:
            parameters: { amounts: list of number }
            result: { type: number, round: half up to 0.01 }
            script: |
              let sum = Decimal(0), part = Decimal(1);
              for (const amount of amounts) {
                sum = sum.plus(amount.times(part));
                part = part.times("0.9");
              }
              return sum;
          first:
            parameters: { amounts: list of number }
            result: { type: number }
            script: return amounts[0];
        """;

    private readonly ListValue amounts = new([.. Enumerable.Range(1, 10).Select(i => new NumberValue(i))]);
    private FunctionValue weighted = null!;
    private FunctionValue first = null!;

    [GlobalSetup]
    public void Prepare()
    {
        var outcome = RuleSetCompiler.Compile(new SampleTexts(Functions), "ten-rules", "1");
        var functions = outcome.RuleSet?.Scripts ?? throw new InvalidOperationException(outcome.Diagnostics[0].Cause);
        (weighted, first) = (functions[0].Function, functions[1].Function);
    }

    /// <summary>Sum of ten amounts, each counting a tenth less than the one before: 32 statements.</summary>
    [Benchmark(Baseline = true)]
    public FeelValue Loop() => weighted.Invoke(amounts);

    /// <summary>The least that a call costs.</summary>
    [Benchmark]
    public FeelValue First() => first.Invoke(amounts);
}
