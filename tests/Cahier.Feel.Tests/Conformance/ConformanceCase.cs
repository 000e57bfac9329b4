using System.Collections.Immutable;
using System.Text.Json;
using Cahier.Feel.Evaluation;
using Cahier.Feel.Tests.Functions;
using Cahier.Feel.Values;

namespace Cahier.Feel.Tests.Conformance;

/// <summary>An expression of the DMN Technology Compatibility Kit and the value that it should have.</summary>
internal sealed record ConformanceCase(string Id, string Expression, ImmutableArray<(string Name, string Text)> Context, string Expected)
{
    public static ImmutableArray<ConformanceCase> Read(string file) => [.. File.ReadLines(file).Where(l => l.Length > 0).Select(Parse)];

    public FeelValue Evaluate(FeelEngine engine)
    {
        var session = new FeelSession(engine, new Run.FixedClock());
        foreach (var (name, text) in Context)
        {
            session.Define(name, text);
        }

        return session.Evaluate(Expression).Value;
    }

    /// <summary>Whether the value is the one expected: numbers to 8 digits after the point, as the kit asks.</summary>
    public bool Accepts(FeelValue value) => Same(value, new FeelSession(FeelEngine.Interpreter, new Run.FixedClock()).Evaluate(Expected).Value);

    private static bool Same(FeelValue left, FeelValue right) => (left, right) switch
    {
        (NumberValue l, NumberValue r) => Math.Round(l.Value, 8) == Math.Round(r.Value, 8),
        (ListValue l, ListValue r) => l.Items.Length == r.Items.Length && l.Items.Zip(r.Items).All(pair => Same(pair.First, pair.Second)),
        (ContextValue l, ContextValue r) => l.Entries.Length == r.Entries.Length && l.Entries.All(e => r.Find(e.Key) is { } other && Same(e.Value, other)),
        _ => Comparison.Identical(left, right),
    };

    private static ConformanceCase Parse(string line)
    {
        using var json = JsonDocument.Parse(line);
        string Text(string name) => json.RootElement.GetProperty(name).GetString()!;
        return new ConformanceCase(
            $"{Text("suite")} {Text("id")}",
            Text("expression"),
            [.. json.RootElement.GetProperty("context").EnumerateObject().Select(e => (e.Name, e.Value.GetString()!))],
            Text("expected"));
    }
}
