using System.Collections.Concurrent;
using System.Collections.Immutable;
using Cahier.Feel.Evaluation;
using Cahier.Feel.Types;
using Cahier.Feel.Values;
using Jint;

namespace Cahier.Rules.Scripts;

/// <summary>
/// A script of a cahier, ready to be called from any thread: each call has an engine to itself. It never sees a missing
/// fact: the result is then unknown for the same reasons.
/// </summary>
internal sealed class Script(string name, string body, ImmutableArray<KeyValuePair<string, FeelType>> parameters, ScriptResult result)
{
    private readonly ConcurrentBag<ScriptEngine> engines = [];
    private readonly Prepared<Acornima.Ast.Script> prepared = ScriptEngine.Prepare(body, parameters.Select(p => p.Key));

    /// <summary>The script as a function that expressions call.</summary>
    public FunctionValue ToFunction() => new(null, [.. parameters.Select(p => p.Key)], Call, new FunctionType(parameters, result.Type), ScriptLimits.StepsOfCall);

    private FeelValue Call(FeelValue[] arguments)
    {
        FeelValue[] given = [.. arguments.Select((a, i) => Semantics.Argument(a, parameters[i].Value))];
        if (given.Concat(given.OfType<ListValue>().SelectMany(l => l.Items)).Where(v => v.IsNull).ToArray() is { Length: > 0 } missing)
        {
            return NullValue.From(missing);
        }

        if (given.FirstOrDefault(IsLong) is { } large)
        {
            return Unknown($"was not called: it takes no {(large is TextValue ? $"text of more than {ScriptLimits.CharactersGiven} characters" : $"list of more than {ScriptLimits.ItemsGiven} items")}");
        }

        var engine = engines.TryTake(out var idle) ? idle : new ScriptEngine(prepared);
        var (returned, reason) = engine.Call(given);
        if (returned is null)
        {
            return Unknown(reason!);
        }

        engines.Add(engine);
        return result.Read(returned, out var refusal) ?? Unknown(refusal!);
    }

    private NullValue Unknown(string reason) => NullValue.Because($"the script {name} {reason}");

    private static bool IsLong(FeelValue value) => value switch
    {
        TextValue text => text.Value.Length > ScriptLimits.CharactersGiven,
        ListValue list => list.Items.Length > ScriptLimits.ItemsGiven || list.Items.Any(IsLong),
        _ => false,
    };
}
