namespace Cahier.Feel.Tables;

/// <summary>Which rows of a decision table count when several match, as in DMN.</summary>
public enum HitPolicy
{
    /// <summary>At most one row may match.</summary>
    Unique,

    /// <summary>The first row that matches.</summary>
    First,

    /// <summary>Several rows may match if they say the same.</summary>
    Any,

    /// <summary>A list of what all matching rows say.</summary>
    Collect,
    CollectSum,
    CollectMin,
    CollectMax,
    CollectCount,
}

/// <summary>The ways in which hit policies are written.</summary>
public static class HitPolicies
{
    /// <summary>Reads <c>unique</c>, <c>U</c>, <c>collect sum</c>, <c>C+</c>…</summary>
    public static bool TryParse(string text, out HitPolicy policy)
    {
        (policy, var known) = text switch
        {
            "unique" or "U" => (HitPolicy.Unique, true),
            "first" or "F" => (HitPolicy.First, true),
            "any" or "A" => (HitPolicy.Any, true),
            "collect" or "C" => (HitPolicy.Collect, true),
            "collect sum" or "C+" => (HitPolicy.CollectSum, true),
            "collect min" or "C<" => (HitPolicy.CollectMin, true),
            "collect max" or "C>" => (HitPolicy.CollectMax, true),
            "collect count" or "C#" => (HitPolicy.CollectCount, true),
            _ => (default, false),
        };
        return known;
    }
}
