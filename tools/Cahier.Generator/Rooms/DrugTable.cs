using Cahier.Generator.Drawing;
using Cahier.Generator.Sinks;

namespace Cahier.Generator.Rooms;

/// <summary>Medicines: real substances and, for biosimilars and their references, real products; prices are invented.</summary>
internal static class DrugTable
{
    public static readonly Weighted<Drug> Acute = new(
        (40, new("N02BE01", "PARACETAMOL", 216)),
        (15, new("J01CA04", "AMOXICILLINE", 310)),
        (12, new("M01AE01", "IBUPROFENE", 225)),
        (10, new("R06AE07", "CETIRIZINE", 240)),
        (5, new("J07BB02", "VACCIN GRIPPE", 655)));

    /// <summary>In the order in which one more is added to a long treatment.</summary>
    public static readonly Drug[] LongTerm =
    [
        new("C09AA05", "RAMIPRIL", 560), new("C10AA05", "ATORVASTATINE", 690), new("B01AC06", "ACIDE ACETYLSALICYLIQUE", 310),
        new("C07AB07", "BISOPROLOL", 450), new("A02BC01", "OMEPRAZOLE", 420), new("A10BA02", "METFORMINE", 380),
        new("H03AA01", "LEVOTHYROXINE", 260), new("C03CA01", "FUROSEMIDE", 240), new("N05BA12", "ALPRAZOLAM", 210),
        new("N06AB10", "ESCITALOPRAM", 540), new("A11CC05", "COLECALCIFEROL", 190), new("N02AX02", "TRAMADOL", 400),
    ];

    public static readonly Weighted<Drug> Etanercept = new(
        (45, new("L04AB01", "ENBREL", 66_000)), (35, Biosimilar("L04AB01", "BENEPALI", 52_000)), (20, Biosimilar("L04AB01", "ERELZI", 52_000)));

    public static readonly Drug ReferenceAdalimumab = new("L04AB04", "HUMIRA", 68_000);

    public static readonly Drug BiosimilarAdalimumab = Biosimilar("L04AB04", "AMGEVITA", 53_000);

    public static readonly Weighted<Drug> Adalimumab = new(
        (55, ReferenceAdalimumab), (15, BiosimilarAdalimumab), (10, Biosimilar("L04AB04", "HULIO", 53_000)),
        (10, Biosimilar("L04AB04", "HYRIMOZ", 53_000)), (10, Biosimilar("L04AB04", "IMRALDI", 53_000)));

    public static readonly Weighted<Drug> Glargine = new(
        (50, new("A10AE04", "LANTUS", 4_000)), (20, new("A10AE04", "TOUJEO", 4_600)), (30, Biosimilar("A10AE04", "ABASAGLAR", 3_400)));

    private static Drug Biosimilar(string atc, string product, long cents) => new(atc, product, cents) { Biosimilar = true };
}

/// <summary>A product and the price of its box in cents.</summary>
internal sealed record Drug(string Atc, string Product, long BoxCents)
{
    public Cents Box { get; } = new(BoxCents);

    public bool Biosimilar { get; init; }
}
