using Cahier.Facts.Forms;
using Cahier.Facts.Models;
using Cahier.Facts.Yaml;
using Cahier.Feel.Evaluation;
using Cahier.Feel.Values;
using Cahier.House.Tests.Architecture;
using Cahier.Rules.Loading;
using Cahier.Rules.Tests;
using Cahier.Storage.Datasets;
using Cahier.Storage.Mappings;
using Xunit;

namespace Cahier.House.Tests.Documents;

/// <summary>Samples of files fit the form that they are of, and samples of expressions give what stands after the arrow.</summary>
public sealed class FileSampleTests
{
    // A sample of a part of a version reads as an amending one, which may say any part alone.
    private const string Heading = "cahier: sample\nversion: \"2\"\namends: sample@1\napplies: { from: 2020-01-01 }\n";

    [Fact]
    public void YamlSamples_FitTheirForm() => Repository.MustBeEmpty(
        from document in MarkdownFile.All
        from block in document.Blocks
        where block.Language == "yaml"
        from problem in Problems(block.Text)
        select $"{document.Name}:{block.Line}: {problem}",
        "samples of files that Cahier would refuse");

    [Fact]
    public void ExpressionSamples_GiveWhatTheyShow() => Repository.MustBeEmpty(
        from document in MarkdownFile.All
        from sample in Expressions(document)
        from engine in Enum.GetValues<FeelEngine>()
        let cut = sample.Text.LastIndexOf('→')
        let given = Evaluate(sample.Text[..cut], engine)
        where given != Evaluate(sample.Text[(cut + 1)..], engine)
        select $"{document.Name}:{sample.Line}: {sample.Text.Trim()} gives {given}",
        "expressions that give something else");

    [Fact]
    public void Blocks_AreOfKnownLanguages() => Repository.MustBeEmpty(
        from document in MarkdownFile.All
        from block in document.Blocks
        where block.Language is not ("sh" or "yaml" or "feel" or "text" or "csv")
        select $"{document.Name}:{block.Line}: ‘{block.Language}’",
        "blocks whose language nothing verifies");

    private static IEnumerable<string> Problems(string text)
    {
        string[] keys = [.. text.Split('\n').Where(l => l.Length > 0 && char.IsAsciiLetter(l[0]) && l.Contains(':', StringComparison.Ordinal)).Select(l => l[..l.IndexOf(':', StringComparison.Ordinal)])];
        if (keys.Contains("mapping"))
        {
            return Check(text, MappingForm.Root);
        }

        if (keys.Contains("entities"))
        {
            return ModelReader.Read("sample", text).Diagnostics.Where(d => d.IsError).Select(d => $"{d.Cause}; {d.Remedy}");
        }

        if (keys.Contains("cahiers"))
        {
            return Check(text, DatasetManifest.Form);
        }

        return keys.Contains("cases") ? Check(text, TestForm.Root) : Check(keys.Contains("cahier") ? text : Heading + text, RuleSetForm.Root);
    }

    private static IEnumerable<string> Check(string text, Form form)
    {
        var parse = YamlDocument.Parse("sample", text);
        var diagnostics = new DiagnosticBag();
        diagnostics.AddRange(parse.Diagnostics);
        if (parse.Root is { } root)
        {
            form.Check(root, diagnostics);
        }

        return diagnostics.ToImmutable().Where(d => d.IsError).Select(d => $"{d.Cause}; {d.Remedy}");
    }

    private static IEnumerable<(string Text, int Line)> Expressions(MarkdownFile document) => document.Blocks
        .Where(b => b.Language == "feel")
        .SelectMany(b => b.Text.Split('\n').Select((line, place) => (Text: line, Line: b.Line + place + 1)))
        .Where(l => l.Text.Contains('→', StringComparison.Ordinal));

    private static string Evaluate(string expression, FeelEngine engine)
    {
        var answer = new FeelSession(engine, new EvaluationClock(TimeProvider.System)).Evaluate(expression.Trim());
        return answer.Problems.IsEmpty ? FeelText.Write(answer.Value) : $"no value ({answer.Problem})";
    }
}
