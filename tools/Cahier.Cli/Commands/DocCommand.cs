using System.CommandLine;
using Cahier.Calculation.Coverage;
using Cahier.Cli.Console;
using Cahier.Feel.Checking;

namespace Cahier.Cli.Commands;

/// <summary><c>cahier doc</c>: what a cahier's texts ask, what carries it out, and which tests exercise it.</summary>
internal static class DocCommand
{
    public static Command Make(Surface surface)
    {
        var cahier = new Argument<string>("CAHIER") { Description = "A cahier or a library." };
        var coverage = new Option<bool>("--coverage") { Description = "Hold the paragraphs of source.md against rules, values, parameters and lines, in both directions, with the tests that exercise each." };
        var format = new Option<string>("--format") { Description = "human or json.", DefaultValueFactory = _ => "human" };
        format.AcceptOnlyFromAmong("human", "json");
        var command = new Command("doc", "Show what a cahier's texts ask, and what carries it out.") { cahier, coverage, format };
        command.SetAction(parsed =>
        {
            var texts = Workspace.Of(parsed).Texts;
            var name = parsed.GetValue(cahier)!;
            if (!texts.Cahiers.Contains(name))
            {
                throw new CommandStop(ExitCodes.UnknownCahier, $"there is no cahier ‘{name}’", Suggestions.Remedy(name, texts.Cahiers));
            }

            if (!parsed.GetValue(coverage))
            {
                throw new CommandStop(ExitCodes.Usage, "it is not said what to show", $"write cahier doc {name} --coverage");
            }

            var report = CoverageReport.Of(texts, name);
            if (parsed.GetValue(format) == "json")
            {
                CoverageView.PrintJson(report, surface.Output);
            }
            else
            {
                CoverageView.Print(name, report, surface.Output);
            }

            return report.IsComplete ? ExitCodes.Done : ExitCodes.AuthorsMistake;
        });
        return command;
    }
}
