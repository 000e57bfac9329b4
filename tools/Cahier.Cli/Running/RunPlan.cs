using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using Cahier.Calculation.Compilation;
using Cahier.Calculation.Runs;
using Cahier.Cli.Console;
using Cahier.Facts.Snapshots;
using Cahier.Feel.Checking;
using Cahier.Feel.Diagnostics;
using Cahier.Rules;
using Cahier.Rules.Checking;
using Cahier.Rules.Definitions;
using Cahier.Rules.Versions;

namespace Cahier.Cli.Running;

/// <summary>A version that is ready to run, and the days for which it will.</summary>
internal sealed record RunPlan(CompiledRuleSet Rules, VersionStatus Status, Period Period)
{
    /// <summary>The cahier and version, for example <c>eds-pth@2019.1</c>.</summary>
    public string Name => Rules.RuleSet.Name;

    public RuleSetDefinition Definition => Rules.RuleSet.Definition;

    /// <summary>Finds the version that was asked for, or the one in force, and compiles it.</summary>
    /// <param name="workspace">Where cahiers are.</param>
    /// <param name="asked"><c>CAHIER</c> or <c>CAHIER@VERSION</c>.</param>
    /// <param name="period">The days asked for.</param>
    /// <param name="surface">Takes notes and what an author has to put right.</param>
    /// <exception cref="CommandStop">There is no such version, none or several hold for the period, or something is wrong with it.</exception>
    public static RunPlan Make(Workspace workspace, string asked, Period period, Surface surface)
    {
        var at = asked.IndexOf('@', StringComparison.Ordinal);
        var (cahier, version) = at < 0 ? (asked, null) : (asked[..at], asked[(at + 1)..]);
        var versions = workspace.Texts.Versions(cahier);
        if (versions.Count == 0)
        {
            throw new CommandStop(ExitCodes.UnknownCahier, $"there is no cahier ‘{cahier}’ in {workspace.RulesFolder}", Suggestions.Remedy(cahier, workspace.Texts.Cahiers));
        }

        var catalog = VersionCatalog.Load(workspace.Texts, cahier);
        if (catalog.Entries.Any(e => e.Definition.IsLibrary))
        {
            throw new CommandStop(ExitCodes.UnknownCahier, $"‘{cahier}’ is a library of definitions, and nothing of its own is run", "run a cahier that uses it");
        }

        return version is null ? InForce(workspace, catalog, period, surface) : Named(workspace, catalog, version, period, surface);
    }

    /// <summary>The same for several, made side by side. What is said of them, and what stops, comes in their order.</summary>
    public static ImmutableArray<RunPlan> MakeAll(Workspace workspace, ImmutableArray<string> asked, Period period, Surface surface)
    {
        if (asked is [var only])
        {
            return [Make(workspace, only, period, surface)];
        }

        var plans = ImmutableArray.CreateBuilder<RunPlan>(asked.Length);
        foreach (var (plan, notes, problem) in asked.AsParallel().AsOrdered().Select(one => MakeAside(workspace, one, period, surface)))
        {
            surface.Error.Write(notes);
            problem?.Throw();
            plans.Add(plan!);
        }

        return plans.MoveToImmutable();
    }

    /// <summary>The fields that several runs read together.</summary>
    public static WantedFields Wanted(IEnumerable<RunPlan> plans) => CheckedRuleSet.Wanted(plans.Select(p => p.Rules.RuleSet));

    /// <summary>Runs on one snapshot, which find together what they ask alike.</summary>
    public static RunsTogether Together(IEnumerable<RunPlan> plans, Snapshot snapshot) => RunsTogether.Of(snapshot, plans.Select(p => (p.Rules.RuleSet, p.Period.From, p.Period.To)));

    private static (RunPlan? Plan, string Notes, ExceptionDispatchInfo? Problem) MakeAside(Workspace workspace, string asked, Period period, Surface surface)
    {
        using var notes = new StringWriter { NewLine = surface.Error.NewLine };
        try
        {
            return (Make(workspace, asked, period, surface with { Error = notes }), notes.ToString(), null);
        }
        catch (Exception problem)
        {
            return (null, notes.ToString(), ExceptionDispatchInfo.Capture(problem));
        }
    }

