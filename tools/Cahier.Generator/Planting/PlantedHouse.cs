using System.Globalization;
using Cahier.Generator.Lives;
using Cahier.Generator.Rooms;
using Cahier.Generator.Sinks;
using Cahier.Generator.Tables;

namespace Cahier.Generator.Planting;

/// <summary>A health house of the agreement on structures (ACI) that has a coordinator and nothing else, and a hundred patients.</summary>
internal static class PlantedHouse
{
    public const int Patients = 100;
    public const int Number = 9_002;
    public const int Doctor = 90_002;

    // Of the agreement: the value of a point, points for coordination, the patients that the variable ones refer to, the advance.
    private const decimal Point = 7m;
    private const decimal Fixed = 1_000m;
    private const decimal Variable = 1_700m;
    private const decimal ReferencePatients = 4_000m;
    private const decimal LeastAdvance = 12_000m;

    public static IEnumerable<PlantedAnswer> Answers(PopulationOptions options)
    {
        var due = Point * (Fixed + (Variable * Patients / ReferencePatients));
        var reckoning = string.Create(CultureInfo.InvariantCulture, $"7 € × (1000 + 1700 × {Patients} / 4000) points = {Planted.Euros(due)}, of which 60 % are less than the least advance");
        yield return new PlantedAnswer("aci", Planted.Year(options), "G9002", "advance", LeastAdvance, reckoning);
        yield return new PlantedAnswer("aci", Planted.Year(options), "G9002", "balance", due - LeastAdvance, "the sum of the year without the advance");
    }

    public static void WriteGroup(IFactTable table)
    {
        table.Group(Number);
        table.Text("Maison de santé plantée");
        table.Text("sisa");
        table.Text("none");
        table.Text(null);
        table.Date(null);
        table.Text(Places.Region(0));
        table.Text(Planted.Territory);
        table.Number(3);
        table.Number(2);
        table.Number(1);
        table.Number(30);
        table.Boolean(false);
        table.Boolean(false);
        table.Boolean(true);
        table.Boolean(false);
        table.Number(0);
        foreach (var _ in (ReadOnlySpan<int>)[0, 1, 2, 3])
        {
            table.Boolean(null);
        }

        table.EndRow();
    }

    public static void Add(Life life, int place) =>
        life.Enrolments.Add(life.Options.FirstDay.AddDays(-1 - place), new Enrolment("attending_doctor", Doctor, Number, null));
}
