using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Cahier.Feel.Conformance;

/// <summary>Something that differs from the standard or its kit on purpose.</summary>
/// <param name="Name">The name of a case, or what differs everywhere.</param>
/// <param name="Reason">Why, in one sentence.</param>
public sealed record IntendedDifference(string Name, string Reason);

/// <summary>All that differs on purpose, by name, each with its reason. A case that differs and is not here is a fault.</summary>
public static class IntendedDifferences
{
    /// <summary>Cases of the kit whose answer hangs on a type that is defined outside the expression, in the kit's models.</summary>
    public static ImmutableArray<IntendedDifference> Cases { get; } =
    [
        .. OfType("tFooBar", "string_013"),
        .. OfType("t255", "number_013"),
        .. OfType("tAnyList", "list_014", "list_014_a"),
        .. OfType("tNumberList", "list_013", "list_015", "list_017"),
        .. OfType("t_context_013", "list_018", "list_019", "context_013", "context_014", "context_015", "context_016"),
        .. OfResult("decision", "decision_001", "decision_003", "decision_005", "decision_006", "decision_006_a", "decision_007", "decision_007_a", "decision_context_03"),
        .. OfResult("literal expression", "literal_002", "literal_003", "literal_004", "literal_005", "literal_006"),
        new("0082-feel-coercion decisionService_001/decision_ds_001", "the type of the service's result, which the value does not fit, is defined outside the expression"),
        new("0082-feel-coercion decisionService_002/decision_ds_002", "the type of the service's input, which the value does not fit, is defined outside the expression"),
        new("0082-feel-coercion decisionService_002_b/decision_ds_002", "the type of the service's input, which the value is made to fit, is defined outside the expression"),
    ];

    /// <summary>What differs from the standard wherever it occurs.</summary>
    public static ImmutableArray<IntendedDifference> Everywhere { get; } =
    [
        new("numbers have 28 digits, not 34", "they are .NET decimals: exact, and fast over millions of rows; no amount of money needs more"),
        new("a number beyond ±79 228 162 514 264 337 593 543 950 335 is null", "that is as far as such decimals go"),
        new("months added to a day that the month reached does not have give its last day, not null", "a term that ends on 31 January goes on at the end of February"),
        new("a range that ends before it begins holds nothing; only range() and for refuse it", "bounds are often calculated, and an empty interval of dates is an ordinary thing"),
        new("a number is written without zeros at its end", "1.10 and 1.1 are the same number"),
        new("functions in Java or PMML give null", "an expression may not reach outside"),
        new("texts, lists, steps, depth of calls and the time of matching are bounded; beyond, the result is null", "hostile text gets an answer, not a crash"),
    ];

    private static FrozenDictionary<string, string> Reasons { get; } = Cases.ToFrozenDictionary(d => d.Name, d => d.Reason, StringComparer.Ordinal);

    /// <summary>Why the case differs, or null (C#) when it should not.</summary>
    public static string? ReasonFor(ConformanceCase asked) => Reasons.GetValueOrDefault(asked.Name);

    private static IEnumerable<IntendedDifference> OfType(string type, params ImmutableArray<string> ids) =>
        ids.Select(id => new IntendedDifference($"0070-feel-instance-of {id}/{id}", $"the type {type} is defined outside the expression"));

    private static IEnumerable<IntendedDifference> OfResult(string of, params ImmutableArray<string> ids) =>
        ids.Select(id => new IntendedDifference($"0082-feel-coercion {id}/{id}", $"the type of the {of}, which the value does not fit, is defined outside the expression"));
}
