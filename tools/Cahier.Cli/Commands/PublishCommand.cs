using System.CommandLine;
using Cahier.Cli.Console;
using Cahier.Feel.Values;
using Cahier.Rules.Versions;
using Cahier.Storage.Files;

namespace Cahier.Cli.Commands;

/// <summary><c>cahier publish</c>: fixes the text of a version. From then on a changed text is an error, and a change is a new version.</summary>
internal static class PublishCommand
{
    public static Command Make(Surface surface)
    {
        var what = new Argument<string>("CAHIER@VERSION") { Description = "The version to publish, of a cahier or a library." };
        var by = new Option<string>("--by") { Description = "Who publishes it.", Required = true };
        var withdraw = new Option<bool>("--withdraw") { Description = "Withdraw a published version instead." };
        var command = new Command("publish", "Publish a version: its text can then no longer change.") { what, by, withdraw };
        command.SetAction(parsed =>
        {
            var workspace = Workspace.Of(parsed);
            if (parsed.GetRequiredValue(what).Split('@') is not [var cahier, var version])
            {
                throw new CommandStop(ExitCodes.Usage, $"‘{parsed.GetValue(what)}’ names no version", "write CAHIER@VERSION, for example eds-pth@2019.1");
            }

            var today = Date.FromDateOnly(DateOnly.FromDateTime(surface.Time.GetLocalNow().DateTime));
            var publication = parsed.GetValue(withdraw)
                ? Publication.Withdrawn(workspace.Texts, cahier, version, today)
                : Publication.Of(workspace.Texts, cahier, version, today, parsed.GetRequiredValue(by));
            DiagnosticPrinter.Print(publication.Diagnostics, surface.Error);
            if (publication.Record is not { } record)
            {
                throw new CommandStop(ExitCodes.AuthorsMistake, publication.Cause, publication.Remedy);
            }

            WholeFile.Write(Path.Combine(workspace.RulesFolder, cahier, PublishedRecord.FileName), record);
            surface.Output.WriteLine($"{cahier}@{version} is {(parsed.GetValue(withdraw) ? "withdrawn" : "published")}");
            return ExitCodes.Done;
        });
        return command;
    }
}
