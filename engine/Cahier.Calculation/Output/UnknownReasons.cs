using Cahier.Feel.Values;

namespace Cahier.Calculation.Output;

/// <summary>Says why something is unknown.</summary>
public static class UnknownReasons
{
    /// <summary>Why a unit is in no period.</summary>
    public const string Undated = "the unit has no date and so no period";

    public static string Of(UnknownCause? cause) => cause switch
    {
        MissingFact => "missing",
        NoResult none => none.Text,
        _ => "no value",
    };
}
