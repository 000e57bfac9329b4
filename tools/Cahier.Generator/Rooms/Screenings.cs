using Cahier.Generator.Drawing;
using Cahier.Generator.Lives;

namespace Cahier.Generator.Rooms;

/// <summary>Pre-operative screening for anaemia and malnutrition, of a share of those operated by appointment.</summary>
internal static class Screenings
{
    private static readonly (string Kind, int DonePerCent, int PositivePerCent)[] Kinds = [("anaemia", 55, 30), ("malnutrition", 40, 22)];

    public static void Invent(Life life)
    {
        var draw = new Draw(life.Options.Seed, life.Person.Number, Room.Screenings);
        foreach (ref readonly var stay in life.Stays.Added)
        {
            if (stay.Operation is null || stay.Emergency)
            {
                continue;
            }

            foreach (var (kind, done, found) in Kinds)
            {
                if (!draw.PerCent(done))
                {
                    continue;
                }

                bool? positive = draw.PerCent(5) ? null : draw.PerCent(found);
                bool? treated = positive is not true || draw.PerCent(8) ? null : draw.PerCent(70);
                life.Screenings.Add(stay.Entry.AddDays(-draw.Between(8, 45)), new Screening(kind, positive, treated));
            }
        }
    }
}
