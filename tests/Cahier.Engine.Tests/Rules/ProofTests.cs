using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Cahier.Feel.Checking;
using Cahier.Feel.Evaluation;
using Cahier.Feel.Functions;
using Cahier.Feel.Tables;
using Cahier.Feel.Types;
using Cahier.Feel.Values;
using Cahier.Rules.Proofs;
using Xunit;

namespace Cahier.Engine.Tests.Rules;

/// <summary>What is proven is so: random tables and conditions, held against every combination of sample values.</summary>
public sealed class ProofTests
{
    private static readonly FeelValue[] Numbers = [.. Enumerable.Range(-1, 22).Select(n => new NumberValue(n / 2m))];
    private static readonly FeelValue[] Texts = [new TextValue("a"), new TextValue("ab"), new TextValue("b"), new TextValue("z")];
    private static readonly FeelValue[] Booleans = [BooleanValue.True, BooleanValue.False];

    [Fact]
    public void Tables_WrittenAtRandom_AreProvenAsTheyAre()
    {
        var random = new Random(731);
        for (var round = 0; round < 400; round++)
        {
            FeelType[] types = [FeelType.Number, FeelType.Text, FeelType.Boolean];
            FeelValue[][] samples = [Numbers, Texts, Booleans];
            var rows = Enumerable.Range(0, random.Next(1, 7))
                .Select(i => new DecisionRow([Cell(NumberCell(random), types[0]), Cell(TextCell(random), types[1]), Cell(random.Next(3) switch { 0 => "true", 1 => "false", _ => "-" }, types[2])], new NumberValue(random.Next(2))))
                .ToImmutableArray();
            var policy = new[] { HitPolicy.Unique, HitPolicy.Any, HitPolicy.First, HitPolicy.CollectSum }[random.Next(4)];
            var proof = TableProof.Of(new DecisionTable("t", [new("n", null), new("t", null), new("b", null)], [new("o", [], null)], policy, rows), types);

            var (gap, overlaps, reached) = Tried(rows, policy, samples);
            var shown = string.Join(" | ", rows.Select(r => string.Join(" ; ", r.Tests.Select(t => t.Text))));
            Assert.Null(proof.Unproven);
            Assert.True(gap == proof.GapCount > 0, $"gap {gap}: {shown}");
            Assert.True(overlaps.SetEquals(proof.Overlaps.Select(o => o.Later)), $"overlaps of {string.Join(' ', overlaps)}, {policy}: {shown}");
            Assert.True(Enumerable.Range(0, rows.Length).Where(r => !reached.Contains(r)).SequenceEqual(proof.Unreached), $"reached {string.Join(' ', reached)}, {policy}: {shown}");
        }
    }

    [Fact]
    public void Conditions_FoundImpossible_AreNeverMet()
    {
        var random = new Random(733);
        var (reader, impossible) = (new ConditionReader(Unnamed.Instance), 0);
        for (var round = 0; round < 3000; round++)
        {
            var texts = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Conditions(random, 2)).ToList();
            var checks = texts.Select(t => Checker.Check(t, Unnamed.Instance)).ToList();
            Assert.True(checks.TrueForAll(c => c.Expression is not null), string.Join(" ; ", texts) + string.Join(" ; ", checks.SelectMany(c => c.Problems.Select(p => p.Cause))));
            var conditions = checks.Select(c => reader.Read(c.Expression!, c.Expression!.Root)).ToList();
            var wanted = conditions.Select(_ => (Outcome)random.Next(4)).ToList();
            var solver = new Solver(conditions);
            if (solver.IsPossible(solver.Nothing.And(conditions.Zip(wanted, solver.Goal))))
            {
                continue;
            }

            impossible++;
            foreach (var facts in Unnamed.Facts())
            {
                Assert.False(checks.Zip(wanted).All(c => Has(Interpreter.Evaluate(c.First.Expression!, facts, new EvaluationScope(facts)), c.Second)), string.Join(" ; ", texts.Zip(wanted)));
            }
        }

