using Cahier.Generator.Drawing;
using Cahier.Generator.Lives;

namespace Cahier.Generator.Rooms;

/// <summary>Declared attending doctors, people followed by a structure, and members of an IPEP group's programmes.</summary>
internal static class Enrolments
{
    public static void Invent(Life life)
    {
        var draw = new Draw(life.Options.Seed, life.Person.Number, Room.Enrolments);
        var options = life.Options;
        var group = Groups.Of(life.Person.District);
        var start = options.FirstDay.AddDays(-30 - draw.Below(8 * 365));
        start = start < life.Person.Birth ? life.Person.Birth : start;
        if (draw.PerCent(life.Person.Age >= 16 ? 93 : 75))
        {
            // One in twenty changes doctor within the period; one in a hundred ends without another.
            var changes = options.FirstDay.AddDays(draw.Below(options.Days));
            var what = draw.Below(100);
            DateOnly? end = what < 6 ? changes : null;
            Doctor(life, start, end, ref draw);
            if (what < 5)
            {
                Doctor(life, changes.AddDays(1), null, ref draw);
            }
        }

        var experiment = Groups.KindOf(group).Experiment;
        if (experiment == "peps" && draw.PerCent(70))
        {
            var followed = options.FirstDay.AddDays(-draw.Below(700));
            life.Enrolments.Add(followed < life.Person.Birth ? life.Person.Birth : followed, new Enrolment("structure", null, group, null));
        }

        if (experiment == "ipep" && life.Person.Age >= 40 && draw.PerCent(12))
        {
            var joined = options.FirstDay.AddDays(draw.Below(options.Days));
            life.Enrolments.Add(joined, new Enrolment("programme", null, group, draw.PerCent(30) ? joined.AddDays(180) : null));
        }
    }

    private static void Doctor(Life life, DateOnly start, DateOnly? end, ref Draw draw)
    {
        var elsewhere = Groups.KindOf(Groups.Of(life.Person.District)).FewPatients ? 92 : 5;
        var professional = Professionals.Near(life.Person.District, Professionals.Doctor, elsewhere, ref draw);
        var (district, place) = Math.DivRem(professional - Professionals.FirstOf(0), Professionals.DistrictTeam.Length);
        life.Enrolments.Add(start, new Enrolment("attending_doctor", professional, draw.PerThousand(8) ? null : Groups.Of(district, place), end));
    }
}
