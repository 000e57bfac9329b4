using Cahier.Feel.Types;

namespace Cahier.Rules.Proofs;

/// <summary>
/// Something that conditions test: a fact, or a calculation of facts that is not looked into. Two with one key have one
/// value for a unit.
/// </summary>
/// <param name="Key">The calculation in a spelling of its own, so that parts written alike are found to be one.</param>
/// <param name="Type">Boolean, text, number or date; a number also stands for a length of time in days or months.</param>
/// <param name="MayBeMissing">Whether there may be no value.</param>
/// <param name="Least">A value below which it never is, or none.</param>
/// <param name="Most">A value above which it never is, or none.</param>
internal sealed record Term(string Key, FeelType Type, bool MayBeMissing, decimal? Least = null, decimal? Most = null);

/// <summary>How a term is tested.</summary>
internal enum TestKind
{
    /// <summary>The term is true.</summary>
    Holds,

    /// <summary>The term is a value; a missing one is not.</summary>
    Equal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    StartsWith,
    Missing,
}

/// <summary>A condition as far as proofs understand it: tests of terms, put together.</summary>
internal abstract record Condition;

/// <summary>A test of one term with a constant: a <see cref="decimal"/> for numbers and dates, else a text.</summary>
internal sealed record TermTest(Term Term, TestKind Kind, decimal Number, string Text) : Condition;

/// <summary>All, or any, of several.</summary>
internal sealed record Junction(bool IsAll, params Condition[] Parts) : Condition;

internal sealed record Denial(Condition Of) : Condition;

/// <summary><c>if … then … else</c>: an unknown condition takes the second way.</summary>
internal sealed record Choice(Condition If, Condition Then, Condition Else) : Condition;

/// <summary><c>get or else(…, true)</c> or <c>false</c>.</summary>
internal sealed record Fallback(Condition Of, bool WhenUnknown) : Condition;

/// <summary>Known before any fact is read.</summary>
internal sealed record Fixed(bool Value) : Condition;

/// <summary>What is asked of a condition.</summary>
internal enum Outcome { True, False, NotTrue, NotFalse }
