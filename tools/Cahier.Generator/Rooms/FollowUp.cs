using Cahier.Generator.Drawing;
using Cahier.Generator.Lives;

namespace Cahier.Generator.Rooms;

/// <summary>
/// What the guarantee and the follow-up of an operation look at: a second operation on the same place, early or late, and
/// how patients are months later. What they say then depends on the hospital, so that hospitals differ.
/// </summary>
internal static class FollowUp
{
    // Means of the scores by hospital, in turn: some patients are hardly better than before, when they said 40 on average.
    private static readonly int[] Levels = [70, 62, 54, 46];

    public static void Invent(Life life)
    {
        // Those set aside have one thing out of the ordinary already.
        if (SetAside.For(life.Person.Number) is not null)
        {
            return;
        }

        var draw = new Draw(life.Options.Seed, life.Person.Number, Room.FollowUp);
        for (int place = 0, before = life.Stays.Count; place < before; place++)
        {
            var stay = life.Stays.Added[place];
            if (stay.Operation is not { AgainPerThousand: > 0 } operation || stay.ExitMode == "death")
            {
                continue;
            }

            if (draw.PerThousand(operation.AgainPerThousand))
            {
                var entry = stay.Exit.AddDays(draw.PerCent(60) ? draw.Between(2, 60) : draw.Between(61, 400));
                Surgery.Admit(life, operation.Again, new Course { Emergency = draw.PerCent(60), Complication = true, NoDiagnosis = draw.PerThousand(8) }, entry, ref draw);
            }

            if (draw.PerCent(35))
            {
                Questionnaires.AskOutcomes(life, stay.Exit.AddDays(draw.Between(201, 330)), Levels[stay.Establishment % Levels.Length], ref draw);
            }
        }
    }
}
