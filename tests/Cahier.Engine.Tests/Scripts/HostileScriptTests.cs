using Cahier.Feel.Values;
using Xunit;

namespace Cahier.Engine.Tests.Scripts;

/// <summary>Scripts that run for ever, eat memory, dig into the engine, or leave something for the next call: each is stopped and said to be.</summary>
public sealed class HostileScriptTests
{
    private const string Steps = "was stopped after 100000 steps";
    private const string Memory = "was stopped: it took more than 32 megabytes, or made a list of more than 16384 items";
    private const string Depth = "was stopped: its functions call each other too deeply, 64 being the most";

    [Theory]
    [InlineData("for (;;);", Steps)]
    [InlineData("while (true) { }", Steps)]
    [InlineData("do { } while (true)", Steps)]
    [InlineData("outer: for (;;) { for (;;) { continue outer; } }", Steps)]
    [InlineData("const o = {}; for (let i = 0; ; i++) { o[\"k\" + i] = i; }", Steps)]
    [InlineData("const m = new Map(); for (let i = 0; ; i++) { m.set(i, i); }", Steps)]
    [InlineData("const a = [1]; for (const x of a) { a.push(x); }", Memory)]
    [InlineData("const f = () => f(); f();", Depth)]
    [InlineData("const f = n => [n].map(x => f(x + 1)); f(0);", Depth)]
    [InlineData("const o = { toString() { return \"\" + o; } }; return \"\" + o;", Depth)]
    [InlineData("const o = { toString: () => \"\" + o }; return \"\" + o;", Depth)]
    [InlineData("const o = { valueOf: () => o * 1 }; return o * 1;", Depth)]
    [InlineData("let s = \"ab\"; while (true) { s += s; }", Memory)]
    [InlineData("const f = x => x + x; let s = \"abcdefgh\"; while (true) { s = f(f(f(f(f(f(f(f(s)))))))); }", Memory)]
    [InlineData("let a = [1]; while (true) { a = a.concat(a); }", Memory)]
    [InlineData("let a = [1]; while (true) { a = [...a, ...a]; }", Memory)]
    [InlineData("const a = []; while (true) { a.push(a); }", Memory)]
    [InlineData("let a = [1]; while (true) { a.push(...a); }", Memory)]
    [InlineData("return new Array(1000000000).fill(1);", Memory)]
    [InlineData("let all = null; while (true) { all = [all, new Array(10000).fill(0)]; }", Memory)]
    public void Script_WithoutEnd_IsStopped(string script, string because) => Assert.Equal($"the script made {because}", SampleScript.Of(script).Call(1));

    [Theory]
    [InlineData("const a = []; a.length = 4000000000; return a.indexOf(1);")]
    [InlineData("const o = { length: 1000000000 * 1000000, indexOf: [].indexOf }; return o.indexOf(1);")]
    [InlineData("const o = { length: 1000000000 * 1000000, fill: [].fill }; return o.fill(1);")]
    [InlineData("const o = { length: 1000000000 * 1000000, reverse: [].reverse }; return o.reverse();")]
    [InlineData("const o = { length: 1000000000 * 1000000, includes: [].includes }; return o.includes(1);")]
    [InlineData("const o = { length: 1000000000 * 1000000, concat: [].concat }; return o.concat([]);")]
    [InlineData("const o = { length: 1000000000 * 1000000, sort: [].sort }; return o.sort();")]
    [InlineData("const o = { length: 1000000000 * 1000000, slice: [].slice }; return o.slice(0);")]
    [InlineData("const o = { length: 1000000000 * 1000000, lastIndexOf: [].lastIndexOf }; return o.lastIndexOf(7);")]
    [InlineData("const o = { length: 1000000000 * 1000000, splice: [].splice }; return o.splice(0, 1);")]
    [InlineData("const o = { length: 1000000000 * 1000000, unshift: [].unshift }; return o.unshift(1);")]
    [InlineData("const o = { length: 1000000000 * 1000000, shift: [].shift }; return o.shift();")]
    [InlineData("const o = { length: 1000000000 * 1000000, at: [].at, pop: [].pop, push: [].push }; return o.pop();")]
    public void BuiltIn_OverAListThatIsNone_Ends(string script) => Assert.NotEmpty(SampleScript.Of(script).Call(1));

