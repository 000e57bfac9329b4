using System.Text.Json;
using Cahier.Feel.Evaluation;
using Cahier.Feel.Functions;
using Cahier.Feel.Values;

namespace Cahier.Cli.Commands;

/// <summary>Reads the names for an expression from a file: a JSON object, or a context of the language.</summary>
internal static class ContextFile
{
    /// <summary>The context that the file holds, or what is wrong with it.</summary>
    public static (ContextValue? Context, string? Wrong) Read(string file, IEvaluationClock clock)
    {
        if (!File.Exists(file))
        {
            return (null, "there is no such file");
        }

        var text = File.ReadAllText(file);
        var (value, wrong) = AsJson(text) is { } json ? (json, null) : AsContext(text, new FeelSession(FeelEngine.Interpreter, clock));
        return value is ContextValue context
            ? (context, null)
            : (null, wrong ?? $"the file holds {FeelText.Kind(value)}, where a context such as {{age: 70, name: \"Ada\"}} is needed");
    }

    private static (FeelValue Value, string? Wrong) AsContext(string text, FeelSession session)
    {
        var answer = session.Evaluate(text);
        if (answer.Problems is not [var problem, ..])
        {
            return (answer.Value, answer.Problem);
        }

        var before = text.AsSpan(0, Math.Min(problem.Span.Start, text.Length));
        var line = before.Count('\n') + 1;
        var column = before.Length - before.LastIndexOf('\n');
        return (NullValue.Instance, FormattableString.Invariant($"line {line}, column {column}: {problem.Cause}; {problem.Remedy}"));
    }

    private static FeelValue? AsJson(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return Value(json.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static FeelValue Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => BooleanValue.Of(element.GetBoolean()),
        JsonValueKind.Number => element.TryGetDecimal(out var number) ? new NumberValue(number) : NullValue.Because($"the number {element} is too large"),
        JsonValueKind.String => new TextValue(element.GetString()!),
        JsonValueKind.Array => new ListValue([.. element.EnumerateArray().Select(Value)]),
        JsonValueKind.Object => new ContextValue([.. element.EnumerateObject().Select(entry => KeyValuePair.Create(entry.Name, Value(entry.Value)))]),
        _ => NullValue.Instance,
    };
}
