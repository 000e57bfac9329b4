namespace Cahier.Generator.Rooms;

/// <summary>The indicators that programmes measure, by the short names that rules use.</summary>
internal static class ProgrammeResults
{
    /// <summary>Of doctors: diabetes, prevention, efficient prescription.</summary>
    public static readonly string[] Doctor =
        ["hba1c", "eye_fundus", "kidney_screening", "flu_vaccination", "breast_screening", "colorectal_screening", "long_benzodiazepines", "generic_statins", "generic_repertory", "biosimilar_insulin"];

    /// <summary>Of hospitals.</summary>
    public static readonly string[] Hospital =
        ["patient_experience_mco", "discharge_letter", "pain_assessment", "antibiotics", "hand_hygiene", "certification"];
}
