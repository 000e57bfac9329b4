using Cahier.Calculation.Compilation;
using Cahier.Calculation.Output;
using Cahier.Calculation.Runs;
using Cahier.Facts.Snapshots;
using Cahier.Facts.Yaml;
using Cahier.Feel.Checking;
using Cahier.Feel.Diagnostics;
using Cahier.Rules;
using Cahier.Rules.Definitions;
using Cahier.Rules.Loading;
using Cahier.Rules.Versions;

namespace Cahier.Storage.Datasets;

/// <summary>Runs one cahier of a dataset.</summary>
internal static class DatasetRun
{
    /// <summary>The run, or null with diagnostics that say why there is none.</summary>
    public static RunReport? Execute(DatasetManifest manifest, RuleText asked, IRuleTexts texts, Snapshot facts, RunOptions options, DiagnosticBag diagnostics)
    {
        var parts = asked.Text.Split('@');
        var catalog = VersionCatalog.Load(texts, parts[0]);
        if (texts.Versions(parts[0]).Count == 0)
        {
            return Refuse(DiagnosticCatalog.TestedVersion, asked, $"there is no cahier ‘{parts[0]}’", Suggestions.Remedy(parts[0], texts.Cahiers), diagnostics);
        }

        if (catalog.Entries.Any(e => e.Definition.IsLibrary))
        {
            return Refuse(DiagnosticCatalog.TestedVersion, asked, $"‘{parts[0]}’ is a library of definitions, and nothing of its own is run", "name a cahier that uses it", diagnostics);
        }

        var chosen = catalog.During(manifest.Period.From, manifest.Period.To);
        var (entry, period) = parts.Length > 1 ? (catalog.Find(parts[1]), manifest.Period)
            : chosen is [var only] ? (only.Entry, Period.Of(only.From, only.To))
            : (null, manifest.Period);
        if (entry is null)
        {
            diagnostics.AddRange(catalog.Diagnostics.Where(d => d.IsError));
            return parts.Length > 1
                ? Refuse(DiagnosticCatalog.TestedVersion, asked, $"the cahier {parts[0]} has no version ‘{parts[1]}’ that can be read", Suggestions.Remedy(parts[1], texts.Versions(parts[0])), diagnostics)
                : Refuse(DiagnosticCatalog.TestPeriod, manifest.PeriodText, chosen.IsEmpty ? $"no version of {parts[0]} holds during {manifest.Period}" : $"several versions of {parts[0]} hold during {manifest.Period}", $"name one in cahiers:, such as {parts[0]}@{texts.Versions(parts[0])[0]}", diagnostics);
        }

        var outcome = RuleSetCompiler.Compile(texts, parts[0], entry.Version);
        diagnostics.AddRange(outcome.Diagnostics.Where(d => d.IsError));
        if (outcome.RuleSet is not { } rules)
        {
            return null;
        }

        if (rules.Model.Hash != facts.Model.Hash)
        {
            return Refuse(DiagnosticCatalog.UnknownModel, asked, $"{rules.Name} speaks of the model {rules.Model.Name}, but the facts are of {manifest.Model}", "put it into a dataset of its own", diagnostics);
        }

        var result = CalculationRun.Execute(CompiledRuleSet.Compile(rules), facts, period.From, period.To, options);
        return new RunReport(result, entry.Status, FactsReport.Of(facts));
    }

    private static RunReport? Refuse(DiagnosticCode code, RuleText at, string cause, string remedy, DiagnosticBag diagnostics)
    {
        diagnostics.Add(code, at.Location, at.Text.Length, cause, remedy);
        return null;
    }
}
