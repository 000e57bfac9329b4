using System.Collections.Concurrent;
using System.Collections.Immutable;
using Cahier.Calculation.Compilation;
using Cahier.Feel.Diagnostics;
using Cahier.Rules;
using Cahier.Rules.Loading;
using Cahier.Rules.Tests;
using Cahier.Rules.Versions;

namespace Cahier.Calculation.Testing;

/// <summary>
/// The rules that files of tests need, each version checked and compiled once for all of them: making code takes longer
/// than running it on the few facts of a case. Safe to share between threads.
/// </summary>
/// <param name="texts">Where cahiers and models are.</param>
public sealed class TestedRules(IRuleTexts texts)
{
    private readonly ConcurrentDictionary<string, Lazy<VersionCatalog>> catalogs = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Cahier, string Version), Lazy<CompiledVersion>> versions = new();

    internal IRuleTexts Texts => texts;

    internal VersionCatalog CatalogOf(string cahier) => catalogs.GetOrAdd(cahier, name => new Lazy<VersionCatalog>(() => VersionCatalog.Load(texts, name))).Value;

    /// <summary>A version as a file tries it; a library's with what the file uses of it, and so anew for each file.</summary>
    internal CompiledVersion Find(TestFile file, string version) => file.Use is { } use
        ? Compiled(RuleSetCompiler.CompileTrial(texts, file.Cahier.Text, version, use.Unit, use.Values))
        : versions.GetOrAdd((file.Cahier.Text, version), key => new Lazy<CompiledVersion>(() => Compiled(RuleSetCompiler.Compile(texts, key.Cahier, key.Version)))).Value;

    private static CompiledVersion Compiled(Rules.Checking.CheckOutcome outcome) =>
        new(outcome.RuleSet is null ? null : CompiledRuleSet.Compile(outcome.RuleSet), [.. outcome.Diagnostics.Where(d => d.IsError)]);
}

/// <summary>A version ready to run, or the mistakes in it.</summary>
internal sealed record CompiledVersion(CompiledRuleSet? Rules, ImmutableArray<Diagnostic> Mistakes);
