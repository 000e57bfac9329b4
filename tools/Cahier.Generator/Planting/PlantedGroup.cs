using System.Globalization;
using Cahier.Generator.Lives;
using Cahier.Generator.Rooms;
using Cahier.Generator.Sinks;
using Cahier.Generator.Tables;

namespace Cahier.Generator.Planting;

/// <summary>A group of IPEP in its second year, of just as many patients as it takes, who all cost 200.00 € a year.</summary>
internal static class PlantedGroup
{
    public const int Patients = 5_000;
    public const int Number = 9_001;
    public const int Doctor = 90_001;

    private const decimal Spend = 200m;

    // Of the cahier ipep, and illustrative there: the spend of a patient of average risk, and the weight of somebody of 16 to 64 in good health.
    private const decimal Weight = 0.6m;
    private static readonly (int From, decimal Spend)[] NationalSpend = [(2019, 420m), (2020, 425m), (2021, 435m), (2022, 445m), (2023, 452.30m)];
    private static readonly (int From, decimal Growth)[] NationalGrowth = [(2019, 0.02m), (2021, 0.03m)];

    // Half of the gains are the group's, by the order of 26 July 2022.
    private const decimal Share = 0.5m;

    public static IEnumerable<PlantedAnswer> Answers(PopulationOptions options)
    {
        var year = Planted.Year(options);
        var gap = (Weight * NationalSpend.Last(s => s.From <= year).Spend) - Spend;
        var growth = NationalGrowth.Last(g => g.From <= year).Growth * Spend;
        var (gain, reckoning) = year < 2022
            ? (Share * gap, string.Create(CultureInfo.InvariantCulture, $"{Patients} patients × 0.5 × {Planted.Euros(gap)} below the reference"))
            : (Share * ((gap + (2 * growth)) / 3), string.Create(CultureInfo.InvariantCulture, $"{Patients} patients × 0.5 × (1/3 × {Planted.Euros(gap)} below the reference + 2/3 × {Planted.Euros(growth)} of growth that did not come)"));
        yield return new PlantedAnswer("ipep", year, "G9001", "efficiency_gains", Math.Round(gain * Patients, 2, MidpointRounding.AwayFromZero), reckoning);
        yield return new PlantedAnswer("ipep", year, "G9001", "seed_credits", 0m, "the seed credits were for the first year");
    }

    public static void WriteGroup(PopulationOptions options, IFactTable table)
    {
        table.Group(Number);
        table.Text("Groupe planté d'IPEP");
        table.Text("cpts");
        table.Text("ipep");
        table.Text("retrospective");
        table.Date(new DateOnly(Planted.Year(options) - 1, 1, 1));
        table.Text(Places.Region(0));
        table.Text(Planted.Territory);
        table.Number(10);
        table.Number(6);
        table.Number(4);
        table.Number(40);
        table.Boolean(false);
        table.Boolean(false);
        table.Boolean(true);
        table.Boolean(true);
        table.Number(0);
        foreach (var _ in (ReadOnlySpan<int>)[0, 1, 2, 3])
        {
            table.Boolean(false);
        }

        table.EndRow();
    }

    public static void Add(Life life, int place)
    {
        life.Enrolments.Add(life.Options.FirstDay.AddYears(-1), new Enrolment("attending_doctor", Doctor, Number, null));
        foreach (var year in (ReadOnlySpan<int>)[Planted.Year(life.Options) - 1, Planted.Year(life.Options)])
        {
            life.Acts.Add(new DateOnly(year, 3, 1 + (place % 28)), new Act(ActKinds.Device, null, 1, new Cents((long)(Spend * 100)), new Cents((long)(Spend * 100)), null));
        }
    }
}
