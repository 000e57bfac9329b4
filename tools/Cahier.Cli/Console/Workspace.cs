using System.CommandLine;
using Cahier.Facts.Models;
using Cahier.Rules.Loading;

namespace Cahier.Cli.Console;

/// <summary>The folders <c>rules/</c> and <c>schemas/</c> that a command works on.</summary>
internal sealed class Workspace
{
    private Workspace(string rules, string schemas)
    {
        RulesFolder = rules;
        SchemasFolder = schemas;
        Texts = new RuleFolder(rules, Path.Combine(schemas, "model"));
    }

    public static Option<string?> RulesOption { get; } = new("--rules") { Description = "The folder with a folder per cahier; otherwise rules/ here or in a folder above.", HelpName = "DIR", Recursive = true };

    public static Option<string?> SchemasOption { get; } = new("--schemas") { Description = "The folder that holds model/; otherwise schemas/ beside rules/.", HelpName = "DIR", Recursive = true };

    public string RulesFolder { get; }

    public string SchemasFolder { get; }

    /// <summary>The files of mappings, in ordinal order.</summary>
    public IReadOnlyList<string> Mappings => Path.Combine(SchemasFolder, "mapping") is var folder && Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal)]
        : [];

    /// <summary>The cahiers and models.</summary>
    public RuleFolder Texts { get; }

    /// <summary>
    /// Finds the folders: those that the caller names, else those of the current folder or the nearest above it, else
    /// those that the program itself stands under.
    /// </summary>
    /// <exception cref="CommandStop">There are none.</exception>
    public static Workspace Of(ParseResult parsed) => Find(parsed.GetValue(RulesOption), parsed.GetValue(SchemasOption));

    /// <inheritdoc cref="Of"/>
    public static Workspace Find(string? rules, string? schemas)
    {
        string[] starts = [Environment.CurrentDirectory, AppContext.BaseDirectory];
        var rulesFolder = Named(rules, "--rules") ?? starts.Select(s => Above(s, "rules", inside: null)).FirstOrDefault(f => f is not null)
            ?? throw new CommandStop(ExitCodes.Usage, $"there is no folder rules/ in {Environment.CurrentDirectory} or above it", "go to the folder that holds rules/, or name it with --rules DIR");
        var schemasFolder = Named(schemas, "--schemas") ?? starts.Prepend(rulesFolder).Select(s => Above(s, "schemas", "model")).FirstOrDefault(f => f is not null)
            ?? throw new CommandStop(ExitCodes.Usage, $"there is no folder schemas/model/ beside {rulesFolder} or above it", "name the folder that holds model/ with --schemas DIR");
        return new Workspace(rulesFolder, schemasFolder);
    }

    /// <summary>Reads a model.</summary>
    /// <exception cref="CommandStop">There is no such model, or something is wrong with it.</exception>
    public FactModel Model(string name, Surface surface)
    {
        if (Texts.Model(name) is not { } found)
        {
            throw new CommandStop(ExitCodes.Usage, $"there is no model ‘{name}’", Feel.Checking.Suggestions.Remedy(name, Texts.Models));
        }

        var reading = ModelReader.Read(found.File, found.Text);
        if (reading.Model is null)
        {
            DiagnosticPrinter.Print(reading.Diagnostics, surface.Error);
            throw new CommandStop(ExitCodes.AuthorsMistake, $"the model {name} cannot be used", "put right what stands above");
        }

        return reading.Model;
    }

    private static string? Named(string? folder, string option) => folder is null || Directory.Exists(folder)
        ? folder is null ? null : Path.GetFullPath(folder)
        : throw new CommandStop(ExitCodes.Usage, $"there is no folder {folder}", $"name an existing folder with {option}");

    private static string? Above(string start, string name, string? inside)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, name);
            if (Directory.Exists(inside is null ? candidate : Path.Combine(candidate, inside)))
            {
                return candidate;
            }
        }

        return null;
    }
}
