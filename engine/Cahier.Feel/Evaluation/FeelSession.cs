using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Cahier.Feel.Checking;
using Cahier.Feel.Compilation;
using Cahier.Feel.Diagnostics;
using Cahier.Feel.Functions;
using Cahier.Feel.Types;
using Cahier.Feel.Values;

namespace Cahier.Feel.Evaluation;

/// <summary>Which of the two evaluators answers: they never differ.</summary>
public enum FeelEngine { Compiled, Interpreter }

/// <summary>What an expression gave.</summary>
/// <param name="Value">The value; unknown when there are problems.</param>
/// <param name="Problems">Why the expression could not be read; empty when it was evaluated.</param>
public sealed record FeelAnswer(FeelValue Value, ImmutableArray<Problem> Problems)
{
    /// <summary>Why there is no value, in one line, or null (C#).</summary>
    public string? Problem =>
        !Problems.IsEmpty ? string.Join("; ", Problems.Select(p => $"{p.Cause}: {p.Remedy}"))
        : Value is NullValue { Causes: { IsEmpty: false } causes } ? string.Join("; ", causes.Select(Say))
        : null;

    private static string Say(UnknownCause cause) => cause switch
    {
        MissingFact fact => $"{fact.Entity} {fact.Key} has no {fact.Field}",
        NoResult none => none.Text,
        _ => cause.ToString(),
    };
}

/// <summary>
/// Expressions on their own, by the standard, with names given one after the other: what <c>cahier feel</c> runs.
/// Used by one thread.
/// </summary>
public sealed class FeelSession(FeelEngine engine, IEvaluationClock clock) : INameScope, IGlobals
{
    private readonly Dictionary<string, (GlobalSymbol Symbol, FeelValue Value)> values = new(StringComparer.Ordinal);
    private readonly SortedSet<string> names = new(StringComparer.Ordinal);

    /// <summary>The names given so far, and those of the entries of their values.</summary>
    public IEnumerable<string> Names => names;

    /// <summary>Gives a value a name for the expressions that follow.</summary>
    public void Define(string name, FeelValue value)
    {
        values[name] = (new GlobalSymbol(name, new TypeFact(TypeOf.Value(value), value.IsNull)), value);
        names.Add(name);
        AddEntryNames(value);
    }

    /// <summary>Evaluates an expression and gives its value a name, unless the expression cannot be read.</summary>
    public FeelAnswer Define(string name, string expression)
    {
        var answer = Evaluate(expression);
        if (answer.Problems.IsEmpty)
        {
            Define(name, answer.Value);
        }

        return answer;
    }

    /// <summary>Evaluates an expression over the names given so far.</summary>
    public FeelAnswer Evaluate(string expression)
    {
        var check = Checker.Check(expression, this, CheckMode.Standard);
        return new FeelAnswer(check.Expression is { } ready ? Run(ready) : NullValue.Instance, check.Expression is null ? check.Problems : []);
    }

    public bool TryFind(string name, [NotNullWhen(true)] out GlobalSymbol? symbol)
    {
        symbol = values.TryGetValue(name, out var found) ? found.Symbol : null;
        return symbol is not null;
    }

    public FeelValue Read(GlobalSymbol symbol) => values[symbol.Name].Value;

    private FeelValue Run(CheckedExpression expression)
    {
        var scope = new EvaluationScope(clock);
        if (engine == FeelEngine.Interpreter)
        {
            return Interpreter.Evaluate(expression, this, scope);
        }

        // Compiled code forgets why a number or a condition is unknown: the interpreter knows.
        var value = StandaloneCode.Compile(expression)(this, scope);
        return value is NullValue { Causes.IsEmpty: true } && Interpreter.Evaluate(expression, this, new EvaluationScope(clock)) is NullValue known ? known : value;
    }

    private void AddEntryNames(FeelValue value)
    {
        switch (value)
        {
            case ContextValue context:
                foreach (var entry in context.Entries)
                {
                    names.Add(entry.Key);
                    AddEntryNames(entry.Value);
                }

                break;
            case ListValue list:
                foreach (var item in list.Items)
                {
                    AddEntryNames(item);
                }

                break;
        }
    }
}
