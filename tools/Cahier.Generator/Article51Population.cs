using System.Globalization;
using Cahier.Generator.Lives;
using Cahier.Generator.Planting;
using Cahier.Generator.Rooms;
using Cahier.Generator.Sinks;
using Cahier.Generator.Tables;

namespace Cahier.Generator;

/// <summary>
/// An invented population with the facts of the model <c>article51</c>. Each person depends only on the seed and on his
/// number, so a smaller population is the beginning of a larger one; one person at a time is held in memory.
/// </summary>
public sealed class Article51Population(PopulationOptions options)
{
    private const int ReportEvery = 1_000;

    /// <summary>What must be found again of those who are planted; none without <see cref="PopulationOptions.Plants"/>.</summary>
    public IReadOnlyList<PlantedAnswer> Planted { get; } = options.Plants ? [.. Planting.Planted.Answers(options)] : [];

    /// <summary>Invents everybody, then completes the sink.</summary>
    /// <param name="progress">Told the number of people done.</param>
    /// <exception cref="OperationCanceledException">The sink is then not completed.</exception>
    public void WriteTo(IFactSink sink, IProgress<long>? progress, CancellationToken cancellation)
    {
        ReferenceTables.Write(options, sink);
        var tables = new PersonTables(sink);
        var life = new Life(options);
        for (var number = 1; number <= options.Beneficiaries; number++)
        {
            Invent(life, number);
            tables.Write(life);
            if (number % ReportEvery == 0 || number == options.Beneficiaries)
            {
                cancellation.ThrowIfCancellationRequested();
                progress?.Report(number);
            }
        }

        if (options.Plants)
        {
            Planting.Planted.WritePeople(life, tables);
        }

        sink.Complete(Statement());
    }

    private static void Invent(Life life, long number)
    {
        life.Begin(Ages.Draw(life.Options, number));
        Conditions.Invent(life);
        Deaths.Invent(life);
        Surgery.Invent(life);
        Hospital.Invent(life);
        Screenings.Invent(life);
        Questionnaires.Invent(life);
        TownActs.Invent(life);
        SurgeryCare.Invent(life);
        Drugs.Invent(life);
        Enrolments.Invent(life);
        Inclusions.Invent(life);
        FollowUp.Invent(life);
        Preparation.Invent(life);
    }

    private string Statement()
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"Invented facts of the model article51: nobody here exists. {options.Beneficiaries} beneficiaries, seed {options.Seed}, {options.Years} years from {options.FirstYear}, {options.ActsPerBeneficiary} ordinary acts a beneficiary.");
        return Planted.Count == 0 ? text : $"{text} Planted, to be found again: {string.Join("; ", Planted.Select(Said))}.";
    }

    private static string Said(PlantedAnswer answer) =>
        string.Create(CultureInfo.InvariantCulture, $"{answer.Cahier} {answer.Year}, {answer.Participant}, {answer.Line}: {Planting.Planted.Euros(answer.Amount)} ({answer.Reckoning})");
}