    [Theory]
    [InlineData("numbers[\"con\" + \"structor\"]")]
    [InlineData("(function () { })[\"con\" + \"structor\"]")]
    [InlineData("Decimal[\"con\" + \"structor\"]")]
    [InlineData("Decimal[\"proto\" + \"type\"]")]
    [InlineData("numbers[\"__pro\" + \"to__\"]")]
    [InlineData("Object[\"getProto\" + \"typeOf\"]")]
    [InlineData("Object[\"definePro\" + \"perty\"]")]
    [InlineData("\"a\"[\"re\" + \"peat\"]")]
    [InlineData("\"a\"[\"mat\" + \"ch\"]")]
    [InlineData("\"a\"[\"locale\" + \"Compare\"]")]
    [InlineData("numbers[\"jo\" + \"in\"]")]
    [InlineData("Math[\"ran\" + \"dom\"]")]
    [InlineData("numbers[0][\"Val\" + \"ue\"]")]
    [InlineData("numbers[0][\"Get\" + \"Type\"]")]
    public void WhatWasTakenAway_ReadByAMadeUpName_IsNotThere(string expression) =>
        Assert.Equal("\"undefined\"", SampleScript.Say(SampleScript.Of($"return typeof {expression};", "{ type: text }").Invoke(new ListValue([new NumberValue(1)]))));

    [Theory]
    [InlineData("Array[\"proto\" + \"type\"][\"push\"] = () => 9")]
    [InlineData("Array[\"proto\" + \"type\"][\"left\"] = 9")]
    [InlineData("Object[\"proto\" + \"type\"][\"left\"] = 9")]
    [InlineData("Decimal[\"left\"] = 9")]
    [InlineData("Math[\"max\"] = () => 9")]
    [InlineData("numbers[0][\"left\"] = 9")]
    [InlineData("numbers[0].plus[\"left\"] = 9")]
    [InlineData("[].values()[\"next\"][\"left\"] = 9")]
    [InlineData("new Map().entries().next[\"left\"] = 9")]
    [InlineData("numbers.map[\"left\"] = 9")]
    [InlineData("undeclared = 9", "C733")]
    public void Tampering_WithWhatCallsShare_Fails(string assignment, string? refused = null)
    {
        if (refused is not null)
        {
            Assert.Contains(refused, Assert.Throws<InvalidOperationException>(() => SampleScript.Of($"{assignment}; return 1;")).Message, StringComparison.Ordinal);
            return;
        }

        Assert.Contains("failed in its line 1", SampleScript.Of($"{assignment}; return 1;").Call(1), StringComparison.Ordinal);
    }

    [Fact]
    public void Calls_OneAfterTheOther_FindTheSameWorld()
    {
        var script = SampleScript.Of("const seen = numbers.seen === undefined ? 0 : 1;\nnumbers.seen = 1;\nlet count = 0;\nconst next = () => { next.calls = (next.calls || 0) + 1; return next.calls; };\nif (numbers[0].isZero()) { for (;;); }\nreturn seen + next();");

        Assert.Equal("1", script.Call(1));
        Assert.Equal("1", script.Call(1));
        Assert.Contains(Steps, script.Call(0), StringComparison.Ordinal);
        Assert.Equal("1", script.Call(1));
    }

    [Fact]
    public void Calls_FromManyThreads_GiveTheSame()
    {
        var script = SampleScript.Of("let total = Decimal(0);\nfor (const n of numbers) { total = total.plus(n.times(n)); }\nreturn total;");
        var results = new string[400];

        Parallel.For(0, results.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => results[i] = script.Call(i, 0.5m));

        Assert.Equal(Enumerable.Range(0, results.Length).Select(i => ((i * i) + 0.25m).ToString(System.Globalization.CultureInfo.InvariantCulture)), results);
    }

    [Fact]
    public void DeepScripts_OnASmallStack_AreStopped()
    {
        var nested = string.Concat(Enumerable.Repeat("f(", 40)) + "n" + new string(')', 40);
        var script = SampleScript.Of($"const o = {{ toString: () => f(1) }}; const f = n => {nested} + o; return f(1);");
        string? said = null;
        var thread = new Thread(() => said = script.Call(1), 512 * 1024);

        thread.Start();
        thread.Join();

        Assert.Equal($"the script made {Depth}", said);
    }
}
