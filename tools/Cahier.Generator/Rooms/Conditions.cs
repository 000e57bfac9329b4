using Cahier.Generator.Drawing;
using Cahier.Generator.Lives;

namespace Cahier.Generator.Rooms;

/// <summary>Long-term conditions (ALD) by age. Frequencies are invented, of the order of those published.</summary>
internal static class Conditions
{
    public static readonly ConditionKind Diabetes = new("diabetes", ["E119", "E109", "E117"], [0, 1, 2, 6, 18, 55, 120, 170, 160, 120]);
    public static readonly ConditionKind Cancer = new("cancer", ["C509", "C61", "C349", "C859"], [0, 0, 1, 4, 14, 35, 75, 120, 130, 110]);
    public static readonly ConditionKind Inflammatory = new("inflammatory", ["M0690", "M459", "K509", "L400"], [0, 1, 5, 8, 11, 14, 15, 13, 9, 5]);
    public static readonly ConditionKind Neurodegenerative = new("neurodegenerative", ["G20", "G309", "G35"], [0, 0, 1, 2, 3, 4, 9, 35, 110, 190]);
    public static readonly ConditionKind HeartFailure = new("heart_failure", ["I500", "I48"], [0, 0, 0, 1, 3, 9, 25, 70, 150, 220]);
    public static readonly ConditionKind Kidney = new("kidney", ["N185", "N183"], [0, 0, 1, 1, 2, 4, 7, 11, 15, 15]);

    private static readonly ConditionKind[] All =
    [
        Diabetes, Cancer, Inflammatory, Neurodegenerative, HeartFailure, Kidney,
        new("coronary", ["I259", "I252"], [0, 0, 0, 2, 9, 26, 56, 90, 110, 110]),
        new("stroke", ["I639", "I64"], [0, 0, 1, 1, 3, 7, 15, 28, 45, 60]),
        new("respiratory", ["J449", "J961"], [1, 2, 2, 3, 5, 9, 17, 26, 32, 30]),
        new("psychiatric", ["F209", "F319", "F332"], [1, 6, 17, 27, 33, 35, 29, 22, 20, 18]),
        new("other", ["Q909", "B182", "D570"], [3, 4, 5, 6, 7, 9, 12, 16, 18, 18]),
    ];

    public static void Invent(Life life)
    {
        var draw = new Draw(life.Options.Seed, life.Person.Number, Room.Conditions);
        var band = Ages.Band(life.Person.Age);
        foreach (var kind in All)
        {
            if (!draw.PerThousand(kind.PerThousand[band]))
            {
                continue;
            }

            // One in ten begins within the period; of the others one in twelve ends within it.
            var begins = draw.PerCent(10);
            var days = draw.Below(life.Options.Days);
            var start = life.Options.FirstDay.AddDays(begins ? days : -1 - draw.Below(10 * 365));
            var end = !begins && draw.Below(12) == 0 ? life.Options.FirstDay.AddDays(days) : (DateOnly?)null;
            life.Conditions.Add(start < life.Person.Birth ? life.Person.Birth : start, new Condition(kind, kind.Icd10[draw.Below(kind.Icd10.Length)], end));
        }
    }
}

/// <summary>A group of conditions: its code, usual diagnoses, and people in a thousand by band of ten years.</summary>
internal sealed record ConditionKind(string Code, string[] Icd10, int[] PerThousand);
