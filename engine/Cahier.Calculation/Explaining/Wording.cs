using Cahier.Calculation.Results;
using Cahier.Feel.Values;

namespace Cahier.Calculation.Explaining;

/// <summary>The words of explanations, in French and English.</summary>
internal sealed record Wording(
    string Unit, string Participant, string Date, string Version, string Period, string Decision, string Eligibility, string Exclusions,
    string ValuesFound, string Holds, string Fails, string Unknown, string CountsAs, string Expression, string Formula, string Facts, string Parameters, string Since, string Values,
    string Tables, string Functions, string Scripts, string Row, string Rows, string NoRow, string Source, string Basis, string Missing, string Payment, string Rounded, string Before,
    string Indicators, string Cohort, string RowsCounted, string RowsUnknown, string BelowMinimum, string Units, string MayChange, string Total, string IncludedUnits, string Sources)
{
    public static Wording English { get; } = new(
        "Unit", "Participant", "Date", "Version", "Period", "Decision", "Eligibility (all must be true)", "Exclusions (any one excludes)",
        "Values", "true", "false", "unknown", "counts as", "condition", "formula", "facts", "parameters", "since", "values",
        "tables", "functions", "scripts", "row", "rows", "no row matches", "source", "basis", "missing", "Payment", "rounded", "before rounding",
        "Indicators", "Cohort values", "rows that count", "rows left out because unknown", "below the minimum of", "Units", "Figures and amounts below are made of included units: they may change once these units are decided", "total over included units", "Included units", "Sources");

    public static Wording French { get; } = new(
        "Unité", "Participant", "Date", "Version", "Période", "Décision", "Éligibilité (tout doit être vrai)", "Exclusions (une seule suffit)",
        "Valeurs", "vrai", "faux", "inconnu", "compte comme", "condition", "formule", "faits", "paramètres", "depuis", "valeurs",
        "tables", "fonctions", "scripts", "ligne", "lignes", "aucune ligne ne convient", "source", "valeur juridique", "manque", "Paiement", "arrondi", "avant arrondi",
        "Indicateurs", "Valeurs de cohorte", "lignes qui comptent", "lignes laissées de côté car inconnues", "sous le minimum de", "Unités", "Les chiffres et montants ci-dessous portent sur les unités incluses\u00a0: ils peuvent changer quand ces unités seront décidées", "total des unités incluses", "Unités incluses", "Sources");

    public static Wording In(string language) => language == "fr" ? French : English;

    public string Outcome(bool? outcome) => outcome switch { true => Holds, false => Fails, _ => Unknown };

    public string Value(FeelValue value) => value switch
    {
        NullValue => Unknown,
        BooleanValue b => Outcome(b.Value),
        RowValue row => $"{row.Type.Entity} {row.Key}",
        ListValue { Items.Length: > 8 } list => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"[{string.Join(", ", list.Items.Take(8))}, … {list.Items.Length}]"),
        _ => value.ToString(),
    };

    public string Status(DecisionStatus status) => ReferenceEquals(this, English) ? status.Word() : status switch
    {
        DecisionStatus.Included => "inclus",
        DecisionStatus.NotEligible => "non éligible",
        DecisionStatus.Excluded => "exclu",
        _ => "indéterminé",
    };
}
