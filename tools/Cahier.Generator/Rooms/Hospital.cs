using Cahier.Generator.Drawing;
using Cahier.Generator.Lives;

namespace Cahier.Generator.Rooms;

/// <summary>Stays that have nothing to do with the operations: medical ones, day cases, sessions. Diagnoses and groups go together plausibly; no grouper made them.</summary>
internal static class Hospital
{
    // Stays in a thousand people over one year, by band of ten years.
    private static readonly int[] YearlyPerThousand = [40, 35, 65, 75, 60, 80, 110, 170, 260, 320];

    public static readonly Tariff Endoscopy = Tariff.Flat("06K04J", 2165, 60_000);

    private static readonly Tariff Dialysis = Tariff.Flat("28Z04Z", 9605, 33_500);

    private static readonly Weighted<Cause> Causes = new(
        (10, new("I500", "05M09", 1805, 330_000, 11, 50)),
        (9, new("J440", "04M08", 1166, 300_000, 9, 50)),
        (8, new("J189", "04M05", 1142, 290_000, 9, 50)),
        (3, new("J459", "04M07", 1158, 150_000, 5, 0)),
        (4, new("I200", "05M06", 1831, 180_000, 5, 40)),
        (3, new("E101", "10M02", 3611, 240_000, 8, 10)),
        (4, new("E86", "10M16", 3687, 210_000, 7, 70)),
        (7, new("N390", "11M04", 4116, 250_000, 8, 30)),
        (7, new("I639", "01M30", 275, 420_000, 12, 50)),
        (6, new("K922", "06M04", 2043, 240_000, 7, 40)),
        (8, new("A099", "06M03", 2035, 130_000, 4, 0)),
        (6, new("F100", "20Z05", 7253, 120_000, 4, 20)),
        (3, new("Z515", "23Z02", 7994, 610_000, 18, 50)));

    private static readonly Weighted<DayCase> DayCases = new(
        (10, new("H259", Tariff.Flat("02C05J", 461, 120_000), 60)),
        (12, new("Z121", Endoscopy, 45)),
        (5, new("M232", Tariff.Flat("08C45J", 2870, 140_000), 20)),
        (5, new("K409", Tariff.Flat("06C12J", 1970, 150_000), 20)));

    public static void Invent(Life life)
    {
        var draw = new Draw(life.Options.Seed, life.Person.Number, Room.Hospital);
        var yearly = YearlyPerThousand[Ages.Band(life.Person.Age)];
        for (var year = 0; year < life.Options.Years; year++)
        {
            // Up to three stays a year, each as likely again once there was one.
            for (var more = 0; more < 3 && draw.PerThousand(more == 0 ? yearly : 200); more++)
            {
                var entry = life.Options.FirstDay.AddDays((365 * year) + draw.Below(365));
                Admit(life, entry, ref draw);
            }
        }

        if (life.Has(Conditions.Kidney) && draw.PerCent(10))
        {
            Dialyse(life, ref draw);
        }
    }

    private static void Admit(Life life, DateOnly entry, ref Draw draw)
    {
        var hospital = Establishments.Near(Places.RegionOf(life.Person.District), ref draw);
        var day = draw.Pick(DayCases);
        var cause = draw.Pick(Causes);
        if (draw.PerCent(45) && life.Person.Age >= day.FromAge)
        {
            if (life.IsFree(entry, entry))
            {
                life.Add(Aftercare.Session(day.Tariff, day.Icd10, hospital, entry, ref draw));
            }

            return;
        }

        if (life.Person.Age < cause.FromAge)
        {
            return;
        }

        var level = draw.Pick(Operations.Levels);
        var nights = 1 + draw.Below(cause.Nights * (level + 1));
        if (!life.IsFree(entry, entry.AddDays(nights)))
        {
            return;
        }

        var tariff = cause.Tariffs[level];
        var emergency = draw.PerCent(65);
        life.Add(new Stay
        {
            Kind = StayKind.MCO,
            Tariff = tariff,
            Establishment = hospital,
            Entry = entry,
            Exit = entry.AddDays(nights),
            Cost = Aftercare.Noise(tariff.Worth(nights), ref draw),
            Diagnosis = draw.PerThousand(5) ? null : cause.Icd10,
            EntryMode = draw.PerCent(5) ? "transfer" : "home",
            Emergency = emergency,
            Palliative = cause.Icd10 == "Z515",
            Planned = draw.PerThousand(20) ? null : !emergency,
            Complication = draw.PerThousand(10) ? null : draw.PerThousand(20),
        });
    }

    // Once a month only: the real rhythm would be most of the stays and teach nothing more.
    private static void Dialyse(Life life, ref Draw draw)
    {
        var hospital = Establishments.Near(Places.RegionOf(life.Person.District), ref draw);
        for (var day = life.Options.FirstDay.AddDays(draw.Below(28)); day <= life.LastDay; day = day.AddDays(28))
        {
            if (life.IsFree(day, day))
            {
                life.Add(Aftercare.Session(Dialysis, "Z491", hospital, day, ref draw));
            }
        }
    }

    /// <summary>A reason for a medical stay; invented prices grow by half a price a level.</summary>
    private sealed record Cause(string Icd10, string Root, int Ghs, long Price, int Nights, int FromAge)
    {
        public Tariff[] Tariffs { get; } =
            [.. Enumerable.Range(1, 4).Select(level => new Tariff($"{Root}{level}", Ghs + level - 1, 0, Nights * level, new(Price * (level + 1) / 2), default, new(12_000)))];
    }

    private sealed record DayCase(string Icd10, Tariff Tariff, int FromAge);
}
