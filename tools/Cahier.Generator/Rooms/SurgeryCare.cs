using Cahier.Generator.Drawing;
using Cahier.Generator.Lives;

namespace Cahier.Generator.Rooms;

/// <summary>Town acts around an operation: before it consultations, images and blood counts, after it nursing and physiotherapy.</summary>
internal static class SurgeryCare
{
    public static void Invent(Life life)
    {
        var draw = new Draw(life.Options.Seed, life.Person.Number, Room.SurgeryCare);
        foreach (ref readonly var stay in life.Stays.Added)
        {
            if (stay.Operation is not { } operation)
            {
                continue;
            }

            if (!stay.Emergency)
            {
                Before(life, stay, operation, ref draw);
            }

            if (stay.ExitMode != "death")
            {
                After(life, stay, operation, ref draw);
            }
        }
    }

    private static void Before(Life life, in Stay stay, Operation operation, ref Draw draw)
    {
        var colon = operation == Operations.Colon;
        var surgeon = Professionals.Specialist(stay.Establishment, colon ? 3 : draw.Below(3));
        for (var left = draw.Between(1, 2); left > 0; left--)
        {
            TownActs.Add(life, ActKinds.Surgeon, stay.Entry.AddDays(-draw.Between(5, 80)), ref draw, surgeon);
        }

        TownActs.Add(life, ActKinds.Consultation, stay.Entry.AddDays(-draw.Between(3, 40)), ref draw);
        TownActs.Add(life, colon ? ActKinds.Scan : ActKinds.JointImage, stay.Entry.AddDays(-draw.Between(10, 60)), ref draw);
        TownActs.Add(life, ActKinds.BloodCount, stay.Entry.AddDays(-draw.Between(3, 30)), ref draw);
    }

    private static void After(Life life, in Stay stay, Operation operation, ref Draw draw)
    {
        // Those in rehabilitation have had most of it there.
        var home = stay.ExitTo is null;
        var physiotherapy = operation == Operations.Colon ? draw.Below(4) : draw.Between(home ? 10 : 4, home ? 30 : 15);
        var first = stay.Exit.AddDays(home ? 2 : 36);
        for (var i = 0; i < physiotherapy; i++)
        {
            TownActs.Add(life, ActKinds.Physiotherapy, first.AddDays(3 * i), ref draw);
        }

        for (var left = draw.Between(3, home ? 20 : 8); left > 0; left--)
        {
            TownActs.Add(life, ActKinds.Nursing, first.AddDays(draw.Below(30)), ref draw);
        }

        TownActs.Add(life, ActKinds.Transport, stay.Exit, ref draw);
        TownActs.Add(life, ActKinds.Device, stay.Exit.AddDays(1), ref draw);
        TownActs.Add(life, ActKinds.Surgeon, stay.Exit.AddDays(draw.Between(30, 60)), ref draw, Professionals.Specialist(stay.Establishment, operation == Operations.Colon ? 3 : 0));
    }
}
