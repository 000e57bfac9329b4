using System.Globalization;
using Cahier.Generator.Drawing;
using Cahier.Generator.Planting;
using Cahier.Generator.Rooms;
using Cahier.Generator.Sinks;

namespace Cahier.Generator.Tables;

/// <summary>Establishments, territories, communes, groups, professionals and what programmes measured of them: as many as the population's districts need.</summary>
internal static class ReferenceTables
{
    public static void Write(PopulationOptions options, IFactSink sink)
    {
        var districts = Places.Districts(options.Beneficiaries);
        WriteEstablishments(options, sink);
        TerritoryTables.Write(options, sink, districts);
        WriteCommunes(options, sink, districts);
        WriteGroups(options, sink, districts);
        WriteProfessionals(options, sink, districts);
        ProgrammeResultTable.Write(options, sink, districts);
    }

    private static void WriteEstablishments(PopulationOptions options, IFactSink sink)
    {
        var table = sink.Table(
            "establishment",
            ["establishment_id", "name", "kind", "region", "in_eds", "in_biosimilars", "geographic_coefficient", "coordination_fte", "coordination_hours"]);
        for (var place = 0; place < Establishments.Count; place++)
        {
            var draw = new Draw(options.Seed, -1 - place, Room.Places);
            var inEds = Establishments.InEds(place);
            var halfPosts = draw.Between(1, 6);
            table.Establishment(place);
            table.Text(Establishments.Name(place));
            table.Text(Establishments.Kind(place));
            table.Text(Places.Region(Establishments.RegionOf(place)));
            table.Boolean(inEds);
            table.Boolean(Establishments.InBiosimilars(place));
            table.Decimal(Establishments.RegionOf(place) == 0 ? 107 : 100, 2);
            table.Decimal(inEds ? 5 * halfPosts : null, 1);
            table.Number(inEds ? 800 * halfPosts / 2 : null);
            table.EndRow();
        }

        if (options.Plants)
        {
            PlantedHospital.WriteEstablishment(table);
        }
    }

    private static void WriteCommunes(PopulationOptions options, IFactSink sink, int districts)
    {
        var table = sink.Table("commune", ["commune_id", "department", "region", "territory", "poverty_uplift"]);
        for (var place = 0; place < districts * Places.CommunesPerDistrict; place++)
        {
            var district = place / Places.CommunesPerDistrict;
            table.Commune(place);
            table.Text(Places.Department(district));
            table.Text(Places.Region(Places.RegionOf(district)));
            table.Text(Places.Territory(place));
            table.Boolean(Places.IsPoor(options.Seed, place));
            table.EndRow();
        }

        if (options.Plants)
        {
            table.Commune(Planted.Commune);
            table.Text(Places.Department(0));
            table.Text(Places.Region(0));
            table.Text(Planted.Territory);
            table.Boolean(false);
            table.EndRow();
        }
    }

    private static void WriteGroups(PopulationOptions options, IFactSink sink, int districts)
    {
        var table = sink.Table(
            "group",
            [
                "group_id", "name", "kind", "experiment", "phase", "start_date", "region", "territory", "professionals",
                "general_practitioners", "nurses", "opening_hours", "saturday_opening", "unscheduled_slots", "coordinator", "shared_record",
                "protocols", "chose_diabetes", "chose_precarity", "chose_elderly", "chose_unscheduled",
            ]);
        for (var group = 1; group <= Groups.Count(districts); group++)
        {
            var kind = Groups.KindOf(group);
            var district = Groups.DistrictOf(group);
            var inExperiment = kind.Experiment != "none";
            table.Group(group);
            table.Text($"Groupe inventé {group.ToString("D4", CultureInfo.InvariantCulture)}");
            table.Text(kind.Form);
            table.Text(kind.Experiment);
            table.Text(!inExperiment ? null : group % 4 == 0 ? "simulation" : "retrospective");
            table.Date(inExperiment ? Entered(options, kind, group) : null);
            table.Text(Places.Region(Places.RegionOf(district)));
            table.Text(Places.Territory(district * Places.CommunesPerDistrict));
            table.Number(kind.Districts * kind.Team);
            table.Number(kind.Districts * kind.Doctors);
            table.Number(kind.Districts * kind.Nurses);
            table.Number(40 + (group % 5 * 5));
            table.Boolean(group % 4 != 1);
            table.Boolean(group % 5 != 2);
            table.Boolean(group % 7 != 3);
            table.Boolean(group % 3 != 0);
            table.Number(group % 9);
            foreach (var choice in (ReadOnlySpan<int>)[0, 1, 2, 3])
            {
                table.Boolean(kind.Experiment == "ipep" ? (group + choice) % 4 < 2 : null);
            }

            table.EndRow();
        }

        if (options.Plants)
        {
            PlantedGroup.WriteGroup(options, table);
            PlantedHouse.WriteGroup(table);
        }
    }

    private static DateOnly Entered(PopulationOptions options, GroupKind kind, int group) =>
        kind.IsLate ? new DateOnly(options.FirstYear + options.Years - 2, 7, 1) : new DateOnly(options.FirstYear, group % 4 == 0 ? 7 : 1, 1);

    private static void WriteProfessionals(PopulationOptions options, IFactSink sink, int districts)
    {
        var table = sink.Table("professional", ["professional_id", "specialty", "sector", "group", "region"]);
        var number = 0;
        for (var place = 0; place < Establishments.Count; place++)
        {
            foreach (var specialty in Professionals.HospitalTeam)
            {
                WriteProfessional(table, ++number, specialty, number % 3 == 0 ? "1" : "2", null, Establishments.RegionOf(place));
            }
        }

        for (var district = 0; district < districts; district++)
        {
            for (var k = 0; k < Professionals.DistrictTeam.Length; k++)
            {
                WriteProfessional(table, ++number, Professionals.DistrictTeam[k], "1", Groups.Of(district, k), Places.RegionOf(district));
            }
        }

        if (options.Plants)
        {
            WriteProfessional(table, PlantedGroup.Doctor, "general_practitioner", "1", PlantedGroup.Number, 0);
            WriteProfessional(table, PlantedHouse.Doctor, "general_practitioner", "1", PlantedHouse.Number, 0);
        }
    }

    private static void WriteProfessional(IFactTable table, int number, string specialty, string sector, int? group, int region)
    {
        table.Professional(number);
        table.Text(specialty);
        table.Text(sector);
        table.Group(group);
        table.Text(Places.Region(region));
        table.EndRow();
    }
}
