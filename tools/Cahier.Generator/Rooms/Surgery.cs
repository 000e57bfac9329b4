using Cahier.Generator.Drawing;
using Cahier.Generator.Lives;

namespace Cahier.Generator.Rooms;

/// <summary>Operations, each with its course; what follows the stay is in <see cref="Aftercare"/>.</summary>
internal static class Surgery
{
    // Frequencies are given for three years.
    private const int YearsOfFrequencies = 3;

    // Those set aside are operated early enough in a year for what follows to be seen, even in the last.
    private const int DaysAfter = 120;

    public static void Invent(Life life)
    {
        var draw = new Draw(life.Options.Seed, life.Person.Number, Room.Surgery);
        if (SetAside.For(life.Person.Number) is { } given)
        {
            var year = SetAside.YearOf(life.Person.Number, life.Options.Years);
            Operate(life, given.Operation, given.Course with { InEds = true }, life.Options.FirstDay.AddYears(year).AddDays(draw.Below(365 - DaysAfter)), ref draw);
            return;
        }

        var band = Ages.Band(life.Person.Age);
        foreach (var operation in Operations.All)
        {
            if (draw.PerTenThousand(operation.Per10000[band] * life.Options.Years / YearsOfFrequencies))
            {
                var course = Course.Drawn(operation, ref draw);
                Operate(life, operation, course, life.Options.FirstDay.AddDays(draw.Below(life.Options.Days)), ref draw);
            }
        }
    }

    private static void Operate(Life life, Operation operation, in Course course, DateOnly entry, ref Draw draw)
    {
        if (course.EarlierDays is { } days)
        {
            Admit(life, operation, new Course { OtherDiagnosis = course.OtherDiagnosis }, entry.AddDays(-days), ref draw);
        }

        var index = Admit(life, operation, course, entry, ref draw);
        if (index is { } stay)
        {
            Aftercare.Invent(life, stay, course, ref draw);
        }
    }

    /// <summary>Adds the stay and gives its place among the life's stays, or nothing when there is no room for it.</summary>
    internal static int? Admit(Life life, Operation operation, in Course course, DateOnly entry, ref Draw draw)
    {
        var level = draw.Pick(Operations.Levels);
        var nights = draw.Between(operation.Nights[level]);
        var exit = entry.AddDays(nights);
        if (!life.IsFree(entry, exit) || life.Death <= exit)
        {
            return null;
        }

        if (course.Death)
        {
            life.DiesOn(exit);
        }

        var diagnoses = course.OtherDiagnosis ? operation.OtherDiagnoses : operation.Diagnoses;
        if (operation == Operations.Colon && !course.OtherDiagnosis && draw.PerCent(85))
        {
            life.Conditions.Add(entry.AddDays(-30), new Condition(Conditions.Cancer, operation.Diagnoses[0], null));
        }

        var tariff = operation.Tariffs[level];
        var region = Places.RegionOf(life.Person.District);
        life.Add(new Stay
        {
            Kind = StayKind.MCO,
            Tariff = tariff,
            Establishment = course.InEds ? Establishments.NearInEds(region, ref draw) : Establishments.Near(region, ref draw),
            Entry = entry,
            Exit = exit,
            Cost = tariff.Worth(nights).PerThousand(draw.Between(970, 1_030)),
            Operation = operation,
            Diagnosis = course.NoDiagnosis ? null : diagnoses[draw.Below(diagnoses.Length)],
            EntryMode = course.EntryMode,
            Emergency = course.Emergency,
            ExitMode = course.Death ? "death" : "home",
            Palliative = course.Palliative,
            TotalColectomy = course.Total,
            RecentTrauma = draw.PerThousand(8) ? null : operation.Trauma,
            Planned = draw.PerThousand(8) ? null : !course.Emergency,
            Complication = draw.PerThousand(8) ? null : course.Death || course.Complication || draw.PerThousand(30),
            Asa = draw.PerCent(10) ? null : draw.Between(level == 0 ? 1 : 2, level >= 2 ? 4 : 3),
            IntensiveCareDays = level == 3 ? draw.Below(Math.Min(nights, 8)) : 0,
        });
        return life.Stays.Count - 1;
    }
}
