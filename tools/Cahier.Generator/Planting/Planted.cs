using System.Globalization;
using Cahier.Generator.Lives;
using Cahier.Generator.Tables;

namespace Cahier.Generator.Planting;

/// <summary>
/// People, a group, a health house and a hospital added to a population, of whom it is known what they are paid in its last
/// year: a run must find it again. They live in a commune and a territory of their own, and nobody else has anything to do
/// with them, so that nothing else in the population changes.
/// </summary>
internal static class Planted
{
    /// <summary>Numbers that no invented person has.</summary>
    public const long FirstPerson = 100_000_001;

    public const int Commune = 9_000;
    public const string Territory = "T9001";

    /// <summary>What is known of all that is planted in a population.</summary>
    public static IEnumerable<PlantedAnswer> Answers(PopulationOptions options) =>
        [.. PlantedGroup.Answers(options), .. PlantedHouse.Answers(options), .. PlantedHospital.Answers(options)];

    /// <summary>Writes everybody who is planted.</summary>
    public static void WritePeople(Life life, PersonTables tables)
    {
        var number = FirstPerson;
        foreach (var (count, add) in ((int, Action<Life, int>)[])[(PlantedGroup.Patients, PlantedGroup.Add), (PlantedHouse.Patients, PlantedHouse.Add), (PlantedHospital.Patients, PlantedHospital.Add)])
        {
            for (var place = 0; place < count; place++)
            {
                life.Begin(Somebody(life.Options, number++));
                add(life, place);
                tables.Write(life);
            }
        }
    }

    /// <summary>An amount in words: 1234.50 €.</summary>
    public static string Euros(decimal amount) => string.Create(CultureInfo.InvariantCulture, $"{amount:0.00} €");

    /// <summary>The last year of the population.</summary>
    public static int Year(PopulationOptions options) => options.LastDay.Year;

    // Aged 40 on the first day of the last year, in good health.
    private static Person Somebody(PopulationOptions options, long number) =>
        new(number, new DateOnly(Year(options) - 40, 1, 1), 40 - (options.Years - 1), number % 2 == 0, 0, Commune, ComplementaryCover: false, StateAid: false, NursingHome: false);
}