        Assert.True(impossible > 100, $"{impossible} were found impossible");
    }

    [Fact]
    public void Conditions_OfWhichOneExcludesTheOther_AreNeverMetTogether()
    {
        var random = new Random(734);
        var (reader, excluded) = (new ConditionReader(Unnamed.Instance), 0);
        for (var round = 0; round < 3000; round++)
        {
            var checks = Enumerable.Range(0, 2).Select(_ => Checker.Check(Conditions(random, 2), Unnamed.Instance).Expression!).ToList();
            var conditions = checks.ConvertAll(e => reader.Read(e, e.Root));
            var wanted = conditions.ConvertAll(_ => (Outcome)random.Next(4));
            var solver = new Solver(conditions);
            if (!solver.Goal(conditions[0], wanted[0]).Excludes(solver.Goal(conditions[1], wanted[1])))
            {
                continue;
            }

            excluded++;
            foreach (var facts in Unnamed.Facts())
            {
                Assert.False(checks.Zip(wanted).All(c => Has(Interpreter.Evaluate(c.First, facts, new EvaluationScope(facts)), c.Second)), string.Join(" ; ", checks.Select(c => c.Text).Zip(wanted)));
            }
        }

        Assert.True(excluded > 50, $"{excluded} excluded another");
    }

    [Theory]
    [InlineData(12)]
    [InlineData(1_000)]
    [InlineData(10_000)]
    public void Tariff_OfManyRows_IsProvenFast(int count)
    {
        var rows = Enumerable.Range(0, count).Select(i => new DecisionRow(
            [Cell($"\"G{i / 4}\"", FeelType.Text), Cell(new[] { "< 18", "[18..65)", "[65..80)", ">= 80" }[i % 4], FeelType.Number)],
            new NumberValue(i))).ToImmutableArray();
        var table = new DecisionTable("tariff", [new("group", null), new("age", null)], [new("o", [], null)], HitPolicy.Unique, rows);
        var clock = Stopwatch.StartNew();
        var proof = TableProof.Of(table, [FeelType.Text, FeelType.Number]);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} rows: {clock.Elapsed.TotalMilliseconds:0.0} ms"));

        Assert.Null(proof.Unproven);
        Assert.Empty(proof.Overlaps);
        Assert.Empty(proof.Unreached);
        Assert.True(Assert.Single(proof.Gaps).IsOther);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{count} rows took {clock.Elapsed}");
    }

    private static (bool Gap, HashSet<int> Overlaps, HashSet<int> Reached) Tried(ImmutableArray<DecisionRow> rows, HitPolicy policy, FeelValue[][] samples)
    {
        var (gap, overlaps, reached) = (false, new HashSet<int>(), new HashSet<int>());
        foreach (var n in samples[0])
        {
            foreach (var t in samples[1])
            {
                foreach (var b in samples[2])
                {
                    var matching = Enumerable.Range(0, rows.Length).Where(r => rows[r].Tests[0].Accepts(n) == true && rows[r].Tests[1].Accepts(t) == true && rows[r].Tests[2].Accepts(b) == true).ToList();
                    gap |= matching.Count == 0;
                    reached.UnionWith(policy == HitPolicy.First ? matching.Take(1) : matching);
                    overlaps.UnionWith(policy is HitPolicy.Unique or HitPolicy.Any
                        ? matching.Skip(1).Where(r => policy == HitPolicy.Unique || !rows[r].Output.Equals(rows[matching[0]].Output))
                        : []);
                }
            }
        }

        return (gap, overlaps, reached);
    }

    private static CellTest Cell(string text, FeelType type) => new(Checker.CheckTests(text, TypeFact.Present(type), Unnamed.Instance).Expression!);

    private static string NumberCell(Random random)
    {
        var (a, b) = (random.Next(6), random.Next(6));
        return random.Next(8) switch
        {
            0 => "-",
            1 => $"< {a}",
            2 => $">= {a}",
            3 => $"[{Math.Min(a, b)}..{Math.Max(a, b) + 1})",
            4 => $"not([{Math.Min(a, b)}..{Math.Max(a, b)}])",
            5 => $"{a}, {b}",
            6 => $"? > {a} and ? != {b}",
            _ => $"({a}..{a + 2}]",
        };
    }

    private static string TextCell(Random random) => random.Next(5) switch
    {
        0 => "-",
        1 => "\"a\"",
        2 => "\"a\", \"b\"",
        3 => "not(\"b\")",
        _ => "starts with(?, \"a\")",
    };

    private static string Conditions(Random random, int depth)
    {
        var n = random.Next(6);
        return (depth == 0 ? random.Next(12) : random.Next(18)) switch
        {
            0 => $"x < {n}",
            1 => $"x >= {n}",
            2 => $"x + y > {n}",
            3 => $"y - {n} <= x",
            4 => $"2 * x != {n}",
            5 => $"x in [{n}..{n + 2}]",
            6 => "t = \"a\"",
            7 => "starts with(t, \"a\")",
            8 => "b",
            9 => "m = null",
            10 => $"m > {n}",
            11 => "t in (\"a\", \"b\")",
            12 => $"get or else({Conditions(random, depth - 1)}, {(n % 2 == 0 ? "true" : "false")})",
            13 => $"if get or else({Conditions(random, depth - 1)}, false) then {Conditions(random, depth - 1)} else {Conditions(random, depth - 1)}",
            14 => $"not({Conditions(random, depth - 1)})",
            15 or 16 => $"({Conditions(random, depth - 1)} and {Conditions(random, depth - 1)})",
            _ => $"({Conditions(random, depth - 1)} or {Conditions(random, depth - 1)})",
        };
    }

    private static bool Has(FeelValue value, Outcome outcome) => outcome switch
    {
        Outcome.True => value is BooleanValue { Value: true },
        Outcome.False => value is BooleanValue { Value: false },
        Outcome.NotTrue => value is not BooleanValue { Value: true },
        _ => value is not BooleanValue { Value: false },
    };

    /// <summary>Five facts, one of which may be missing.</summary>
    private sealed class Unnamed(FeelValue[] values) : INameScope, IGlobals, IEvaluationClock, IConditionNames
    {
        private static readonly GlobalSymbol[] Symbols =
        [
            new("x", TypeFact.Present(new NumberType(Unit.One))), new("y", TypeFact.Present(new NumberType(Unit.One))),
            new("t", TypeFact.Present(FeelType.Text)), new("b", TypeFact.Present(FeelType.Boolean)), new("m", TypeFact.Optional(new NumberType(Unit.One))),
        ];

        public static Unnamed Instance { get; } = new([]);

        public IEnumerable<string> Names => Symbols.Select(s => s.Name);

        public Moment Now => throw new InvalidOperationException("no clock");

        public static IEnumerable<Unnamed> Facts() =>
            from x in Numbers from y in new FeelValue[] { new NumberValue(0), new NumberValue(3.5m) } from t in Texts from b in Booleans
            from m in new FeelValue[] { NullValue.Instance, new NumberValue(0), new NumberValue(2), new NumberValue(9) }
            select new Unnamed([x, y, t, b, m]);

        public bool TryFind(string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out GlobalSymbol? symbol) => (symbol = Array.Find(Symbols, s => s.Name == name)) is not null;

        public FeelValue Read(GlobalSymbol symbol) => values[Array.IndexOf(Symbols, symbol)];

        public FeelValue? Constant(Symbol symbol) => null;

        public CheckedExpression? Definition(Symbol symbol) => null;

        public (decimal? Least, decimal? Most) Limits(string key) => (null, null);
    }
}
