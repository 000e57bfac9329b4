using Cahier.Generator.Drawing;
using Cahier.Generator.Lives;

namespace Cahier.Generator.Rooms;

/// <summary>What prepares an operation by appointment: an endoscopy before that of the colon, advice of a dietician.</summary>
internal static class Preparation
{
    public static void Invent(Life life)
    {
        if (SetAside.For(life.Person.Number) is not null)
        {
            return;
        }

        var draw = new Draw(life.Options.Seed, life.Person.Number, Room.Preparation);
        for (int place = 0, before = life.Stays.Count; place < before; place++)
        {
            var stay = life.Stays.Added[place];
            if (stay.Operation is not { } operation || stay.Emergency)
            {
                continue;
            }

            var day = stay.Entry.AddDays(-draw.Between(8, 60));
            if (operation == Operations.Colon && draw.PerCent(40) && life.IsFree(day, day))
            {
                life.Add(Aftercare.Session(Hospital.Endoscopy, "Z121", stay.Establishment, day, ref draw));
            }

            if (draw.PerCent(15))
            {
                TownActs.Add(life, ActKinds.Dietetics, stay.Entry.AddDays(-draw.Between(5, 40)), ref draw);
            }
        }
    }
}
