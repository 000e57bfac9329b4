namespace Cahier.Generator.Rooms;

/// <summary>The indicators that programmes measure, by the short names that rules use.</summary>
internal static class ProgrammeResults
{
    /// <summary>Of doctors: diabetes, prevention, efficient prescription.</summary>
    public static readonly string[] Doctor =
        ["hba1c", "eye_fundus", "kidney_screening", "flu_vaccination", "breast_screening", "colorectal_screening", "long_benzodiazepines", "generic_statins", "generic_repertory", "biosimilar_insulin", DeclaredData];

    /// <summary>What a doctor declares himself, of so many things asked.</summary>
    public const string DeclaredData = "declared_data";

    public const int ThingsDeclared = 5;

    // Emergency departments have a score of their own from this year on.
    private const int FirstEmergencyYear = 2022;

    private static readonly string[] EveryHospital =
        ["patient_experience_mco", "discharge_letter", "pain_assessment", "antibiotics", "hand_hygiene", "certification"];

    /// <summary>Of a hospital in a year; private ones have no emergency department here.</summary>
    public static IEnumerable<string> Hospital(int establishment, int year) =>
        year >= FirstEmergencyYear && Establishments.Kind(establishment) != "private" ? EveryHospital.Append("emergency") : EveryHospital;
}
