using Cahier.Generator.Drawing;
using Cahier.Generator.Lives;

namespace Cahier.Generator.Rooms;

/// <summary>Deaths outside surgery, by age: so many in ten thousand a year.</summary>
internal static class Deaths
{
    private static readonly int[] Yearly = [4, 2, 5, 8, 18, 45, 105, 240, 750, 2_100];

    public static void Invent(Life life)
    {
        var draw = new Draw(life.Options.Seed, life.Person.Number, Room.Deaths);
        var yearly = Yearly[Ages.Band(life.Person.Age)];
        for (var year = 0; year < life.Options.Years; year++)
        {
            if (draw.PerTenThousand(yearly) && SetAside.For(life.Person.Number) is null)
            {
                life.DiesOn(new DateOnly(life.Options.FirstYear + year, 1, 1).AddDays(draw.Below(365)));
                return;
            }
        }

        // Lists of people also hold those who died in the year before.
        if (life.Person.Age >= 1 && draw.PerTenThousand(yearly) && SetAside.For(life.Person.Number) is null)
        {
            life.DiesOn(life.Options.FirstDay.AddDays(-draw.Between(1, 365)));
        }
    }
}
