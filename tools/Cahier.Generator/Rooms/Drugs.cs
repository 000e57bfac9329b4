using Cahier.Generator.Drawing;
using Cahier.Generator.Lives;

namespace Cahier.Generator.Rooms;

/// <summary>
/// Dispensations: a few short treatments for everyone, long ones for older people, and biological medicines that a
/// hospital begins, a town doctor renews and sometimes another hospital takes over.
/// </summary>
internal static class Drugs
{
    // How many long treatments someone of 55 or more takes.
    private static readonly Weighted<(int Least, int Most)> LongTreatments = new((62, (0, 0)), (22, (1, 3)), (10, (4, 7)), (4, (7, 9)), (2, (10, 12)));

    public static void Invent(Life life)
    {
        var draw = new Draw(life.Options.Seed, life.Person.Number, Room.Drugs);
        for (var left = draw.Below(life.Options.Years + 1); left > 0; left--)
        {
            Add(life, draw.Pick(DrugTable.Acute), life.Options.FirstDay.AddDays(draw.Below(life.Options.Days)), new Packs(1, false), null, ref draw);
        }

        if (life.Person.Age >= 55)
        {
            Treat(life, draw.Between(draw.Pick(LongTreatments)), ref draw);
        }

        if (life.Has(Conditions.Inflammatory) && draw.PerCent(50))
        {
            Biological(life, draw.PerCent(45) ? DrugTable.Etanercept : DrugTable.Adalimumab, 28, ref draw);
        }

        if (life.Has(Conditions.Diabetes) && draw.PerCent(25))
        {
            Biological(life, DrugTable.Glargine, 60, ref draw);
        }
    }

    // A delivery every three months: a large pack half the time, else three boxes.
    private static void Treat(Life life, int molecules, ref Draw draw)
    {
        for (var i = 0; i < molecules; i++)
        {
            var drug = DrugTable.LongTerm[i];
            for (var day = life.Options.FirstDay.AddDays(draw.Below(90)); day <= life.LastDay; day = day.AddDays(84 + draw.Below(14)))
            {
                Add(life, drug, day, draw.PerCent(50) ? new Packs(1, true) : new Packs(3, false), null, ref draw);
            }
        }
    }

    private static void Biological(Life life, Weighted<Drug> choice, int every, ref Draw draw)
    {
        var region = Places.RegionOf(life.Person.District);
        var drug = draw.Pick(choice);
        int? hospital = Establishments.Near(region, ref draw);

        // Some began before any line that is known: a hospital is found for them only later.
        var first = !draw.PerCent(6);
        for (var day = life.Options.FirstDay.AddDays(draw.Below(draw.PerCent(70) ? 90 : life.Options.Days)); day <= life.LastDay; day = day.AddDays(every + draw.Below(5)))
        {
            var what = draw.Below(100);
            var byHospital = first || what < 30;
            if (!first && what < 4)
            {
                hospital = Establishments.Near(region, ref draw);
                drug = draw.Pick(choice);
            }

            Add(life, drug, day, new Packs(every / 28, false), byHospital ? hospital : null, ref draw);
            first = false;
        }
    }

    private static void Add(Life life, Drug drug, DateOnly day, Packs packs, int? hospital, ref Draw draw)
    {
        var amount = (drug.Box * (packs.Large ? 3 : packs.Boxes)).PerThousand(life.Conditions.Count > 0 ? 1_000 : 650);
        var prescribed = draw.PerThousand(8) ? (DateOnly?)null : day.AddDays(-draw.Below(20));
        var who = hospital is { } h
            ? Professionals.Specialist(h, 5)
            : Professionals.Near(life.Person.District, Professionals.Doctor, 10, ref draw);
        var known = !draw.PerThousand(7);
        life.Dispensations.Add(day, new Dispensation(drug, packs.Boxes, packs.Large, amount, hospital is not null, prescribed, known ? hospital : null, known ? who : null));
    }

    /// <summary>How many boxes; a large one holds three months.</summary>
    private readonly record struct Packs(int Boxes, bool Large);
}
