using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Cahier.Feel.Evaluation;
using Cahier.Feel.Functions;
using Cahier.Feel.Values;

namespace Cahier.Feel.Conformance;

/// <summary>An expression and the value that it should have, as the standard's compatibility kit asks for it.</summary>
/// <param name="Suite">The family of cases it belongs to.</param>
/// <param name="Id">Its name within the suite.</param>
/// <param name="Expression">What is evaluated.</param>
/// <param name="Context">Names in scope, with the text of the value of each.</param>
/// <param name="Expected">The text of the value, <c>null</c> for an error too; or null (C#) when the case asks for none.</param>
public sealed record ConformanceCase(string Suite, string Id, string Expression, ImmutableArray<KeyValuePair<string, string>> Context, string? Expected)
{
    // To how many digits after the point the kit compares numbers.
    private const int Digits = 8;

    /// <summary>What the case is called in the list of intended differences.</summary>
    public string Name => $"{Suite} {Id}";

    /// <summary>Reads a line <c>{"suite", "id", "expression", "context": {name: text}, "expected"}</c>; only the expression must be there.</summary>
    public static bool TryParse(string line, [NotNullWhen(true)] out ConformanceCase? read)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            string? Text(string name) => root.TryGetProperty(name, out var value) ? value.GetString() : null;
            var context = root.TryGetProperty("context", out var entries) && entries.ValueKind == JsonValueKind.Object
                ? entries.EnumerateObject().Select(e => KeyValuePair.Create(e.Name, e.Value.GetString() ?? "null")).ToImmutableArray()
                : [];
            read = Text("expression") is { } expression ? new ConformanceCase(Text("suite") ?? "(no suite)", Text("id") ?? "(no id)", expression, context, Text("expected")) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            read = null;
        }

        return read is not null;
    }

    /// <summary>What the expression gives; when a name in scope has no readable value, why.</summary>
    public FeelAnswer Evaluate(FeelEngine engine, IEvaluationClock clock)
    {
        var session = new FeelSession(engine, clock);
        foreach (var (name, text) in Context)
        {
            if (session.Define(name, text) is { Problems.IsEmpty: false } wrong)
            {
                return wrong;
            }
        }

        return session.Evaluate(Expression);
    }

    /// <summary>Whether the value is the one expected; a case that expects none accepts any.</summary>
    public bool Accepts(FeelValue value) =>
        Expected is null || Same(value, new FeelSession(FeelEngine.Interpreter, NoClock.Instance).Evaluate(Expected).Value);

    private static bool Same(FeelValue left, FeelValue right) => (left, right) switch
    {
        (NumberValue l, NumberValue r) => Rounding.Round(l.Value, Digits, RoundingMode.HalfEven) == Rounding.Round(r.Value, Digits, RoundingMode.HalfEven),
        (ListValue l, ListValue r) => l.Items.Length == r.Items.Length && l.Items.Zip(r.Items).All(pair => Same(pair.First, pair.Second)),
        (ContextValue l, ContextValue r) => l.Entries.Length == r.Entries.Length && l.Entries.All(e => r.Find(e.Key) is { } other && Same(e.Value, other)),
        _ => Comparison.Identical(left, right),
    };
}
