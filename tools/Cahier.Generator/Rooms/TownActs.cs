using Cahier.Generator.Drawing;
using Cahier.Generator.Lives;
using Cahier.Generator.Sinks;

namespace Cahier.Generator.Rooms;

/// <summary>Ordinary care in town for everyone, more with age, and the acts of a few programmes.</summary>
internal static class TownActs
{
    // Acts in a hundred of the population's mean, by band of ten years; about 100 over the pyramid.
    private static readonly int[] ByAge = [70, 55, 65, 75, 85, 105, 140, 180, 220, 240];

    public static void Invent(Life life)
    {
        var draw = new Draw(life.Options.Seed, life.Person.Number, Room.TownActs);
        var band = Ages.Band(life.Person.Age);
        var usual = life.Options.ActsPerBeneficiary * ByAge[band] / 100;
        for (var left = draw.Below((2 * usual) + 1); left > 0; left--)
        {
            Add(life, draw.Pick(ActKinds.Ordinary), AnyDay(life, ref draw), ref draw);
        }

        if (life.Has(Conditions.Diabetes))
        {
            for (var left = draw.Below((4 * life.Options.Years) + 1); left > 0; left--)
            {
                Add(life, ActKinds.Hba1c, AnyDay(life, ref draw), ref draw);
            }
        }

        if (life.Person.Age is >= 3 and <= 11 && draw.PerCent(2))
        {
            Programme(life, ref draw);
        }

        // Those who are not yet 75 have it too early.
        if (life.Person.Age >= 70 && draw.PerCent(4))
        {
            int? byHospital = draw.PerCent(10) ? Professionals.Specialist(Establishments.Near(Places.RegionOf(life.Person.District), ref draw), 5) : null;
            Add(life, ActKinds.HealthPlan, AnyDay(life, ref draw), ref draw, byHospital);
        }

        if (draw.PerCent(2))
        {
            Add(life, ActKinds.Unlisted, AnyDay(life, ref draw), ref draw);
        }
    }

    /// <summary>Adds an act by someone near; people with a long-term condition are reimbursed in full.</summary>
    internal static void Add(Life life, ActKind kind, DateOnly date, ref Draw draw, int? by = null)
    {
        var quantity = kind.Most == 1 ? 1 : draw.Between(1, kind.Most);
        var worth = kind.Base * quantity;
        var rate = life.Conditions.Count > 0 ? 100 : kind.RatePerCent;
        var excess = kind.ExcessPerCent > 0 && draw.PerCent(kind.ExcessPerCent) ? new Cents(500L * draw.Between(1, 12)) : default;
        var who = draw.PerThousand(6) ? null : by ?? Usual(life, kind, ref draw);
        life.Acts.Add(date, new Act(kind, who, quantity, worth, worth.PerThousand(10 * rate), draw.PerThousand(5) ? null : excess));
    }

    private static int? Usual(Life life, ActKind kind, ref Draw draw) =>
        kind.Trade.Count > 0
            ? Professionals.Near(life.Person.District, kind.Trade, 20, ref draw)
            : Professionals.Specialist(Establishments.Near(Places.RegionOf(life.Person.District), ref draw), 5);

    // Children's programme against obesity: three assessments, six sessions, sometimes renewed.
    private static void Programme(Life life, ref Draw draw)
    {
        var first = AnyDay(life, ref draw);
        var sessions = 6 * draw.Between(1, 3);
        for (var i = 0; i < 3; i++)
        {
            Add(life, ActKinds.Assessment, first.AddDays(120 * i), ref draw);
        }

        for (var i = 0; i < sessions; i++)
        {
            Add(life, i % 2 == 0 ? ActKinds.Dietetics : ActKinds.Psychology, first.AddDays(20 + (25 * i)), ref draw);
        }
    }

    private static DateOnly AnyDay(Life life, ref Draw draw) => life.Options.FirstDay.AddDays(draw.Below(life.Options.Days));
}
