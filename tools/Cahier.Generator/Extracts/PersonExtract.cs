using Cahier.Generator.Sinks;

namespace Cahier.Generator.Extracts;

/// <summary>People, their long-term conditions and their attending doctors: IR_BEN_R, IR_IMB_R, IR_MTT_R.</summary>
internal sealed class PersonExtract(CsvFactSink files)
{
    // One condition in so many has another line beside it, of an exemption that is no long-term condition.
    private const int OtherExemption = 40;

    private readonly IFactTable people = files.Table("IR_BEN_R", ["BEN_NIR_PSA", "BEN_RNG_GEM", "BEN_SEX_COD", "BEN_NAI_ANN", "BEN_NAI_MOI", "BEN_DCD_DTE", "BEN_RES_DPT", "BEN_RES_COM"]);
    private readonly IFactTable conditions = files.Table("IR_IMB_R", ["BEN_NIR_PSA", "BEN_RNG_GEM", "IMB_ETM_NAT", "IMB_ALD_NUM", "MED_MTF_COD", "IMB_ALD_DTD", "IMB_ALD_DTF"]);
    private readonly IFactTable doctors = files.Table("IR_MTT_R", ["BEN_NIR_PSA", "BEN_RNG_GEM", "MTT_PFS_NUM", "MTT_DEP_DTE", "MTT_FIN_DTE"]);

    /// <summary>Whether the person of the lines that come now has a means-tested cover.</summary>
    public bool IsCovered { get; private set; }

    public void TakeBeneficiary(Cells cells)
    {
        IsCovered = cells["cmu_c"] == "true";
        var (birth, commune) = (cells["birth_date"], cells["commune"]);
        people.Write(
            cells["beneficiary_id"], "1", cells["sex"] == "M" ? "1" : "2", birth[..4], birth[5..7], Lines.Day(cells["death_date"]),
            commune.Length == 0 ? "" : commune[..3], commune.Length == 0 ? "" : commune[3..]);
    }

    public void TakeCondition(Cells cells)
    {
        var (who, icd10) = (cells["beneficiary_id"], cells["icd10"]);
        var number = SndsCodes.Condition(cells["category"], icd10);
        conditions.Write(who, "1", "41", number, icd10, Lines.Day(cells["start_date"]), Lines.Day(cells["end_date"]));
        if (cells.Rows % OtherExemption == 0)
        {
            conditions.Write(who, "1", "42", "", "", Lines.Day(cells["start_date"]), Lines.NoDate);
        }
    }

    public bool TakeEnrolment(Cells cells)
    {
        if (cells["kind"] != "attending_doctor" || cells["professional"].Length == 0)
        {
            return false;
        }

        doctors.Write(cells["beneficiary_id"], "1", cells["professional"], Lines.Day(cells["start_date"]), Lines.Day(cells["end_date"]));
        return true;
    }
}
