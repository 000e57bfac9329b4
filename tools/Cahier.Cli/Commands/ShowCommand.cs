using System.CommandLine;
using System.Globalization;
using System.Text;
using Cahier.Cli.Console;
using Cahier.Facts.Yaml;
using Cahier.Rules.Loading;
using Cahier.Rules.Versions;

namespace Cahier.Cli.Commands;

/// <summary><c>cahier show</c>: the cahiers there are, the versions of one, or the consolidated text of a version.</summary>
internal static class ShowCommand
{
    public static Command Make(Surface surface)
    {
        var what = new Argument<string?>("CAHIER[@VERSION]") { Description = "A cahier, or one of its versions; all cahiers when none is named.", Arity = ArgumentArity.ZeroOrOne };
        var table = new Option<string?>("--table") { Description = "Show one decision table of a version.", HelpName = "NAME" };
        var format = new Option<string>("--format") { Description = "human, or dmn for a file that a DMN modeller opens.", DefaultValueFactory = _ => "human" };
        format.AcceptOnlyFromAmong("human", "dmn");
        var command = new Command("show", "Show cahiers, their versions, consolidated texts, and tables.") { what, table, format };
        command.SetAction(parsed =>
        {
            var workspace = Workspace.Of(parsed);
            var isDmn = parsed.GetValue(format) == "dmn";
            return parsed.GetValue(what)?.Split('@') switch
            {
                [var cahier, .. var rest] when parsed.GetValue(table) is { } name => TableView.Show(workspace.Texts, cahier, rest is [var version] ? version : null, name, isDmn, surface),
                null when parsed.GetValue(table) is not null => throw new CommandStop(ExitCodes.Usage, "a table belongs to a cahier", "name the cahier: cahier show mssp@2024 --table track_terms"),
                [var cahier, var version] => Version(workspace.Texts, cahier, version, surface),
                [var cahier] => Versions(workspace.Texts, cahier, surface),
                _ => Cahiers(workspace.Texts, surface),
            };
        });
        return command;
    }

    private static int Cahiers(RuleFolder texts, Surface surface)
    {
        var table = Surface.Table("cahier", "title", ">versions", "from", "to");
        foreach (var cahier in texts.Cahiers)
        {
            var entries = VersionCatalog.Load(texts, cahier).Entries;
            if (entries.IsEmpty)
            {
                Surface.AddRow(table, cahier, "(cannot be read: cahier check says why)", "", "", "");
                continue;
            }

            var last = entries[^1].Definition;
            Surface.AddRow(table, cahier, last.IsLibrary ? $"{last.Title.In("en", cahier)} (library)" : last.Title.In("en", cahier), entries.Length.ToString(CultureInfo.InvariantCulture), entries[0].Definition.AppliesFrom.ToString(), last.AppliesTo?.ToString() ?? "");
        }

        surface.Tables().Write(table);
        return ExitCodes.Done;
    }

    private static int Versions(RuleFolder texts, string cahier, Surface surface)
    {
        var catalog = VersionCatalog.Load(texts, cahier);
        if (catalog.Entries.IsEmpty)
        {
            DiagnosticPrinter.Print(catalog.Diagnostics, surface.Error);
            return ExitCodes.AuthorsMistake;
        }

        var table = Surface.Table("version", "from", "to", "status", "amends", "hash");
        foreach (var entry in catalog.Entries)
        {
            Surface.AddRow(table, entry.Version, entry.Definition.AppliesFrom.ToString(), entry.Definition.AppliesTo?.ToString() ?? "", entry.Status.ToString().ToLowerInvariant(), entry.Definition.Amends ?? "", entry.Definition.Hash[..12]);
        }

        surface.Tables().Write(table);
        return ExitCodes.Done;
    }

    private static int Version(RuleFolder texts, string cahier, string version, Surface surface)
    {
        var loaded = RuleSetLoader.Load(texts, cahier, version);
        if (loaded.Consolidated is not { } text)
        {
            DiagnosticPrinter.Print(loaded.Diagnostics, surface.Error);
            return ExitCodes.AuthorsMistake;
        }

        surface.Output.Write(ConsolidatedText.Write(text));
        return ExitCodes.Done;
    }
}
