using System.Collections.Immutable;
using Cahier.Feel.Evaluation;
using Cahier.Feel.Types;
using Cahier.Feel.Values;

namespace Cahier.Feel.Functions;

/// <summary>What a built-in function does with its arguments, which are of the types of its parameters or <see cref="NullValue"/>.</summary>
/// <param name="arguments">In the order of the parameters; optional ones that were left out at the end are absent, a variadic one has any number.</param>
/// <param name="scope">The evaluation that asks: its clock, for <c>now</c> and <c>today</c> only, and its bounds, for what takes longer than going through the arguments once.</param>
public delegate FeelValue BuiltinBody(ReadOnlySpan<FeelValue> arguments, EvaluationScope scope);

/// <summary>Where <c>now()</c> and <c>today()</c> get their answer: rules of cahiers may not call them.</summary>
public interface IEvaluationClock
{
    Moment Now { get; }
}

/// <summary>A parameter of a built-in function, named as in the standard.</summary>
public sealed record BuiltinParameter(string Name, FeelType Type, bool Optional = false);

/// <summary>One way to call a built-in function.</summary>
/// <param name="Parameters">Named as in the standard.</param>
/// <param name="Variadic">Whether the last parameter may be given any number of times, positionally.</param>
/// <param name="Result">The type of the result for given argument types.</param>
/// <param name="Partial">Whether the result may be unknown though every argument is known and none is of absurd size.</param>
/// <param name="Body">What it does.</param>
public sealed record Overload(
    ImmutableArray<BuiltinParameter> Parameters,
    bool Variadic,
    Func<ImmutableArray<FeelType>, FeelType> Result,
    bool Partial,
    BuiltinBody Body)
{
    /// <summary>Whether the result may be unknown only because there is no order between the kinds of the arguments.</summary>
    public bool Compares { get; init; }

    public int RequiredCount => Parameters.Count(p => !p.Optional);

    public bool Accepts(int count) => count >= RequiredCount && (Variadic || count <= Parameters.Length);
}

/// <summary>A function of the language: what <c>cahier feel --functions</c> lists.</summary>
/// <param name="Name">As in the standard, spaces included.</param>
/// <param name="Overloads">Tried in order: by count of arguments or by their names, then by type.</param>
/// <param name="Summary">What it gives, in one sentence.</param>
/// <param name="Example">An expression and its value, <c>expression → value</c>; a test runs it.</param>
/// <param name="Standard">Whether DMN 1.5 defines it, or Cahier added it.</param>
public sealed record Builtin(string Name, ImmutableArray<Overload> Overloads, string Summary, string Example, bool Standard = true);
