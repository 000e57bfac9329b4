using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Cahier.Calculation.Runs;
using Cahier.Cli.Console;
using Cahier.Cli.Running;
using Cahier.Rules.Versions;
using Cahier.Storage.Stores;

namespace Cahier.Cli.Commands;

/// <summary><c>cahier run</c>: a cahier, a period and facts give decisions, indicators and amounts.</summary>
internal static class RunCommand
{
    public static Command Make(Surface surface)
    {
        var cahiers = new Argument<string[]>("CAHIER[@VERSION]") { Description = "What to run; several, separated by spaces or commas, share the reading of the data and what they ask alike.", Arity = ArgumentArity.OneOrMore };
        var period = PeriodOption();
        var data = new Option<string?>("--data") { Description = "A folder with one CSV file for each entity.", HelpName = "DIR" };
        var store = new Option<string?>("--store") { Description = "A store that was loaded: FILE, postgresql://USER@HOST/DATABASE or \"sqlserver:Server=…;Database=…\"; it keeps the run.", HelpName = "URL" };
        var snapshot = SnapshotOption();
        var folder = new Option<string?>("--out") { Description = "A folder for decisions, indicators, payments and the summary; one inside it for each cahier when there are several.", HelpName = "DIR" };
        var rejected = new Option<decimal>("--max-rejected") { Description = "How many of a hundred rows may be rejected before the run is refused.", HelpName = "PERCENT", DefaultValueFactory = _ => 0m, CustomParser = ReadPercent };
        var engine = new Option<RunEngine>("--engine") { Description = "Which of the two evaluators calculates: compiled, interpreter, or auto: the second for a few facts, the first for more. The results are the same.", DefaultValueFactory = _ => RunEngine.Auto };
        var threads = new Option<int>("--threads") { Description = "How many threads at the most; 0 for as many as there are processors. The results are the same.", DefaultValueFactory = _ => 0 };
        var allAnew = new Option<bool>("--all-anew") { Description = "With --store: calculate everything, also what did not change since the last run. The results are the same." };
        var shareFrom = new Option<int?>("--share-from") { Description = "With --store: from how many bundles on, such as patients, the run is shared with other hosts that make it or have nothing to do; 0 for never. 200000 in a server and never in a file when not said. The results are the same.", HelpName = "N" };
        var format = new Option<string>("--format") { Description = "What to print.", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("table", "json", "csv");
        var command = new Command("run", "Decide, measure and calculate what is paid.") { cahiers, period, data, store, snapshot, folder, rejected, engine, threads, allAnew, shareFrom, format };
        command.Validators.Add(result =>
        {
            RequireOne(result, data, store, snapshot);
            RequireNotBelowZero(result, threads);
            RequireNotBelowZero(result, shareFrom);
        });
        command.SetAction((parsed, cancellation) =>
        {
            var asked = parsed.GetValue(cahiers)!.SelectMany(c => c.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToImmutableArray();
            var request = new RunRequest(parsed.GetValue(data), parsed.GetValue(snapshot), null, parsed.GetValue(folder), parsed.GetValue(rejected), new RunOptions(parsed.GetValue(engine), parsed.GetValue(threads))) { AllAnew = parsed.GetValue(allAnew), ShareFrom = parsed.GetValue(shareFrom) };
            return Task.FromResult(Execute(Workspace.Of(parsed), asked, parsed.GetValue(period), request, parsed.GetValue(store), parsed.GetValue(format)!, surface, cancellation));
        });
        return command;
    }

    /// <summary><c>--period</c>, as every command that runs a cahier takes it.</summary>
    public static Option<Period> PeriodOption() => new("--period") { Description = "2019, 2019-Q1, 2019-03 or 2019-01-01..2019-06-30.", Required = true, HelpName = "PERIOD", CustomParser = ReadPeriod };

    /// <summary><c>--snapshot</c>, as every command that runs a cahier takes it.</summary>
    public static Option<string?> SnapshotOption() => new("--snapshot") { Description = "A file with facts that cahier load --snapshot made: opened at once, whatever its size.", HelpName = "FILE" };

    // As it is written: what is no number at all is told by whoever reads it.
    private static void RequireNotBelowZero(CommandResult result, Option option)
    {
        if (result.GetResult(option)?.Tokens is [var written] && int.TryParse(written.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number < 0)
        {
            result.AddError($"{option.Name} cannot be below 0.");
        }
    }

    /// <summary>Refuses a command line that does not name one place where the facts are.</summary>
    public static void RequireOne(CommandResult result, params ReadOnlySpan<Option<string?>> places)
    {
        var named = 0;
        foreach (var place in places)
        {
            named += result.GetValue(place) is null ? 0 : 1;
        }

        if (named != 1)
        {
            result.AddError("Say where the facts are: --data DIR, --store URL or --snapshot FILE, one of the three.");
        }
    }

    private static int Execute(Workspace workspace, ImmutableArray<string> asked, Period period, RunRequest request, string? storeText, string format, Surface surface, CancellationToken cancellation)
    {
        using var progress = new ConsoleProgress(surface, cancellation);
        progress.Begin("compile");
        var plans = RunPlan.MakeAll(workspace, asked, period, surface);
        RefuseMixture(plans);
        var model = plans[0].Rules.RuleSet.Model;
        using var store = storeText is null ? null : FactStore.Open(StoreAddress.Parse(storeText), model, workspace.Texts.Model(model.Name)!.Value.Text, create: false, surface.Time);
        var views = Runner.Execute(plans, request with { Store = store }, progress, cancellation);
        progress.Dispose();
        switch (format)
        {
            case "json":
                RunFigures.WriteJson(views, surface.Output);
                break;
            case "csv":
                RunFigures.WriteCsv(views, surface.Output);
                break;
            default:
                foreach (var view in views)
                {
                    new RunTables(surface, view).Show();
                }

                break;
        }

        return RunView.SayHeld(views, store, surface.Error) ? ExitCodes.Held : ExitCodes.Done;
    }

    private static void RefuseMixture(ImmutableArray<RunPlan> plans)
    {
        if (plans.FirstOrDefault(p => p.Rules.RuleSet.Model.Hash != plans[0].Rules.RuleSet.Model.Hash) is { } other)
        {
            throw new CommandStop(ExitCodes.Usage, $"{plans[0].Name} and {other.Name} speak of facts of different models", "run them one after the other");
        }

        if (plans.GroupBy(p => p.Definition.Cahier, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new CommandStop(ExitCodes.Usage, $"{twice.Key} is named twice", "run two versions of a cahier one after the other");
        }
    }

    private static Period ReadPeriod(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (!Period.TryParse(text, out var period))
        {
            result.AddError($"‘{text}’ is no period: write 2019, 2019-Q1, 2019-03 or 2019-01-01..2019-06-30.");
        }

        return period;
    }

    private static decimal ReadPercent(ArgumentResult result)
    {
        var text = result.Tokens[0].Value.TrimEnd('%');
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) || percent > 100)
        {
            result.AddError($"‘{text}’ is no share of the rows: write a number from 0 to 100, such as 0.5.");
        }

        return percent;
    }
}
