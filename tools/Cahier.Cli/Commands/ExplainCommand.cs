using System.CommandLine;
using Cahier.Calculation.Explaining;
using Cahier.Calculation.Results;
using Cahier.Calculation.Runs;
using Cahier.Cli.Console;
using Cahier.Cli.Running;
using Cahier.Feel.Checking;
using Cahier.Rules.Versions;
using Cahier.Storage.Stores;

namespace Cahier.Cli.Commands;

/// <summary><c>cahier explain</c>: for one unit or participant every rule, the facts it read, and how each amount came to be.</summary>
internal static class ExplainCommand
{
    private const int MostSuggested = 2000;

    public static Command Make(Surface surface)
    {
        var cahier = new Argument<string>("CAHIER[@VERSION]") { Description = "The cahier." };
        var key = new Argument<string>("UNIT|PARTICIPANT") { Description = "The key of a unit, or the name of a participant." };
        var period = RunCommand.PeriodOption();
        var data = new Option<string?>("--data") { Description = "A folder with one CSV file for each entity.", HelpName = "DIR" };
        var store = new Option<string?>("--store") { Description = "A store that was loaded: FILE, postgresql://USER@HOST/DATABASE or \"sqlserver:Server=…;Database=…\".", HelpName = "URL" };
        var snapshot = RunCommand.SnapshotOption();
        var rejected = new Option<decimal>("--max-rejected") { Description = "How many of a hundred rows may be rejected.", HelpName = "PERCENT", DefaultValueFactory = _ => 100m };
        var language = new Option<string>("--language") { Description = "en or fr.", DefaultValueFactory = _ => "en" };
        language.AcceptOnlyFromAmong("en", "fr");
        var format = new Option<string>("--format") { Description = "text or json.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        var command = new Command("explain", "Explain one unit or participant: rules, facts, parameters, amounts.") { cahier, key, period, data, store, snapshot, rejected, language, format };
        command.Validators.Add(result => RunCommand.RequireOne(result, data, store, snapshot));
        command.SetAction((parsed, cancellation) =>
        {
            var workspace = Workspace.Of(parsed);
            using var progress = new ConsoleProgress(surface, cancellation);
            progress.Begin("compile");
            var plan = RunPlan.Make(workspace, parsed.GetRequiredValue(cahier), parsed.GetValue(period), surface);
            var facts = Facts(workspace, plan, new RunRequest(parsed.GetValue(data), parsed.GetValue(snapshot), null, null, parsed.GetValue(rejected), new RunOptions()), parsed.GetValue(store), surface, progress, cancellation);
            RunFacts.Limit(facts.Report, parsed.GetValue(rejected));
            var run = CalculationRun.Execute(plan.Rules, facts.Snapshot, plan.Period.From, plan.Period.To, new RunOptions(RunEngine.Auto), progress);
            progress.Dispose();
            surface.Output.WriteLine(Explain(run, parsed.GetRequiredValue(key), parsed.GetValue(language)!, parsed.GetValue(format) == "json").TrimEnd());
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }

    private static RunFacts Facts(Workspace workspace, RunPlan plan, RunRequest request, string? storeText, Surface surface, ConsoleProgress progress, CancellationToken cancellation)
    {
        var model = plan.Rules.RuleSet.Model;
        progress.Begin("load");
        using var store = storeText is null ? null : FactStore.Open(StoreAddress.Parse(storeText), model, workspace.Texts.Model(model.Name)!.Value.Text, create: false, surface.Time);
        return (request with { Store = store }).Read(model, RunPlan.Wanted([plan]), progress, cancellation);
    }

    private static string Explain(RunResult run, string key, string language, bool asJson)
    {
        if (Explainer.Unit(run, key) is { } unit)
        {
            return asJson ? ExplanationJson.Write(unit) : ExplanationText.Write(unit, language);
        }

        if (Explainer.Participant(run, key) is { } participant)
        {
            return asJson ? ExplanationJson.Write(participant) : ExplanationText.Write(participant, language);
        }

        if (run.Units.Table.TryFind(key, out _))
        {
            throw new CommandStop(ExitCodes.Usage, $"the {run.RuleSet.UnitEntity.Entity} {key} is not of the period {run.From} to {run.To}", "choose the period that holds its date");
        }

        var candidates = run.Participants.Names.Concat(Enumerable.Range(0, Math.Min(run.Units.Count, MostSuggested)).Select(run.Units.Key));
        throw new CommandStop(ExitCodes.Usage, $"there is neither a {run.RuleSet.UnitEntity.Entity} nor a participant ‘{key}’", Suggestions.Nearest(key, candidates) is { } near ? $"did you mean {near}?" : "decisions.csv of a run with --out lists them");
    }
}
