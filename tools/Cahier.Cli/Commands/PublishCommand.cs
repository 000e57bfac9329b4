using System.CommandLine;
using Cahier.Cli.Console;
using Cahier.Feel.Values;
using Cahier.Rules;
using Cahier.Rules.Versions;

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
            var text = parsed.GetValue(withdraw)
                ? Withdrawn(workspace, cahier, version, today)
                : Published(workspace, cahier, version, today, parsed.GetRequiredValue(by), surface);
            WholeFile.Write(Path.Combine(workspace.RulesFolder, cahier, PublishedRecord.FileName), text);
            surface.Output.WriteLine($"{cahier}@{version} is {(parsed.GetValue(withdraw) ? "withdrawn" : "published")}");
            return ExitCodes.Done;
        });
        return command;
    }

    private static string Published(Workspace workspace, string cahier, string version, Date today, string by, Surface surface)
    {
        var outcome = RuleSetCompiler.Compile(workspace.Texts, cahier, version);
        var catalog = VersionCatalog.Load(workspace.Texts, cahier);
        var entry = catalog.Find(version);
        if (outcome.Diagnostics.Any(d => d.IsError) || entry is null || catalog.HasErrors)
        {
            DiagnosticPrinter.Print(outcome.Diagnostics.Concat(catalog.Diagnostics).DistinctBy(d => (d.Code, d.Location)), surface.Error);
            throw new CommandStop(ExitCodes.AuthorsMistake, $"{cahier}@{version} cannot be published", "put right what stands above");
        }

        if (entry.Status != VersionStatus.Draft)
        {
            throw new CommandStop(ExitCodes.AuthorsMistake, $"{cahier}@{version} was published before", "write a change as a new version that amends this one");
        }

        if (entry.Definition.Libraries.FirstOrDefault(l => VersionCatalog.Load(workspace.Texts, l.Cahier).Find(l.Version)?.Status != VersionStatus.Published) is { } library)
        {
            throw new CommandStop(ExitCodes.AuthorsMistake, $"{cahier}@{version} uses {library.Name}, which is not published, so its text may still change", $"publish {library.Name} first");
        }

        if (!entry.Definition.IsLibrary && catalog.Entries.FirstOrDefault(e => e.Status == VersionStatus.Published && e.Definition.AppliesFrom <= (entry.Definition.AppliesTo ?? e.Definition.AppliesFrom) && (e.Definition.AppliesTo is not { } last || last >= entry.Definition.AppliesFrom)) is { } other)
        {
            throw new CommandStop(ExitCodes.AuthorsMistake, $"{cahier}@{other.Version} is published for some of the same days", "withdraw it first, or give the two versions different days");
        }

        return PublishedRecord.With(workspace.Texts.Beside(cahier, PublishedRecord.FileName)?.Text, version, entry.Definition.Hash, today, by);
    }

    private static string Withdrawn(Workspace workspace, string cahier, string version, Date today)
    {
        var record = workspace.Texts.Beside(cahier, PublishedRecord.FileName)?.Text;
        return PublishedRecord.Withdraw(record, version, today)
            ?? throw new CommandStop(ExitCodes.AuthorsMistake, $"{cahier}@{version} is not published", "only what was published can be withdrawn");
    }
}
