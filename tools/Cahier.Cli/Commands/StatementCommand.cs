using System.CommandLine;
using Cahier.Cli.Console;
using Cahier.Rules.Versions;
using Cahier.Storage.Stores;

namespace Cahier.Cli.Commands;

/// <summary><c>cahier statement</c>: what was paid, what is right now, and the difference for each participant and line.</summary>
internal static class StatementCommand
{
    public static Command Make(Surface surface)
    {
        var cahier = new Argument<string?>("CAHIER") { Description = "Which cahier is settled.", Arity = ArgumentArity.ZeroOrOne };
        var period = RunCommand.PeriodOption();
        period.Required = false;
        var store = new Option<string>("--store") { Description = "The store that holds its runs.", HelpName = "URL", Required = true };
        var run = new Option<long?>("--run") { Description = "The run that is right; else the last that counts.", HelpName = "N" };
        var against = new Option<long?>("--against") { Description = "Compare with what run N came to, instead of what statements have paid; not to be issued.", HelpName = "N" };
        var issue = new Option<bool>("--issue") { Description = "Issue the statement: from now on what it says is paid, and the ledger tells of it." };
        var by = new Option<string?>("--by") { Description = "Who issues it.", HelpName = "NAME" };
        var number = new Option<long?>("--number") { Description = "Show statement N again as it was issued.", HelpName = "N" };
        var units = new Option<bool>("--units") { Description = "Unit by unit; in the table those that differ or are open." };
        var format = new Option<string>("--format") { Description = "What to print.", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("table", "json", "csv");
        var command = new Command("statement", "Say what was paid for a period, what is right now that facts came late or rules were corrected, and the difference.") { cahier, period, store, run, against, issue, by, number, units, format };
        command.Validators.Add(result =>
        {
            var isShown = result.GetValue(number) is not null;
            if (isShown == result.GetValue(cahier) is not null || (!isShown && result.GetResult(period) is not { Implicit: false }))
            {
                result.AddError("Say which cahier for which period, cahier statement CAHIER --period PERIOD, or the number of a statement that was issued, --number N.");
            }
            else if (result.GetValue(issue) && string.IsNullOrWhiteSpace(result.GetValue(by)))
            {
                result.AddError("Say who issues the statement: --by NAME.");
            }
            else if (result.GetValue(issue) && (isShown || result.GetValue(run) is not null || result.GetValue(against) is not null))
            {
                result.AddError("Only the run that counts is issued, against what was paid: leave out --run, --against and --number.");
            }
        });
        command.SetAction(parsed =>
        {
            using var opened = FactStore.OpenAsItIs(StoreAddress.Parse(parsed.GetRequiredValue(store)), surface.Time);
            var settled = parsed.GetValue(number) is { } shown ? Settlement.Find(opened, shown)
                : parsed.GetValue(issue) ? Settlement.Issue(opened, parsed.GetValue(cahier)!, parsed.GetValue(period), parsed.GetValue(by)!)
                : Settlement.Draft(opened, parsed.GetValue(cahier)!, parsed.GetValue(period), parsed.GetValue(run), parsed.GetValue(against));
            StatementView.Show(settled, parsed.GetValue(units), parsed.GetValue(format)!, surface);
            if (parsed.GetValue(issue) && ArchivedSnapshots.Keep(opened, settled.Run) is { } reason)
            {
                surface.Error.WriteLine($"note: the facts of run {settled.Run.Id} are not archived: {reason}. Once others are loaded, it cannot be calculated again.");
            }

            if (parsed.GetValue(issue) && !settled.IsNew)
            {
                surface.Error.WriteLine($"note: statement {settled.Issued!.Number} says this already, and nothing was issued");
            }

            return ExitCodes.Done;
        });
        return command;
    }
}
