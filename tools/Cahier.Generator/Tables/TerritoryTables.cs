using Cahier.Generator.Planting;
using Cahier.Generator.Rooms;
using Cahier.Generator.Sinks;

namespace Cahier.Generator.Tables;

/// <summary>Territories, and what was measured of everybody in each of them in each year.</summary>
internal static class TerritoryTables
{
    public static void Write(PopulationOptions options, IFactSink sink, int districts)
    {
        var territories = sink.Table("territory", ["territory_id", "region"]);
        var years = sink.Table("territory_year", ["territory_year_id", "territory", "year", .. Territories.Measured]);
        for (var place = 0; place < districts * Territories.PerDistrict; place++)
        {
            territories.Text(Places.TerritoryAt(place));
            territories.Text(Places.Region(Places.RegionOf(place / Territories.PerDistrict)));
            territories.EndRow();
            for (var year = options.FirstYear; year < options.FirstYear + options.Years; year++)
            {
                years.Text(Territories.InYear(place, year));
                years.Text(Places.TerritoryAt(place));
                years.Number(year);
                foreach (var perThousand in Territories.Figures(options.Seed, place, year))
                {
                    years.Decimal(perThousand, 3);
                }

                years.EndRow();
            }
        }

        // Without figures of a year, so that the deciles stay what they are.
        if (options.Plants)
        {
            territories.Text(Planted.Territory);
            territories.Text(Places.Region(0));
            territories.EndRow();
        }
    }
}
