using System.Collections.Immutable;
using Cahier.Feel.Syntax;

namespace Cahier.Feel.Values;

/// <summary>Why a value is unknown.</summary>
public abstract record UnknownCause;

/// <summary>A fact that the data does not hold.</summary>
/// <param name="Entity">The entity, for example <c>stay</c>.</param>
/// <param name="Key">The row's key.</param>
/// <param name="Field">The field that is empty.</param>
public sealed record MissingFact(string Entity, string Key, string Field) : UnknownCause;

/// <summary>A calculation that has no result, such as a division by zero.</summary>
/// <param name="Text">What happened.</param>
/// <param name="Span">Where in the expression.</param>
public sealed record NoResult(string Text, SourceSpan Span) : UnknownCause;

/// <summary>The unknown value. It remembers why it is unknown, so that an undetermined unit can be explained.</summary>
public sealed class NullValue : FeelValue
{
    private const int MostCauses = 16;

    /// <summary>Null with no cause: the literal, or a result nobody asks about.</summary>
    public static NullValue Instance { get; } = new([]);

    private NullValue(ImmutableArray<UnknownCause> causes) => Causes = causes;

    /// <summary>Every cause, in order of reading; at most sixteen are kept.</summary>
    public ImmutableArray<UnknownCause> Causes { get; }

    /// <summary>Null because of some causes, or none.</summary>
    public static NullValue Of(ImmutableArray<UnknownCause> causes) => causes.IsEmpty ? Instance : new(causes);

    /// <summary>Null because of one cause.</summary>
    public static NullValue Because(UnknownCause cause) => new([cause]);

    /// <summary>Null because of a calculation that has no result.</summary>
    public static NullValue Because(string text, SourceSpan span = default) => new([new NoResult(text, span)]);

    /// <summary>Null because some operands are unknown: their causes together.</summary>
    public static NullValue From(params ReadOnlySpan<FeelValue> operands)
    {
        NullValue? all = null;
        foreach (var operand in operands)
        {
            if (operand is NullValue { Causes.IsEmpty: false } unknown && !ReferenceEquals(unknown, all))
            {
                all = all is null ? unknown : new NullValue([.. all.Causes.Union(unknown.Causes).Take(MostCauses)]);
            }
        }

        return all ?? Instance;
    }
}
