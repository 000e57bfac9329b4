namespace Cahier.Generator.Extracts;

/// <summary>Codes of the tables of SNDS and PMSI; <c>schemas/mapping/snds.yaml</c> says what is known of each.</summary>
internal static class SndsCodes
{
    private static readonly Dictionary<string, string> Natures = new(StringComparer.Ordinal)
    {
        ["consultation"] = "1111", ["home_visit"] = "1211", ["nursing"] = "3111", ["physiotherapy"] = "3125", ["imaging"] = "1351",
        ["biology"] = "2211", ["transport"] = "4313", ["technical"] = "1352", ["dental"] = "1411", ["device"] = "3523",
    };

    private static readonly Dictionary<string, string> Conditions = new(StringComparer.Ordinal)
    {
        ["diabetes"] = "8", ["cancer"] = "30", ["heart_failure"] = "5", ["coronary"] = "13", ["stroke"] = "1", ["respiratory"] = "14",
        ["kidney"] = "19", ["psychiatric"] = "23", ["inflammatory"] = "22", ["neurodegenerative"] = "15", ["other"] = "31",
    };

    /// <summary>Numbers of a long-term condition that its diagnosis tells apart from others of the group.</summary>
    private static readonly Dictionary<string, string> ConditionsByDiagnosis = new(StringComparer.Ordinal)
    {
        ["G20"] = "16", ["G35"] = "25", ["K509"] = "24", ["M459"] = "27",
    };

    /// <summary>The nature of a line, or null when no code for it is known.</summary>
    public static string? Nature(string nature) => Natures.GetValueOrDefault(nature);

    /// <summary>The nature of a line for medicines.</summary>
    public const string Pharmacy = "3313";

    public static string Condition(string category, string icd10) => ConditionsByDiagnosis.GetValueOrDefault(icd10) ?? Conditions[category];

    public static string Entry(string mode) => mode switch { "transfer" => "7", "mutation" => "6", "birth" => "N", _ => "8" };

    public static string Exit(string mode) => mode switch { "transfer" => "7", "mutation" => "6", "death" => "9", _ => "8" };

    public static string Destination(string place) => place switch { "mco" => "1", "ssr" => "2", "long_stay" => "3", "psychiatry" => "4", "had" => "6", "nursing_home" => "7", _ => "" };
}
