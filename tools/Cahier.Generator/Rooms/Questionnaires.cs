using Cahier.Generator.Drawing;
using Cahier.Generator.Lives;

namespace Cahier.Generator.Rooms;

/// <summary>Patients' answers: outcomes before and after an operation, experience after it, and a yearly survey in IPEP groups.</summary>
internal static class Questionnaires
{
    private static readonly string[] Outcomes = ["pain", "function", "quality_of_life"];
    private static readonly string[] Experience = ["information", "coordination"];
    private static readonly string[] Survey = ["access", "information", "coordination"];

    public static void Invent(Life life)
    {
        var draw = new Draw(life.Options.Seed, life.Person.Number, Room.Questionnaires);
        foreach (ref readonly var stay in life.Stays.Added)
        {
            if (stay.Operation is not { Trauma: false } || stay.ExitMode == "death")
            {
                continue;
            }

            var before = draw.Between(25, 55);
            if (draw.PerCent(60))
            {
                Ask(life, Outcomes, "prom", "before", stay.Entry.AddDays(-draw.Between(5, 40)), before, ref draw);
            }

            if (draw.PerCent(50))
            {
                Ask(life, Outcomes, "prom", "after", stay.Exit.AddDays(draw.Between(85, 200)), before + 30, ref draw);
            }

            if (draw.PerCent(45))
            {
                Ask(life, Experience, "prem", "after", stay.Exit.AddDays(draw.Between(5, 30)), 74, ref draw);
            }
        }

        if (Groups.KindOf(Groups.Of(life.Person.District)).Experiment != "ipep")
        {
            return;
        }

        for (var year = 0; year < life.Options.Years; year++)
        {
            if (draw.PerCent(3))
            {
                Ask(life, Survey, "prem", "yearly", new DateOnly(life.Options.FirstYear + year, 10, 1).AddDays(draw.Below(60)), 70, ref draw);
            }
        }
    }

    /// <summary>Answers on outcomes after an operation, around a score.</summary>
    internal static void AskOutcomes(Life life, DateOnly date, int around, ref Draw draw) => Ask(life, Outcomes, "prom", "after", date, around, ref draw);

    private static void Ask(Life life, string[] dimensions, string questionnaire, string moment, DateOnly date, int around, ref Draw draw)
    {
        foreach (var dimension in dimensions)
        {
            int? score = draw.PerThousand(10) ? null : Math.Clamp(around + draw.Between(-15, 15), 0, 100);
            life.Answers.Add(date, new Answer(questionnaire, dimension, moment, score));
        }
    }
}
