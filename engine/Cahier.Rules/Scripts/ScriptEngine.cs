using Acornima.Ast;
using Cahier.Feel.Evaluation;
using Cahier.Feel.Values;
using Jint;
using Jint.Native;
using Jint.Runtime;

namespace Cahier.Rules.Scripts;

/// <summary>
/// One JavaScript engine with a script in it, and nothing of the host. Used by one thread at a time; after a call that
/// was stopped or failed it is thrown away, so that no call finds what another left.
/// </summary>
internal sealed class ScriptEngine
{
    private static readonly Prepared<Acornima.Ast.Script> Preparation = Engine.PrepareScript(ScriptWords.Preparation, strict: true);

    /// <summary>How the engine says it; a script cannot catch it.</summary>
    private const string StackIsFull = "Maximum call stack size exceeded";

    private static readonly string TooDeep = $"was stopped: its functions call each other too deeply, {ScriptLimits.Calls} being the most";

    private readonly Engine engine;
    private readonly ScriptNumbers numbers;
    private readonly JsValue function;

    public ScriptEngine(Prepared<Acornima.Ast.Script> script)
    {
        engine = new Engine(Bound);
        numbers = new ScriptNumbers(engine);
        engine.SetValue(ScriptWords.Decimal, numbers.Constructor);
        engine.SetValue(ScriptWords.Methods, numbers.Methods);
        engine.Execute(Preparation);
        function = engine.Evaluate(script);
    }

    /// <summary>Makes the text of a script ready for engines. Its lines keep their numbers.</summary>
    public static Prepared<Acornima.Ast.Script> Prepare(string body, IEnumerable<string> parameters) =>
        Engine.PrepareScript($"(function ({string.Join(", ", parameters)}) {{ \"use strict\"; {body}\n}})", strict: true);

    /// <summary>Calls the script; the text says why there is no result.</summary>
    public (JsValue? Result, string? Reason) Call(IEnumerable<FeelValue> arguments)
    {
        try
        {
            return (engine.Call(function, [.. arguments.Select(ToScript)]), null);
        }
        catch (StatementsCountOverflowException)
        {
            return Stopped($"was stopped after {ScriptLimits.Statements} steps");
        }
        catch (Exception e) when (e is RecursionDepthOverflowException or EvaluationLimitException or InsufficientExecutionStackException)
        {
            return Stopped(TooDeep);
        }
        catch (Exception e) when (e is MemoryLimitExceededException or OutOfMemoryException)
        {
            return Stopped($"was stopped: it took more than {ScriptLimits.Bytes >> 20} megabytes, or made a list of more than {ScriptLimits.Items} items");
        }
        catch (JavaScriptException e) when (e.Message == StackIsFull)
        {
            return Stopped(TooDeep);
        }
        catch (JavaScriptException e)
        {
            return Stopped($"failed in its line {e.Location.Start.Line}: {e.Message[..Math.Min(e.Message.Length, 200)]}");
        }
        catch (TimeoutException e)
        {
            throw new InvalidOperationException($"a script took more than {ScriptLimits.Seconds} seconds within {ScriptLimits.Statements} steps", e);
        }
    }

    private static (JsValue? Result, string? Reason) Stopped(string reason) => (null, reason);

    private static void Bound(Options options)
    {
        options.Strict().DisableStringCompilation().LimitRecursion(ScriptLimits.Calls).MaxStatements(ScriptLimits.Statements).LimitMemory(ScriptLimits.Bytes)
            .TimeoutInterval(TimeSpan.FromSeconds(ScriptLimits.Seconds)).Constraint(() => new Stack());
        options.Constraints.MaxArraySize = ScriptLimits.Items;
        options.Constraints.StackOverflowGuard = true;
    }

    private JsValue ToScript(FeelValue value) => value switch
    {
        NumberValue number => numbers.Make(number.Value),
        TextValue text => text.Value,
        BooleanValue condition => condition.Value ? JsBoolean.True : JsBoolean.False,
        DateValue date => date.Value.ToString(),
        ListValue list => new JsArray(engine, [.. list.Items.Select(ToScript)]),
        _ => throw new InvalidOperationException($"the checker let a {value.GetType().Name} pass to a script"),
    };

    /// <summary>A text that is made of an object is a call that the engine does not count: the stack is watched as well.</summary>
    private sealed class Stack : Constraint
    {
        public override void Check() => EvaluationScope.EnsureStack();

        public override void Reset()
        {
        }
    }
}
