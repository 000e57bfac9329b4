using Cahier.Feel.Values;

namespace Cahier.Calculation.Output;

/// <summary>Says why something is unknown.</summary>
public static class UnknownReasons
{
    public static string Of(UnknownCause? cause) => cause switch
    {
        MissingFact => "missing",
        NoResult none => none.Text,
        _ => "no value",
    };
}
