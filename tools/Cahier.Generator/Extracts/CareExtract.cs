using System.Globalization;
using Cahier.Generator.Sinks;

namespace Cahier.Generator.Extracts;

/// <summary>
/// Acts and medicines paid for: ER_PRS_F, ER_PHA_F and IR_PHA_R. Some lines come three times, once with a minus; some
/// come and go away; and beside some stand complements and lines that are there for information only.
/// </summary>
internal sealed class CareExtract(CsvFactSink files, PersonExtract person)
{
    private const int Corrected = 7;
    private const int Cancelled = 19;
    private const int Complemented = 11;
    private const int Informed = 13;
    private const int InformedBefore = 17;

    private static readonly string[] Key = ["FLX_DIS_DTD", "FLX_TRT_DTD", "FLX_EMT_TYP", "FLX_EMT_NUM", "FLX_EMT_ORD", "ORG_CLE_NUM", "DCT_ORD_NUM", "PRS_ORD_NUM", "REM_TYP_AFF"];

    private readonly IFactTable lines = files.Table(
        "ER_PRS_F",
        [
            .. Key, "BEN_NIR_PSA", "BEN_RNG_GEM", "BEN_CMU_TOP", "EXE_SOI_DTD", "PRS_NAT_REF", "PRS_ACT_QTE", "BSE_REM_BSE", "BSE_REM_MNT", "PRS_PAI_MNT",
            "PFS_EXE_NUM", "PSE_SPE_COD", "PSE_ACT_NAT", "PFS_PRE_NUM", "PRE_PRE_DTD", "PRE_PRE_ORG", "ETB_PRE_FIN", "CPL_MAJ_TOP", "DPN_QLF", "PRS_DPN_QLP",
        ]);

    private readonly IFactTable medicines = files.Table("ER_PHA_F", [.. Key, "PHA_PRS_C13", "PHA_ACT_QSN"]);
    private readonly IFactTable products = files.Table("IR_PHA_R", ["PHA_CIP_C13", "PHA_ATC_CLA", "PHA_NOM_PA", "PHA_CND_TOP"]);
    private readonly Dictionary<(string, string, string), string> known = [];
    private long orders;

    public bool TakeAct(Cells cells)
    {
        if (SndsCodes.Nature(cells["nature"]) is not { } nature)
        {
            return false;
        }

        var line = new Line(cells["beneficiary_id"], Lines.Day(cells["date"]), nature, cells.NumberOf("quantity"), cells.CentsOf("base_amount"), cells.CentsOf("amount"), cells.CentsOf("excess_fee"))
        {
            Executor = cells["professional"],
        };
        Write(line, cells.Rows, null);
        return true;
    }

    public void TakeDispensation(Cells cells)
    {
        var (boxes, amount) = (cells.NumberOf("boxes"), cells.CentsOf("amount"));
        var line = new Line(cells["beneficiary_id"], Lines.Day(cells["date"]), SndsCodes.Pharmacy, boxes, amount, amount, 0)
        {
            Prescriber = cells["prescribing_professional"],
            Prescribed = Lines.Day(cells["prescription_date"]),
            Origin = cells["prescriber"] == "hospital" ? "H" : "V",
            Hospital = cells["prescribing_establishment"],
        };
        Write(line, cells.Rows, CodeOf(cells["atc"], cells["product"], cells["large_pack"]));
    }

    private string CodeOf(string atc, string product, string largePack)
    {
        if (!known.TryGetValue((atc, product, largePack), out var code))
        {
            code = "INV" + (known.Count + 1).ToString("D10", CultureInfo.InvariantCulture);
            known.Add((atc, product, largePack), code);
            products.Write(code, atc, product, largePack switch { "true" => "G", "false" => "N", _ => "" });
        }

        return code;
    }

    private void Write(in Line line, long row, string? product)
    {
        WriteOnce(line, product);
        if (row % Corrected == 0)
        {
            WriteOnce(line.Times(-1), product);
            WriteOnce(line, product);
        }

        if (row % Cancelled == 0)
        {
            // By the same person on a day in the past on which nothing else was done.
            var mistaken = line with { Day = "02/01/2000" };
            WriteOnce(mistaken, product);
            WriteOnce(mistaken.Times(-1), product);
        }

        if (row % Complemented == 0)
        {
            WriteOnce(line with { Complement = "2" }, product);
        }

        if (row % Informed == 0)
        {
            WriteOnce(line with { Qualifier = "71" }, product);
        }

        if (row % InformedBefore == 0)
        {
            WriteOnce(line with { QualifierBefore = "71" }, product);
        }
    }

    private void WriteOnce(in Line line, string? product)
    {
        string[] key = ["01/02/2022", "15/01/2022", "1", "1", "1", "01C999999", Lines.Number(++orders), "1", "0"];
        lines.Write(
        [
            .. key, line.Who, "1", person.IsCovered ? "1" : "0", line.Day, line.Nature, Lines.Number(line.Quantity), Lines.Euros(line.Base), Lines.Euros(line.Amount), Lines.Euros(line.Base + line.Excess),
            line.Executor, "0", "0", line.Prescriber, line.Prescribed, line.Origin, line.Hospital, line.Complement, line.Qualifier, line.QualifierBefore,
        ]);
        if (product is not null)
        {
            medicines.Write([.. key, product, Lines.Number(line.Quantity)]);
        }
    }

    private readonly record struct Line(string Who, string Day, string Nature, long Quantity, long Base, long Amount, long Excess)
    {
        public string Executor { get; init; } = "";

        public string Prescriber { get; init; } = "";

        public string Prescribed { get; init; } = Lines.NoDate;

        public string Origin { get; init; } = "";

        public string Hospital { get; init; } = "";

        public string Complement { get; init; } = "0";

        public string Qualifier { get; init; } = "0";

        public string QualifierBefore { get; init; } = "0";

        public Line Times(int sign) => this with { Quantity = Quantity * sign, Base = Base * sign, Amount = Amount * sign, Excess = Excess * sign };
    }
}
