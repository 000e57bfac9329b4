using System.Collections.Immutable;
using Cahier.Calculation.Runs;
using Cahier.Calculation.Testing;
using Cahier.Feel.Diagnostics;
using Cahier.Rules.Loading;
using Cahier.Rules.Paragraphs;
using Cahier.Rules.Tests;

namespace Cahier.Calculation.Coverage;

/// <summary>Something of a cahier, and the cases that exercise it.</summary>
public sealed record CoveredCarrier(Carrier Carrier, Exercise Exercise)
{
    /// <summary>Whether tests would notice if it were wrong: a rule has to be true in one case and false in one.</summary>
    public bool IsExercised => Carrier.IsRule ? !Exercise.Holds.IsEmpty && !Exercise.Fails.IsEmpty : !Exercise.Expects.IsEmpty;
}

/// <summary>
/// What a cahier's texts ask held against what carries it out: from paragraphs to rules, values, parameters and lines, and
/// from each of these to its paragraphs, with the tests that exercise it.
/// </summary>
/// <param name="Source">The paragraphs; none when there is no <c>source.md</c>.</param>
/// <param name="Carriers">What the versions define, in the order of the text, the versions in order of time.</param>
/// <param name="Failed">The cases that fail: they exercise nothing.</param>
/// <param name="Diagnostics">What stands on one side only, and tests that cannot be read.</param>
public sealed record CoverageReport(SourceDocument? Source, ImmutableArray<CoveredCarrier> Carriers, ImmutableArray<CaseReport> Failed, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Whether nothing stands on one side only.</summary>
    public bool IsComplete => Source is not null && !Diagnostics.Any(d => d.IsError);

    /// <summary>Finds the coverage of a cahier or a library, and runs its tests for that.</summary>
    public static CoverageReport Of(IRuleTexts texts, string cahier)
    {
        var check = ParagraphCheck.Of(texts, cahier);
        var readings = texts.Tests(cahier).Select(t => TestReader.Read(t.File, t.Text)).ToList();
        var rules = new TestedRules(texts);
        var exercises = new Exercises();
        var failed = ImmutableArray.CreateBuilder<CaseReport>();
        var diagnostics = readings.SelectMany(r => r.Diagnostics).ToList();
        foreach (var file in readings.Select(r => r.File).OfType<TestFile>())
        {
            var report = TestRunner.Run(rules, file, new RunOptions(RunEngine.Interpreter, Threads: 1));
            diagnostics.AddRange(report.Diagnostics);
            foreach (var (test, result) in file.Cases.Zip(report.Cases))
            {
                if (result is { Passed: true, Run: { } run })
                {
                    exercises.Add(test.Expect, result, run);
                }
                else
                {
                    failed.Add(result);
                }
            }
        }

        return new CoverageReport(
            check.Source,
            [.. check.Carriers.Select(c => new CoveredCarrier(c, exercises.Of(c)))],
            failed.ToImmutable(),
            [.. check.Diagnostics.Concat(diagnostics).DistinctBy(d => (d.Code, d.Location, d.Cause))]);
    }

    /// <summary>What carries out a paragraph.</summary>
    public IEnumerable<CoveredCarrier> Carrying(SourceParagraph paragraph) => Carriers.Where(c => c.Carrier.Paragraphs.Any(p => p.Text == paragraph.Id));
}
