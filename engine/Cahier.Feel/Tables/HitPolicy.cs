using System.Collections.Immutable;

namespace Cahier.Feel.Tables;

/// <summary>Which rows of a decision table count when several match, as in DMN.</summary>
public enum HitPolicy
{
    /// <summary>At most one row may match.</summary>
    Unique,

    /// <summary>Several rows may match if they say the same.</summary>
    Any,

    /// <summary>Of the rows that match, the one whose output stands first among the values allowed.</summary>
    Priority,

    /// <summary>The first row that matches.</summary>
    First,

    /// <summary>A list of what all matching rows say, in the order of the rows.</summary>
    RuleOrder,

    /// <summary>A list of what all matching rows say, in the order of the values allowed.</summary>
    OutputOrder,

    /// <summary>A list of what all matching rows say.</summary>
    Collect,
    CollectSum,
    CollectMin,
    CollectMax,

    /// <summary>How many rows match.</summary>
    CollectCount,
}

/// <summary>The ways in which hit policies are written.</summary>
public static class HitPolicies
{
    // In cahiers as a word or a sign; in DMN files as a policy and an aggregation.
    private static readonly ImmutableArray<(HitPolicy Policy, string Word, string Sign, string Standard, string? Aggregation)> All =
    [
        (HitPolicy.Unique, "unique", "U", "UNIQUE", null),
        (HitPolicy.Any, "any", "A", "ANY", null),
        (HitPolicy.Priority, "priority", "P", "PRIORITY", null),
        (HitPolicy.First, "first", "F", "FIRST", null),
        (HitPolicy.RuleOrder, "rule order", "R", "RULE ORDER", null),
        (HitPolicy.OutputOrder, "output order", "O", "OUTPUT ORDER", null),
        (HitPolicy.Collect, "collect", "C", "COLLECT", null),
        (HitPolicy.CollectSum, "collect sum", "C+", "COLLECT", "SUM"),
        (HitPolicy.CollectMin, "collect min", "C<", "COLLECT", "MIN"),
        (HitPolicy.CollectMax, "collect max", "C>", "COLLECT", "MAX"),
        (HitPolicy.CollectCount, "collect count", "C#", "COLLECT", "COUNT"),
    ];

    /// <summary>Every way of writing one in a cahier: the words, then the signs.</summary>
    public static IEnumerable<string> Spellings => All.Select(p => p.Word).Concat(All.Select(p => p.Sign));

    /// <summary>Reads <c>unique</c>, <c>U</c>, <c>collect sum</c>, <c>C+</c>…</summary>
    public static bool TryParse(string text, out HitPolicy policy) => Find(p => p.Word == text || p.Sign == text, out policy);

    /// <summary>Reads the attributes of a DMN file: <c>hitPolicy="COLLECT" aggregation="SUM"</c>; without them, unique.</summary>
    internal static bool TryParseStandard(string? text, string? aggregation, out HitPolicy policy) =>
        Find(p => p.Standard == (text ?? "UNIQUE") && p.Aggregation == (text == "COLLECT" ? aggregation : null), out policy);

    /// <summary>The word by which a cahier calls it.</summary>
    public static string Word(HitPolicy policy) => All.First(p => p.Policy == policy).Word;

    /// <summary>How a DMN file writes it.</summary>
    internal static (string Policy, string? Aggregation) Standard(HitPolicy policy) => All.Where(p => p.Policy == policy).Select(p => (p.Standard, p.Aggregation)).First();

    /// <summary>Whether the table gives a list of what its rows say.</summary>
    public static bool GivesList(HitPolicy policy) => policy is HitPolicy.Collect or HitPolicy.RuleOrder or HitPolicy.OutputOrder;

    /// <summary>Whether the order of the values allowed decides, so that they must be listed.</summary>
    public static bool NeedsAllowedValues(HitPolicy policy) => policy is HitPolicy.Priority or HitPolicy.OutputOrder;

    private static bool Find(Func<(HitPolicy Policy, string Word, string Sign, string Standard, string? Aggregation), bool> isWanted, out HitPolicy policy)
    {
        var found = All.Where(isWanted).Select(p => (HitPolicy?)p.Policy).FirstOrDefault();
        policy = found ?? default;
        return found is not null;
    }
}
