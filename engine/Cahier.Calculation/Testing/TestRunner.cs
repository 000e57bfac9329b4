using System.Collections.Immutable;
using Cahier.Calculation.Compilation;
using Cahier.Calculation.Runs;
using Cahier.Facts.Snapshots;
using Cahier.Facts.Yaml;
using Cahier.Feel.Diagnostics;
using Cahier.Rules.Loading;
using Cahier.Rules.Tests;
using Cahier.Rules.Versions;

namespace Cahier.Calculation.Testing;

/// <summary>Runs the tests that policy staff write beside a cahier. Safe to use from several threads at once: each run is its own.</summary>
public static class TestRunner
{
    /// <summary>Runs every case of a file, each on its own facts.</summary>
    /// <param name="texts">Where cahiers and models are.</param>
    /// <param name="file">The tests.</param>
    /// <param name="options">How runs are carried out; none changes a result.</param>
    public static TestReport Run(IRuleTexts texts, TestFile file, RunOptions? options = null) => Run(new TestedRules(texts), file, options);

    /// <summary>Runs every case of a file with rules that other files are tried with as well.</summary>
    public static TestReport Run(TestedRules tested, TestFile file, RunOptions? options = null)
    {
        var diagnostics = new DiagnosticBag();
        var versions = new Dictionary<string, CompiledVersion>(StringComparer.Ordinal);
        var cases = ImmutableArray.CreateBuilder<CaseReport>();
        if (!Exists(tested, file, diagnostics))
        {
            return new TestReport(file.File, null, [], diagnostics.ToImmutable());
        }

        foreach (var test in file.Cases)
        {
            var mistakes = new DiagnosticBag();
            var part = file.Version is null ? TestedVersion.For(tested.CatalogOf(file.Cahier.Text), test, mistakes) : null;
            var version = file.Version?.Text ?? part?.Entry.Version;
            if (version is not null && !versions.ContainsKey(version))
            {
                versions[version] = tested.Find(file, version);
                diagnostics.AddRange(versions[version].Mistakes);
            }

            if (version is null || versions[version].Rules is not { } rules)
            {
                cases.Add(new CaseReport(test.Name.Text, test.Name.Location, 0, [], mistakes.ToImmutable()));
                continue;
            }

            cases.Add(Run(rules, file, part is null ? test : test with { Period = Period.Of(part.From, part.To) }, options ?? new RunOptions(), mistakes));
        }

        return new TestReport(file.File, versions.Count == 1 ? versions.Keys.Single() : null, cases.ToImmutable(), diagnostics.ToImmutable());
    }

    /// <summary>Runs the tests of a rule set that is at hand, such as an edited draft or a rule changed on purpose.</summary>
    public static TestReport Run(CompiledRuleSet rules, TestFile file, RunOptions? options = null)
    {
        var cases = file.Cases.Select(c => Run(rules, file, c, options ?? new RunOptions(), new DiagnosticBag())).ToImmutableArray();
        return new TestReport(file.File, rules.RuleSet.Definition.Version, cases, []);
    }

    private static CaseReport Run(CompiledRuleSet rules, TestFile file, TestCase test, RunOptions options, DiagnosticBag mistakes)
    {
        var facts = TestDefaults.Apply(rules.RuleSet.Model, test.Facts, file.Defaults, mistakes);
        if (mistakes.HasErrors || FactsFromYaml.Read(rules.RuleSet.Model, facts, mistakes) is not { } snapshot)
        {
            return new CaseReport(test.Name.Text, test.Name.Location, 0, [], mistakes.ToImmutable());
        }

        var run = CalculationRun.Execute(rules, snapshot, test.Period.From, test.Period.To, options);
        var comparison = new Comparison(run, mistakes);
        comparison.Compare(test.Expect);
        return new CaseReport(test.Name.Text, test.Name.Location, comparison.Checks, comparison.Differences, mistakes.ToImmutable(), run);
    }

    private static bool Exists(TestedRules tested, TestFile file, DiagnosticBag diagnostics)
    {
        var versions = tested.Texts.Versions(file.Cahier.Text);
        if (versions.Count == 0)
        {
            diagnostics.Add(DiagnosticCatalog.TestedVersion, file.Cahier.Location, file.Cahier.Text.Length, $"there is no cahier ‘{file.Cahier}’", Feel.Checking.Suggestions.Remedy(file.Cahier.Text, tested.Texts.Cahiers));
        }
        else if (file.Version is { } version && !versions.Contains(version.Text))
        {
            diagnostics.Add(DiagnosticCatalog.TestedVersion, version.Location, version.Text.Length, $"the cahier {file.Cahier} has no version ‘{version}’", Feel.Checking.Suggestions.Remedy(version.Text, versions));
        }
        else if (tested.CatalogOf(file.Cahier.Text).Entries.FirstOrDefault()?.Definition.IsLibrary is { } isLibrary && isLibrary == file.Use is null)
        {
            diagnostics.Add(DiagnosticCatalog.TestedVersion, file.Cahier.Location, file.Cahier.Text.Length, isLibrary ? $"‘{file.Cahier}’ is a library" : $"‘{file.Cahier}’ is a cahier", isLibrary ? "write library: instead of cahier:, and unit: and values: that use it" : "write cahier: instead of library:");
        }

        return !diagnostics.HasErrors;
    }
}
