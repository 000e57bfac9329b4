using System.CommandLine;
using Cahier.Cli.Console;
using Cahier.Storage.Stores;

namespace Cahier.Cli.Commands;

/// <summary><c>cahier release</c>: a person lets a run count that did not keep to the gates of its cahier.</summary>
internal static class ReleaseCommand
{
    public static Command Make(Surface surface)
    {
        var number = new Argument<long>("N") { Description = "The number of the run that is held." };
        var store = new Option<string>("--store") { Description = "The store: FILE, postgresql://USER@HOST/DATABASE or \"sqlserver:Server=…;Database=…\".", HelpName = "URL", Required = true };
        var by = new Option<string>("--by") { Description = "Who releases it.", HelpName = "NAME", Required = true };
        var reason = new Option<string>("--reason") { Description = "Why it is right all the same.", HelpName = "TEXT", Required = true };
        var command = new Command("release", "Let a run count that is held because it does not keep to the gates of its cahier.") { number, store, by, reason };
        command.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValue(by)) || string.IsNullOrWhiteSpace(result.GetValue(reason)))
            {
                result.AddError("Say who releases the run and why: --by NAME --reason TEXT.");
            }
        });
        command.SetAction(parsed =>
        {
            using var opened = FactStore.OpenAsItIs(StoreAddress.Parse(parsed.GetRequiredValue(store)), surface.Time);
            var run = parsed.GetValue(number);
            HeldRuns.Release(opened, run, parsed.GetRequiredValue(by), parsed.GetRequiredValue(reason));
            surface.Output.WriteLine($"Run {run} of {opened.Address} counts; the ledger says who released it and why.");
            return ExitCodes.Done;
        });
        return command;
    }
}
