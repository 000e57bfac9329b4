using BenchmarkDotNet.Attributes;
using Cahier.Feel.Checking;
using Cahier.Feel.Compilation;
using Cahier.Feel.Evaluation;
using Cahier.Feel.Types;
using Cahier.Feel.Values;

namespace Cahier.Benchmarks;

/// <summary>The language itself: reading and checking an expression, and one evaluation by each evaluator.</summary>
public class Language : INameScope, IGlobals
{
    private const string Text = "age >= 65 and (amount * 1.2 > 500 or mode in (\"home\", \"transfer\"))";

    private static readonly GlobalSymbol[] Symbols =
    [
        new("age", TypeFact.Present(FeelType.Number)), new("amount", TypeFact.Present(FeelType.Number)), new("mode", TypeFact.Present(FeelType.Text)),
    ];

    private static readonly FeelValue[] Values = [new NumberValue(70), new NumberValue(410.50m), new TextValue("home")];

    private readonly EvaluationScope scope = new(new EvaluationClock(TimeProvider.System));
    private CheckedExpression expression = null!;
    private Func<IGlobals, EvaluationScope, FeelValue> code = null!;

    public IEnumerable<string> Names => Symbols.Select(s => s.Name);

    [GlobalSetup]
    public void Prepare()
    {
        expression = Checker.Check(Text, this).Expression ?? throw new InvalidOperationException("the expression does not fit");
        code = StandaloneCode.Compile(expression);
    }

    [Benchmark]
    public CheckResult Check() => Checker.Check(Text, this);

    [Benchmark]
    public FeelValue Interpreted() => Interpreter.Evaluate(expression, this, scope);

    [Benchmark(Baseline = true)]
    public FeelValue Compiled() => code(this, scope);

    public bool TryFind(string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out GlobalSymbol? symbol) => (symbol = Array.Find(Symbols, s => s.Name == name)) is not null;

    public FeelValue Read(GlobalSymbol symbol) => Values[Array.IndexOf(Symbols, symbol)];
}
