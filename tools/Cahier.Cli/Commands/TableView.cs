using Cahier.Cli.Console;
using Cahier.Feel.Checking;
using Cahier.Rules.Definitions;
using Cahier.Rules.Loading;

namespace Cahier.Cli.Commands;

/// <summary>One decision table of a version, for people or as a DMN file.</summary>
internal static class TableView
{
    public static int Show(RuleFolder texts, string cahier, string? version, string name, bool isDmn, Surface surface)
    {
        var loaded = RuleSetLoader.Load(texts, cahier, version ?? Latest(texts, cahier));
        if (loaded.Definition is not { } definition)
        {
            DiagnosticPrinter.Print(loaded.Diagnostics, surface.Error);
            return ExitCodes.AuthorsMistake;
        }

        var table = definition.Tables.FirstOrDefault(t => t.Name.Text == name)
            ?? throw new CommandStop(ExitCodes.Usage, $"{cahier}@{definition.Version} has no table ‘{name}’", definition.Tables.IsEmpty ? "it has no tables" : Suggestions.Remedy(name, definition.Tables.Select(t => t.Name.Text)));
        if (isDmn)
        {
            surface.Output.Write(TableDmn.Write(table, $"{cahier}@{definition.Version}"));
            return ExitCodes.Done;
        }

        var shown = Surface.Table([.. table.Inputs.Select(Title), .. table.Outputs.Select(o => $"→ {Title(o)}")]);
        foreach (var row in table.Rows)
        {
            Surface.AddRow(shown, [.. row.Select(c => c.Text)]);
        }

        surface.Tables().Write(shown);
        surface.Output.WriteLine($"hit: {table.Hit}");
        if (table.Default is { } otherwise)
        {
            surface.Output.WriteLine($"default: {otherwise}");
        }

        return ExitCodes.Done;
    }

    private static string Title(TableColumn column) => column.Label.IsEmpty ? column.Name : $"{column.Label.In("en", column.Name)} {column.Name}";

    private static string Latest(RuleFolder texts, string cahier) => texts.Versions(cahier) is [.., var last]
        ? last
        : throw new CommandStop(ExitCodes.UnknownCahier, $"there is no cahier ‘{cahier}’", Suggestions.Remedy(cahier, texts.Cahiers));
}
