using System.Globalization;
using Cahier.Generator.Sinks;

namespace Cahier.Generator.Extracts;

/// <summary>
/// Stays of acute care, in the tables of the year in which they end: T_MCOaaB, C, A, D and VALO. Beside one stay in six
/// stands another that a reader must remove, each time for another reason.
/// </summary>
internal sealed class StayExtract(CsvFactSink files)
{
    private const int Spoilt = 6;
    private const string Palliative = "Z515";
    private const string TotalColectomy = "HHFA022";

    private static readonly Faults[] Kinds =
    [
        new() { Group = "90Z00Z" }, new() { Entry = "0" }, new() { Exit = "0" }, new() { Generated = "1" }, new() { Valued = "0" }, new() { Chained = "1" }, new() { Dated = "1" },
    ];

    private readonly SortedDictionary<int, Year> years = [];
    private long numbers;
    private long spoilt;

    public bool Take(Cells cells)
    {
        if (cells["kind"] != "MCO")
        {
            return false;
        }

        var exit = cells.DateOf("exit_date");
        if (!years.TryGetValue(exit.Year, out var year))
        {
            years.Add(exit.Year, year = new Year(files, exit));
        }

        year.Write(cells, Next(), new Faults());
        if (numbers % Spoilt == 0)
        {
            year.Write(cells, Next(), Kinds[spoilt++ % Kinds.Length]);
        }

        return true;
    }

    private string Next() => (++numbers).ToString("D10", CultureInfo.InvariantCulture);

    /// <summary>What is wrong with a stay; nothing when nothing is said.</summary>
    private sealed record Faults
    {
        public string? Group { get; init; }

        public string? Entry { get; init; }

        public string? Exit { get; init; }

        public string Generated { get; init; } = "0";

        public string Valued { get; init; } = "1";

        public string Chained { get; init; } = "0";

        public string Dated { get; init; } = "0";
    }

    private sealed class Year(CsvFactSink files, DateOnly of)
    {
        private readonly IFactTable groups = Table(files, of, "B", "GRG_GHM", "GHS_NUM", "DGN_PAL", "DGN_REL", "ENT_MOD", "ENT_PRV", "SOR_MOD", "SOR_DES", "SEJ_NBJ", "TYP_GEN_RSA");
        private readonly IFactTable chain = Table(files, of, "C", "NIR_ANO_17", "EXE_SOI_DTD", "EXE_SOI_DTF", "NIR_RET", "NAI_RET", "SEX_RET", "SEJ_RET", "FHO_RET", "PMS_RET", "DAT_RET", "COH_NAI_RET", "COH_SEX_RET");
        private readonly IFactTable acts = Table(files, of, "A", "CDC_ACT", "ENT_DAT_DEL");
        private readonly IFactTable diagnoses = Table(files, of, "D", "ASS_DGN");
        private readonly IFactTable values = Table(files, of, "VALO", "VALO", "MNT_TOT_AM");

        public void Write(Cells cells, string number, Faults faults)
        {
            var place = cells["establishment"];
            groups.Write(
                place, number, faults.Group ?? cells["ghm"], cells["ghs"], cells["principal_diagnosis"], "", faults.Entry ?? SndsCodes.Entry(cells["entry_mode"]),
                cells["through_emergency"] == "true" ? "5" : "", faults.Exit ?? SndsCodes.Exit(cells["exit_mode"]), SndsCodes.Destination(cells["exit_to"]), cells["length_of_stay"], faults.Generated);
            chain.Write(
                place, number, cells["beneficiary_id"], Lines.Day(cells["entry_date"]), Lines.Day(cells["exit_date"]), faults.Chained, "0", "0", "0", "0", "0", faults.Dated, "0", "0");
            values.Write(place, number, faults.Valued, cells["cost"]);
            if (cells["procedure"].Length > 0)
            {
                acts.Write(place, number, cells["procedure"], Delay(cells));
            }

            if (cells["total_colectomy"] == "true")
            {
                acts.Write(place, number, TotalColectomy, Delay(cells));
            }

            if (cells["palliative_care"] == "true")
            {
                diagnoses.Write(place, number, Palliative);
            }
        }

        private static string Delay(Cells cells) =>
            cells["surgery_date"].Length == 0 ? "" : Lines.Number(cells.DateOf("surgery_date").DayNumber - cells.DateOf("entry_date").DayNumber);

        private static IFactTable Table(CsvFactSink files, DateOnly of, string name, params ReadOnlySpan<string> columns) =>
            files.Table($"T_MCO{of.ToString("yy", CultureInfo.InvariantCulture)}{name}", ["ETA_NUM", "RSA_NUM", .. columns]);
    }
}
