using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Cahier.Calculation.Runs;
using Cahier.Calculation.Testing;
using Cahier.Engine.Tests.Models;
using Cahier.Facts.Yaml;
using Cahier.Rules.Loading;
using Cahier.Rules.Tests;
using Xunit;

namespace Cahier.Engine.Tests.Rules;

/// <summary>
/// Changes every number of every rule file, one at a time, in memory: the tests beside the rules must notice. So each
/// number is read from the file and reaches a result, and none is changed unseen.
/// </summary>
[Trait("Category", "Slow")]
public sealed partial class EveryNumberTests
{
    private static readonly string[] Sections = ["parameters", "tables", "functions", "values", "eligibility", "exclusions", "indicators", "payment"];
    private static readonly HashSet<string> Keys = new(StringComparer.Ordinal) { "values", "rows", "expression", "when", "numerator", "denominator", "of", "value", "amount", "default", "minimum" };

    // Numbers whose value says nothing, by the text that they stand in.
    private static readonly string[] Inert =
    [
        """[">= 60000", 60000, 60000, 0.020, 0.020]""", // The last band has no other end: what stands for it is not read.
        "get or else(rate_part, 1) > 0", // Any number above zero would do.
    ];

    public static TheoryData<string> Cahiers => [.. Folder.Cahiers];

    private static RuleFolder Folder { get; } = new(Path.Combine(Repository.Root, "rules"), Path.Combine(Repository.Root, "schemas", "model"));

    [Theory]
    [MemberData(nameof(Cahiers))]
    public void Number_Changed_IsNoticedByATest(string cahier)
    {
        var tests = Folder.Tests(cahier).Select(t => TestReader.Read(t.File, t.Text).File!).ToList();
        var unseen = new ConcurrentBag<string>();
        var changes = Folder.Versions(cahier).SelectMany(v => Changes(cahier, v)).Concat(Tables(cahier)).ToList();
        Parallel.ForEach(changes, change =>
        {
            var texts = new ChangedTexts(Folder, change.File, change.Text);
            if (tests.TrueForAll(t => TestRunner.Run(texts, t, new RunOptions(RunEngine.Interpreter, 1)).Passed))
            {
                unseen.Add(change.ToString());
            }
        });

        Assert.NotEmpty(changes);
        Assert.True(unseen.IsEmpty, $"of {changes.Count} numbers, no test beside {cahier} sees a change of:\n{string.Join('\n', unseen.Order(StringComparer.Ordinal))}");
    }

    private static IEnumerable<Change> Changes(string cahier, string version)
    {
        var (file, text) = Folder.Version(cahier, version)!.Value;
        var root = (YamlMap)YamlDocument.Parse(file, text).Root!;
        var lines = LineStarts(text);
        foreach (var scalar in root.Entries.Where(e => Sections.Contains(e.Name)).SelectMany(e => Scalars(e.Value, e.Name == "values")))
        {
            // A zero says that a term does not apply, or guards a division: there is nothing near it that a case could pay.
            foreach (var number in Number().Matches(scalar.Value).Where(n => n.Value != "0"))
            {
                var place = scalar.LocationOf(number.Index);
                var line = text[lines[place.Line - 1]..].Split('\n')[0];
                if (!Inert.Any(i => line.Contains(i, StringComparison.Ordinal)))
                {
                    yield return Changed(version + ".yaml", text, lines[place.Line - 1] + place.Column - 1, number.Value, place.ToString());
                }
            }
        }
    }

    /// <summary>The cells of the tables in CSV files beside the cahier.</summary>
    private static IEnumerable<Change> Tables(string cahier)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "rules", cahier), "*.csv").Select(f => Path.GetFileName(f)!))
        {
            var text = Folder.Beside(cahier, file)!.Value.Text;
            foreach (var cell in Cell().Matches(text).Where(c => c.Value != "0"))
            {
                yield return Changed(file, text, cell.Index, cell.Value, string.Create(CultureInfo.InvariantCulture, $"{file}, character {cell.Index}"));
            }
        }
    }

    private static IEnumerable<YamlScalar> Scalars(YamlNode node, bool counts) => node switch
    {
        YamlScalar scalar => counts ? [scalar] : [],
        YamlMap map => map.Entries.Where(e => e.Name is not ("label" or "source" or "note" or "unit" or "round")).SelectMany(e => Scalars(e.Value, counts || Keys.Contains(e.Name))),
        YamlList list => list.Items.SelectMany(i => Scalars(i, counts)),
        _ => [],
    };

    // The last digit is changed: the smallest change that can be written.
    private static Change Changed(string file, string text, int at, string number, string place)
    {
        var value = decimal.Parse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        var changed = (value + new decimal(1, 0, 0, false, value.Scale)).ToString(CultureInfo.InvariantCulture);
        return new Change(file, $"{text[..at]}{changed}{text[(at + number.Length)..]}", $"{place}: {number} to {changed}");
    }

    private static List<int> LineStarts(string text)
    {
        var starts = new List<int> { 0 };
        for (var i = text.IndexOf('\n', StringComparison.Ordinal); i >= 0; i = text.IndexOf('\n', i + 1))
        {
            starts.Add(i + 1);
        }

        return starts;
    }

    // Numbers of expressions and of durations such as P365D; not digits of names, codes in quotes or dates.
    [GeneratedRegex("""(?<![\w."\-])\d+(\.\d+)?(?![\w"\-])|(?<="P)\d+(?=[DMY]")""")]
    private static partial Regex Number();

    [GeneratedRegex(@"(?<=^|,)\d+(\.\d+)?(?=,|\r?$)", RegexOptions.Multiline)]
    private static partial Regex Cell();

    private sealed record Change(string File, string Text, string What)
    {
        public override string ToString() => What;
    }

    private sealed class ChangedTexts(RuleFolder folder, string changed, string text) : IRuleTexts
    {
        public IReadOnlyList<string> Cahiers => folder.Cahiers;

        public IReadOnlyList<string> Models => folder.Models;

        public IReadOnlyList<string> Versions(string cahier) => folder.Versions(cahier);

        public (string File, string Text)? Version(string cahier, string version) => With(folder.Version(cahier, version), version + ".yaml");

        public (string File, string Text)? Beside(string cahier, string name) => With(folder.Beside(cahier, name), name);

        public (string File, string Text)? Model(string name) => folder.Model(name);

        private (string File, string Text)? With((string File, string Text)? found, string name) => found is { } file && name == changed ? (file.File, text) : found;
    }
}
