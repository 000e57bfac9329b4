using Cahier.Calculation.Compilation;
using Cahier.Calculation.Output;
using Cahier.Calculation.Runs;
using Cahier.Cli.Console;
using Cahier.Rules;
using Cahier.Rules.Versions;
using Cahier.Samples;

namespace Cahier.Cli.Running;

/// <summary>
/// Makes code ready that a command comes to later: carries out a very small run of its own, on another processor and for
/// nobody to see, while the command reads its words and its texts. Measured, a small run takes three quarters of the time.
/// Nothing that a command does depends on it.
/// </summary>
internal static class Readying
{
    /// <summary>Begins, for commands that check and run cahiers, where there is a processor for it.</summary>
    public static void Begin(string[] arguments)
    {
        if (arguments is ["run" or "check" or "test" or "replay" or "explain" or "doc", ..] && Environment.ProcessorCount > 1)
        {
            new Thread(RunOrGiveUp) { IsBackground = true }.Start();
        }
    }

    /// <summary>The small run, from its texts to tables on a surface.</summary>
    public static void Run(Surface surface)
    {
        var outcome = RuleSetCompiler.Compile(new SmallTexts(), "small", "1");
        var rules = CompiledRuleSet.Compile(outcome.RuleSet ?? throw new InvalidOperationException(string.Join('\n', outcome.Diagnostics)));
        var (snapshot, period) = (SmallTexts.Facts(rules.RuleSet.Model), Period.OfYear(2020));
        var result = CalculationRun.Execute(rules, snapshot, period.From, period.To, new RunOptions(RunEngine.Auto));
        var summary = ResultFiles.WriteTables(new RunReport(result, VersionStatus.Draft, FactsReport.Of(snapshot, null)), _ => Stream.Null);
        _ = ResultFiles.ToJson(summary);
        new RunTables(surface, new RunView(new RunPlan(rules, VersionStatus.Draft, period), summary, RunView.IndicatorsOf(result), [], null)).Show();
    }

    // What went wrong here would go wrong in the command too, which says it.
    private static void RunOrGiveUp()
    {
        try
        {
            Run(new Surface(TextWriter.Null, TextWriter.Null, TimeProvider.System));
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
        }
    }
}
