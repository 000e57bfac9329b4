using Cahier.Generator.Drawing;
using Cahier.Generator.Lives;

namespace Cahier.Generator.Rooms;

/// <summary>People included in the smaller experiments, and the sessions that follow. Some are too young, too old or not ill enough: the rules of each find them.</summary>
internal static class Inclusions
{
    public static void Invent(Life life)
    {
        var draw = new Draw(life.Options.Seed, life.Person.Number, Room.Inclusions);
        if (life.Person.Age is >= 2 and <= 13 && draw.PerCent(3))
        {
            // Some have more than are paid: three assessments and eighteen sessions.
            var from = Include(life, "mission_retrouve_ton_cap", byHospital: false, ref draw);
            Repeat(life, ActKinds.Assessment, from, draw.Between(0, 4), 150, ref draw);
            Repeat(life, ActKinds.Dietetics, from, draw.Between(0, 14), 45, ref draw);
            Repeat(life, ActKinds.Psychology, from, draw.Between(0, 8), 60, ref draw);
        }

        if (life.Person.Age is >= 10 and <= 22 && draw.PerCent(3))
        {
            var from = Include(life, "ecout_emoi", byHospital: false, ref draw);
            Repeat(life, ActKinds.Psychology, from, draw.Between(0, 14), 14, ref draw);
        }

        if (life.Has(Conditions.Kidney))
        {
            var from = draw.PerCent(60) ? Include(life, "irc", byHospital: true, ref draw) : AnyDay(life, ref draw);
            Repeat(life, ActKinds.Dialysis, from, draw.PerCent(40) ? draw.Between(20, 150) : 0, 3, ref draw);
        }

        if (life.Has(Conditions.Cancer) && draw.PerCent(40))
        {
            var from = draw.PerCent(70) ? Include(life, "radiotherapie", byHospital: true, ref draw) : AnyDay(life, ref draw);
            Repeat(life, ActKinds.Radiotherapy, from, draw.Between(1, 35), 1, ref draw);
        }

        if (life.Person.Age >= 12 && draw.PerThousand(6))
        {
            // One in eight twice, within the year or later.
            Include(life, "douleur_chronique", byHospital: true, ref draw);
            if (draw.PerCent(12))
            {
                Include(life, "douleur_chronique", byHospital: true, ref draw);
            }
        }

        foreach (ref readonly var stay in life.Stays.Added)
        {
            if (draw.PerThousand(15))
            {
                // A few came a month early, for a stay that was put off, or have not left.
                var early = draw.PerCent(8) ? 30 : 0;
                DateOnly? left = draw.PerCent(5) ? null : stay.Exit.AddDays(draw.Below(3) - early);
                life.Enrolments.Add(stay.Entry.AddDays(-draw.Below(5) - early), Inclusion("hotels_hospitaliers", null, stay.Establishment, left, ref draw));
            }
        }
    }

    private static DateOnly Include(Life life, string experiment, bool byHospital, ref Draw draw)
    {
        var from = AnyDay(life, ref draw);
        int? hospital = byHospital ? Establishments.Near(Places.RegionOf(life.Person.District), ref draw) : null;
        var until = draw.PerCent(50) ? from.AddDays(draw.Between(90, 700)) : (DateOnly?)null;
        life.Enrolments.Add(from, Inclusion(experiment, byHospital ? null : Groups.Of(life.Person.District), hospital, until, ref draw));
        return from;
    }

    private static Enrolment Inclusion(string experiment, int? group, int? hospital, DateOnly? until, ref Draw draw) =>
        new("experiment", null, draw.PerThousand(5) ? null : group, until) { Establishment = draw.PerThousand(5) ? null : hospital, Experiment = experiment };

    private static void Repeat(Life life, ActKind kind, DateOnly from, int times, int every, ref Draw draw)
    {
        for (var i = 0; i < times; i++)
        {
            TownActs.Add(life, kind, from.AddDays(every * (i + 1)), ref draw);
        }
    }

    private static DateOnly AnyDay(Life life, ref Draw draw) => life.Options.FirstDay.AddDays(draw.Below(life.Options.Days));
}
