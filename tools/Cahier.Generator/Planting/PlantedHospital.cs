using System.Globalization;
using Cahier.Generator.Lives;
using Cahier.Generator.Rooms;
using Cahier.Generator.Sinks;
using Cahier.Generator.Tables;

namespace Cahier.Generator.Planting;

/// <summary>A hospital of the biosimilars experiment with twenty patients under adalimumab, fifteen of them under a biosimilar.</summary>
internal static class PlantedHospital
{
    public const int Patients = 20;
    public const int Place = 900;

    private const int UnderBiosimilar = 15;
    private const int BoxesOfEach = 3;

    // Published rewards for a box of biosimilar adalimumab.
    private static readonly (int From, decimal Reward)[] Rewards = [(2018, 49.38m), (2022, 26.65m)];

    public static IEnumerable<PlantedAnswer> Answers(PopulationOptions options)
    {
        var year = Planted.Year(options);
        var reward = Rewards.Last(r => r.From <= year).Reward;
        yield return new PlantedAnswer(
            "biosimilaires-art51",
            year,
            "E901",
            "adalimumab_paid",
            reward * UnderBiosimilar * BoxesOfEach,
            string.Create(CultureInfo.InvariantCulture, $"{Patients * BoxesOfEach} boxes, of which {UnderBiosimilar * BoxesOfEach} of a biosimilar, × {Planted.Euros(reward)}"));
    }

    public static void WriteEstablishment(IFactTable table)
    {
        table.Establishment(Place);
        table.Text("Hôpital planté");
        table.Text("public");
        table.Text(Places.Region(0));
        table.Boolean(false);
        table.Boolean(true);
        table.Decimal(100, 2);
        table.Decimal(null, 1);
        table.Number(null);
        table.EndRow();
    }

    public static void Add(Life life, int place)
    {
        var drug = place < UnderBiosimilar ? DrugTable.BiosimilarAdalimumab : DrugTable.ReferenceAdalimumab;
        for (var box = 0; box < BoxesOfEach; box++)
        {
            var day = new DateOnly(Planted.Year(life.Options), 2 + (4 * box), 1 + place);
            life.Dispensations.Add(day, new Dispensation(drug, 1, LargePack: false, drug.Box, FromHospital: true, day, Place, Professional: 1));
        }
    }
}
