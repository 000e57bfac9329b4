using System.Globalization;
using Cahier.Generator.Drawing;
using Cahier.Generator.Rooms;
using Cahier.Generator.Sinks;

namespace Cahier.Generator.Tables;

/// <summary>What programmes measured of doctors (ROSP) and hospitals (IFAQ), a row for each indicator and year.</summary>
internal static class ProgrammeResultTable
{
    public static void Write(PopulationOptions options, IFactSink sink, int districts)
    {
        var table = sink.Table(
            "indicator_result",
            [
                "result_id", "programme", "indicator", "date", "professional", "establishment", "comparison_group",
                "numerator", "denominator", "value", "former_value", "patients",
            ]);
        for (var place = 0; place < Establishments.Count; place++)
        {
            EveryYear(options, year => WriteHospital(table, options.Seed, year, place));
        }

        for (var doctor = 0; doctor < districts * Professionals.Doctor.Count; doctor++)
        {
            var number = Professionals.FirstOf(doctor / Professionals.Doctor.Count) + Professionals.Doctor.First + (doctor % Professionals.Doctor.Count);
            EveryYear(options, year => WriteDoctor(table, options.Seed, year, number));
        }
    }

    private static void EveryYear(PopulationOptions options, Action<int> write)
    {
        for (var year = options.FirstYear; year < options.FirstYear + options.Years; year++)
        {
            write(year);
        }
    }

    private static void WriteHospital(IFactTable table, int seed, int year, int establishment)
    {
        var draw = new Draw(seed, (-1_000L * (establishment + 1)) - year, Room.ProgrammeResults);
        foreach (var indicator in ProgrammeResults.Hospital(establishment, year))
        {
            var former = draw.Between(300, 950);
            table.Text(Id(year, "E", establishment + 1, indicator));
            table.Text("ifaq");
            table.Text(indicator);
            table.Date(new DateOnly(year, 12, 31));
            table.Professional(null);
            table.Establishment(establishment);
            table.Text(Establishments.Kind(establishment));
            table.Number(null);
            table.Number(draw.Between(20, 400));
            table.Decimal(draw.PerCent(3) ? null : Math.Clamp(former + draw.Between(-60, 80), 0, 1_000), 3);
            table.Decimal(draw.PerCent(20) ? null : former, 3);
            table.Number(null);
            table.EndRow();
        }
    }

    private static void WriteDoctor(IFactTable table, int seed, int year, int doctor)
    {
        var draw = new Draw(seed, (1_000L * doctor) + year, Room.ProgrammeResults);
        var patients = draw.PerCent(3) ? (int?)null : draw.Between(300, 1_800);
        foreach (var indicator in ProgrammeResults.Doctor)
        {
            var concerned = indicator == ProgrammeResults.DeclaredData ? ProgrammeResults.ThingsDeclared : draw.Between(2, 120);
            table.Text(Id(year, "P", doctor, indicator));
            table.Text("rosp");
            table.Text(indicator);
            table.Date(new DateOnly(year, 12, 31));
            table.Professional(doctor);
            table.Establishment(null);
            table.Text(null);
            table.Number(draw.PerCent(2) ? null : draw.Below(concerned + 1));
            table.Number(concerned);
            table.Decimal(null, 3);
            table.Decimal(draw.PerCent(10) ? null : draw.Between(100, 800), 3);
            table.Number(patients);
            table.EndRow();
        }
    }

    private static string Id(int year, string letter, int number, string indicator) =>
        string.Create(CultureInfo.InvariantCulture, $"{year}-{letter}{number:D5}-{indicator}");
}
