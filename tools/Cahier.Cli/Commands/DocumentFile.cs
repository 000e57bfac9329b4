using Cahier.Cli.Console;
using Cahier.Feel.Checking;
using Cahier.Feel.Values;
using Cahier.Rules.Documents;
using Cahier.Rules.Loading;
using Cahier.Rules.Versions;
using Cahier.Storage.Files;

namespace Cahier.Cli.Commands;

/// <summary>Chooses a version of a cahier and writes its document, to a file or to the console.</summary>
internal static class DocumentFile
{
    public static int Write(RuleFolder texts, string cahier, string? version, Date? date, string language, bool isHtml, string? file, Surface surface)
    {
        if (file is not null)
        {
            RefusePlace(file);
        }

        if (Choose(texts, cahier, version, date, surface) is not { } chosen)
        {
            return ExitCodes.AuthorsMistake;
        }

        var (document, diagnostics) = CahierDocument.Of(texts, cahier, chosen, language);
        DiagnosticPrinter.Print(diagnostics.Where(d => d.IsError), surface.Error);
        if (document is null)
        {
            return ExitCodes.AuthorsMistake;
        }

        foreach (var name in document.Unsaid)
        {
            surface.Error.WriteLine($"note: there are no words for ‘{name}’, so the document says it by its name");
        }

        var text = isHtml ? document.AsHtml() : document.AsMarkdown();
        if (file is null)
        {
            surface.Output.Write(text);
        }
        else
        {
            WholeFile.Write(file, text);
            surface.Error.WriteLine($"{cahier}@{chosen} is written to {file}");
        }

        return ExitCodes.Done;
    }

    private static void RefusePlace(string file)
    {
        if (Directory.Exists(file))
        {
            throw new CommandStop(ExitCodes.Usage, $"{file} is a folder, and the document is one file", $"name a file in it, such as --out {Path.Combine(file, "cahier.html")}");
        }

        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder && !Directory.Exists(folder))
        {
            throw new CommandStop(ExitCodes.DataProblem, $"there is no folder {folder}", "make it, or name a file in a folder that is there");
        }
    }

    // The version that is named, the one of a day, or the newest; null when what is wrong was said.
    private static string? Choose(RuleFolder texts, string cahier, string? version, Date? date, Surface surface)
    {
        if (version is not null)
        {
            return date is not null ? throw new CommandStop(ExitCodes.Usage, "both a version and a day are given", "leave one of the two out")
                : texts.Versions(cahier).Contains(version) ? version
                : throw new CommandStop(ExitCodes.UnknownCahier, $"the cahier {cahier} has no version ‘{version}’", Suggestions.Remedy(version, texts.Versions(cahier)));
        }

        var catalog = VersionCatalog.Load(texts, cahier);
        if (catalog.HasErrors)
        {
            // A newer version that cannot be read must not be passed over in silence.
            DiagnosticPrinter.Print(catalog.Diagnostics.Where(d => d.IsError), surface.Error);
            return null;
        }

        return date is not { } day ? catalog.Entries[^1].Version
            : catalog.During(day, day) is [var part, ..] ? part.Entry.Version
            : throw new CommandStop(ExitCodes.NoVersion, $"no version of {cahier} holds on {day}", $"these do: {string.Join(", ", catalog.InForce.Select(e => $"{e.Version} from {e.Definition.AppliesFrom}{(e.Definition.AppliesTo is { } last ? $" to {last}" : " on")}"))}");
    }
}
