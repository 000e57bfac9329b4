using System.CommandLine;
using Cahier.Calculation.Coverage;
using Cahier.Cli.Console;
using Cahier.Feel.Checking;
using Cahier.Feel.Values;

namespace Cahier.Cli.Commands;

/// <summary><c>cahier doc</c>: a cahier as a document for people, or its paragraphs held against what carries them out.</summary>
internal static class DocCommand
{
    private const string Markdown = "md";
    private const string Html = "html";
    private const string Human = "human";
    private const string Json = "json";

    public static Command Make(Surface surface)
    {
        var asked = new Argument<string>("CAHIER[@VERSION]") { Description = "A cahier or a library; its newest version when none is named." };
        var coverage = new Option<bool>("--coverage") { Description = "Instead, hold the paragraphs of source.md against rules, values, parameters and lines, in both directions, with the tests that exercise each." };
        var language = new Option<string>("--language") { Description = "en or fr.", DefaultValueFactory = _ => "en" };
        language.AcceptOnlyFromAmong("en", "fr");
        var format = new Option<string?>("--format") { Description = "md (Markdown) or html (one page that needs nothing else); md when not said, unless the file of --out ends with .html. With --coverage, human or json." };
        format.AcceptOnlyFromAmong(Markdown, Html, Human, Json);
        var date = new Option<Date?>("--date") { Description = "The version in force on a day, for example 2022-07-01.", HelpName = "DATE", CustomParser = ReadDate };
        var file = new Option<string?>("--out") { Description = "The file to write, in the place of one that is there; the console when not said.", HelpName = "FILE" };
        var command = new Command("doc", "Write a cahier as a document for people; or show what its texts ask, and what carries it out.") { asked, coverage, language, format, date, file };
        command.SetAction(parsed =>
        {
            var texts = Workspace.Of(parsed).Texts;
            var (cahier, version) = parsed.GetRequiredValue(asked).Split('@', 2) is [var name, var named] ? (name, named) : (parsed.GetRequiredValue(asked), null);
            if (!texts.Cahiers.Contains(cahier))
            {
                throw new CommandStop(ExitCodes.UnknownCahier, $"there is no cahier ‘{cahier}’", Suggestions.Remedy(cahier, texts.Cahiers));
            }

            var (shape, to) = (parsed.GetValue(format), parsed.GetValue(file));
            if (!parsed.GetValue(coverage))
            {
                RefuseFormat(shape, [Markdown, Html], $"a document is written as {Markdown} or {Html}", "add --coverage for the paragraphs, or choose another format");
                var isHtml = (shape ?? (to?.EndsWith(".html", StringComparison.OrdinalIgnoreCase) == true ? Html : Markdown)) == Html;
                return DocumentFile.Write(texts, cahier, version, parsed.GetValue(date), parsed.GetValue(language)!, isHtml, to, surface);
            }

            RefuseFormat(shape, [Human, Json], $"the coverage is shown as {Human} or {Json}", "choose one of these, or leave --coverage out");
            return Coverage(CoverageReport.Of(texts, cahier), cahier, shape == Json, surface);
        });
        return command;
    }

    private static int Coverage(CoverageReport report, string cahier, bool asJson, Surface surface)
    {
        if (asJson)
        {
            CoverageView.PrintJson(report, surface.Output);
        }
        else
        {
            CoverageView.Print(cahier, report, surface.Output);
        }

        return report.IsComplete ? ExitCodes.Done : ExitCodes.AuthorsMistake;
    }

    private static void RefuseFormat(string? format, string[] allowed, string cause, string remedy)
    {
        if (format is not null && !allowed.Contains(format))
        {
            throw new CommandStop(ExitCodes.Usage, $"{cause}, not {format}", remedy);
        }
    }

    private static Date? ReadDate(System.CommandLine.Parsing.ArgumentResult result)
    {
        if (Date.TryParse(result.Tokens[0].Value, out var date))
        {
            return date;
        }

        result.AddError($"‘{result.Tokens[0].Value}’ is no date: write for example 2022-07-01.");
        return null;
    }
}
