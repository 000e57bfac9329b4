using System.Collections.Immutable;
using static System.FormattableString;

namespace Cahier.Cli.Benching;

/// <summary>A table of what was measured. A heading that begins with &gt; stands over numbers.</summary>
internal sealed record BenchSection(string Title, ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<string>> Rows, string Note);

/// <summary>What was measured, in words and tables: the same on a screen and in a file.</summary>
internal static class BenchWords
{
    public static string Machine(Machine machine) =>
        Invariant($"{machine.Processor}, {machine.Cores} core{(machine.Cores == 1 ? "" : "s")}, {Figures.Text(machine.MemoryMegabytes)} MB of memory, {machine.System}, {machine.Runtime}{(machine.Load is { } load ? $"; load {Figures.Text(load)} when it began" : "")}");

    public static IEnumerable<BenchSection> Sections(BenchReport report) =>
        [TenRules(report.TenRules), Growth(report), .. report.Populations.Select(Population)];

    private static BenchSection TenRules(TenRulesFigures figures) => new(
        $"Ten rules on {Figures.Text(figures.Rows)} rows, the outcome of each kept",
        ["way", ">ns a rule", ">against the first"],
        [.. figures.Ways.Select(w => ImmutableArray.Create(w.Way, Figures.Text(w.NanosecondsPerRule), Figures.Text(w.RatioToObjects)))],
        "All in one process, and all count the same; the least times. A whole run also finds the units, decides, and looks for what is missing.");

    private static BenchSection Growth(BenchReport report) => new(
        $"As rules become more, on {Figures.Text(report.TenRules.Rows / 10)} rows and one thread",
        [">rules", ">check, ms", ">first run, ms", ">ns a rule, later"],
        [.. report.Growth.Select(g => ImmutableArray.Create(Figures.Text(g.Rules), Figures.Text(g.CheckMilliseconds), Figures.Text(g.FirstRunMilliseconds), Figures.Text(g.NanosecondsPerRule)))],
        "The first run makes the code of the rules; later ones have it.");

    private static BenchSection Population(PopulationFigures figures) => new(
        $"{figures.Cahiers.Length} French cahiers on {Figures.Text(figures.Beneficiaries)} invented people, {Figures.Text(figures.Rows)} rows of facts",
        ["step", ">seconds", ">of processors", ">rows a second", ">peak memory, MB"],
        [.. figures.Steps.Select(s => ImmutableArray.Create(s.Step, Figures.Text(s.Seconds), Figures.Text(s.ProcessorSeconds), Figures.Text(s.RowsPerSecond), Figures.Text(s.PeakMegabytes)))],
        $"{Figures.Text(figures.Units)} units judged: {string.Join(", ", figures.Cahiers)}. When stays, acts and dispensations of 1 % of the people changed, evaluating again costs {Figures.Text(figures.AgainShare)} of evaluating all.");
}