    private static RunPlan InForce(Workspace workspace, VersionCatalog catalog, Period period, Surface surface)
    {
        StopOn(catalog.Diagnostics.Where(d => d.IsError), catalog.Cahier, surface);
        var parts = catalog.During(period.From, period.To);
        switch (parts)
        {
            case []:
                throw new CommandStop(ExitCodes.NoVersion, $"no version of {catalog.Cahier} holds for {period}", $"these do:\n{string.Join('\n', catalog.InForce.Select(e => $"    {Days(e)}"))}");
            case [var only]:
                var days = Period.Of(only.From, only.To);
                if (days != period)
                {
                    surface.Error.WriteLine($"{catalog.Cahier}@{only.Entry.Version} holds for part of {period} only: the run is for {days}");
                }

                return Compile(workspace, catalog, only.Entry, days, surface);
            default:
                var commands = parts.Select(p => $"    cahier run {catalog.Cahier}@{p.Entry.Version} --period {Period.Of(p.From, p.To)}");
                throw new CommandStop(ExitCodes.NoVersion, $"the text of {catalog.Cahier} changed during {period}, and a run follows one text", $"run each part on its own, with the data as you named it:\n{string.Join('\n', commands)}");
        }
    }

    private static RunPlan Named(Workspace workspace, VersionCatalog catalog, string version, Period period, Surface surface)
    {
        StopOn(catalog.Diagnostics.Where(d => d.Code == DiagnosticCatalog.PublishedTextChanged), catalog.Cahier, surface);
        if (catalog.Find(version) is not { } entry)
        {
            var versions = workspace.Texts.Versions(catalog.Cahier);
            if (versions.Contains(version))
            {
                // It is there, but cannot be loaded: compiling says why.
                StopOn(RuleSetCompiler.Compile(workspace.Texts, catalog.Cahier, version).Diagnostics, $"{catalog.Cahier}@{version}", surface);
            }

            throw new CommandStop(ExitCodes.UnknownCahier, $"the cahier {catalog.Cahier} has no version ‘{version}’", Suggestions.Remedy(version, versions));
        }

        if (!entry.Definition.Applies(period.From) || !entry.Definition.Applies(period.To))
        {
            surface.Error.WriteLine($"note: {Days(entry)}; the run takes it for all of {period}");
        }

        return Compile(workspace, catalog, entry, period, surface);
    }

    private static RunPlan Compile(Workspace workspace, VersionCatalog catalog, VersionEntry entry, Period period, Surface surface)
    {
        var name = $"{catalog.Cahier}@{entry.Version}";
        if (entry.Status == VersionStatus.Withdrawn)
        {
            throw new CommandStop(ExitCodes.RunRefused, $"{name} was withdrawn", "run another version, or write a new one that amends it");
        }

        var outcome = RuleSetCompiler.Compile(workspace.Texts, entry.Definition);
        if (outcome.RuleSet is null)
        {
            StopOn(outcome.Diagnostics, name, surface);
        }

        return new RunPlan(CompiledRuleSet.Compile(outcome.RuleSet!), entry.Status, period);
    }

    private static void StopOn(IEnumerable<Diagnostic> diagnostics, string name, Surface surface)
    {
        var errors = diagnostics.Where(d => d.IsError).ToList();
        if (errors.Count > 0)
        {
            DiagnosticPrinter.Print(errors, surface.Error);
            throw new CommandStop(ExitCodes.AuthorsMistake, $"{name} cannot be run: {DiagnosticPrinter.Count(errors)}", "put right what stands above");
        }
    }

    private static string Days(VersionEntry entry) =>
        $"{entry.Definition.Cahier}@{entry.Version} applies from {entry.Definition.AppliesFrom}{(entry.Definition.AppliesTo is { } last ? $" to {last}" : " on")}";
}
