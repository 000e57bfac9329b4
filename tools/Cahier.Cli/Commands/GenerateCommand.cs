using System.CommandLine;
using System.Globalization;
using Cahier.Cli.Console;
using Cahier.Generator;
using Cahier.Generator.Extracts;
using Cahier.Generator.Sinks;
using Cahier.Storage.Stores;

namespace Cahier.Cli.Commands;

/// <summary><c>cahier generate article51</c>: invents a population of any size.</summary>
internal static class GenerateCommand
{
    /// <summary>The model of which facts are invented.</summary>
    public const string Model = "article51";

    public static Command Make(Surface surface)
    {
        var model = new Argument<string>("MODEL") { Description = "The model of the facts: article51." };
        model.AcceptOnlyFromAmong(Model);
        var beneficiaries = new Option<int>("--beneficiaries") { Description = "How many people.", Required = true, HelpName = "N" };
        var seed = new Option<int>("--seed") { Description = "Any number: another one invents other people, the same one the same.", DefaultValueFactory = _ => 1, HelpName = "S" };
        var years = new Option<int>("--years") { Description = "How many calendar years of care, from 2019.", DefaultValueFactory = _ => 3 };
        var acts = new Option<int>("--acts-per-beneficiary") { Description = "How many ordinary acts a person has, on average over all the years.", DefaultValueFactory = _ => 20 };
        var folder = new Option<string?>("--out") { Description = "A folder for CSV files.", HelpName = "DIR" };
        var store = new Option<string?>("--store") { Description = "A store, made when there is none: FILE, postgresql://USER@HOST/DATABASE or \"sqlserver:Server=…;Database=…\".", HelpName = "URL" };
        var form = new Option<string?>("--as") { Description = "With --out: snds writes the files that extracts of SNDS and PMSI have, with what a reader must remove.", HelpName = "FORM" };
        form.AcceptOnlyFromAmong("snds");
        var plant = new Option<bool>("--plant") { Description = "Also adds a group, a health house and a hospital of which it is known what they are paid in the last year; a run must find it again." };
        var command = new Command("generate", "Invent facts for trying and measuring: nobody in them exists.") { model, beneficiaries, seed, years, acts, folder, store, form, plant };
        command.Validators.Add(result =>
        {
            if (result.GetValue(folder) is null == result.GetValue(store) is null)
            {
                result.AddError("Say where the facts go: --out DIR or --store URL, one of the two.");
            }

            if (result.GetValue(form) is not null && result.GetValue(folder) is null)
            {
                result.AddError("Extracts are files: --as goes with --out DIR.");
            }

            if (result.GetValue(form) is not null && result.GetValue(plant))
            {
                result.AddError("Extracts do not say the structure at which a patient is declared, so what is planted could not be found again: take --plant without --as.");
            }
        });
        command.SetAction((parsed, cancellation) =>
        {
            var options = Options(parsed.GetValue(beneficiaries), parsed.GetValue(seed), parsed.GetValue(years), parsed.GetValue(acts)) with { Plants = parsed.GetValue(plant) };
            if (parsed.GetValue(folder) is { } directory)
            {
                using IFactSink sink = parsed.GetValue(form) is null ? new CsvFactSink(directory) : new SndsFactSink(directory);
                Generate(options, sink, surface, cancellation);
            }
            else
            {
                var workspace = Workspace.Of(parsed);
                using var opened = Open(workspace, StoreAddress.Parse(parsed.GetValue(store)!), surface);
                using var sink = new StoreFactSink(opened);
                Generate(options, sink, surface, cancellation);
            }

            foreach (var answer in new Article51Population(options).Planted)
            {
                surface.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"planted: {answer.Cahier} {answer.Year} pays {answer.Participant} {answer.Amount:0.00} € of {answer.Line}: {answer.Reckoning}"));
            }

            surface.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{options.Beneficiaries} invented beneficiaries in {parsed.GetValue(folder) ?? parsed.GetValue(store)}"));
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }

    /// <summary>Opens a store for invented facts, making it when there is none.</summary>
    public static FactStore Open(Workspace workspace, StoreAddress address, Surface surface) =>
        FactStore.Open(address, workspace.Model(Model, surface), workspace.Texts.Model(Model)!.Value.Text, create: true, surface.Time);

    /// <summary>Invents a population into a sink.</summary>
    public static void Generate(PopulationOptions options, IFactSink sink, Surface surface, CancellationToken cancellation)
    {
        using var progress = new ConsoleProgress(surface, cancellation);
        progress.Begin("invent");
        Generate(options, sink, progress, cancellation);
    }

    /// <summary>Invents a population into a sink, as a step of something larger.</summary>
    public static void Generate(PopulationOptions options, IFactSink sink, ConsoleProgress progress, CancellationToken cancellation) =>
        new Article51Population(options).WriteTo(sink, new Counting(progress, options.Beneficiaries), cancellation);

    private static PopulationOptions Options(int beneficiaries, int seed, int years, int acts)
    {
        try
        {
            return new PopulationOptions(beneficiaries, seed) { Years = years, ActsPerBeneficiary = acts };
        }
        catch (ArgumentOutOfRangeException problem)
        {
            throw new CommandStop(ExitCodes.Usage, problem.Message.Split(" (Parameter")[0], "");
        }
    }

    // Not System.Progress, which reports from another thread.
    private sealed class Counting(ConsoleProgress progress, long all) : IProgress<long>
    {
        public void Report(long value) => progress.Report(value, all);
    }
}
