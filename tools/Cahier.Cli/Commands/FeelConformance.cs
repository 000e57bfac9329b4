using System.Globalization;
using System.Text.Json;
using Cahier.Feel.Conformance;
using Cahier.Feel.Evaluation;
using Cahier.Feel.Functions;
using Cahier.Feel.Values;

namespace Cahier.Cli.Commands;

/// <summary>Runs cases that say what they expect and reports by suite, for <c>cahier feel --conformance</c>. Nothing is left out in silence.</summary>
internal static class FeelConformance
{
    public static int Report(string file, FeelEngine engine, IEvaluationClock clock, bool asJson, JsonSerializerOptions json, TextWriter output, TextWriter error)
    {
        if (!File.Exists(file))
        {
            error.WriteLine($"{file}: there is no such file");
            return ExitCodes.DataProblem;
        }

        var cases = new List<ConformanceCase>();
        var unread = 0;
        foreach (var (line, number) in File.ReadLines(file).Select((line, index) => (line, index + 1)).Where(l => !string.IsNullOrWhiteSpace(l.line)))
        {
            if (ConformanceCase.TryParse(line, out var read))
            {
                cases.Add(read);
                continue;
            }

            unread++;
            error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file}:{number}: the line is no JSON object with an expression, a context of texts and what is expected"));
        }

        var report = ConformanceReport.Of(cases, engine, clock);
        if (asJson)
        {
            output.WriteLine(JsonSerializer.Serialize(AsJson(report), json));
        }
        else
        {
            Print(report, output);
        }

        return unread > 0 || report.Total == 0 ? ExitCodes.DataProblem : report.Unexplained > 0 ? ExitCodes.AuthorsMistake : ExitCodes.Done;
    }

    private static void Print(ConformanceReport report, TextWriter output)
    {
        var width = report.Suites.Select(s => s.Suite.Length).Append("suite".Length).Max();
        void Row(string suite, string passed, string total, string note) => output.WriteLine($"{suite.PadRight(width)}  {passed,7}  {total,7}  {note}".TrimEnd());

        output.WriteLine($"Evaluator: {Name(report.Engine)}");
        Row("suite", "passed", "of", "");
        foreach (var suite in report.Suites)
        {
            Row(suite.Suite, Text(suite.Passed), Text(suite.Total), Note(suite));
        }

        Row("all", Text(report.Passed), Text(report.Total), report.Total == 0 ? "no case says what it expects" : $"{(100m * report.Passed / report.Total).ToString("0.0", CultureInfo.InvariantCulture)} %");
        if (report.Unjudged > 0)
        {
            output.WriteLine($"{Text(report.Unjudged)} of the lines say nothing of what is expected and are not counted.");
        }

        foreach (var difference in report.Differences)
        {
            output.WriteLine();
            output.WriteLine(difference.Case.Name);
            output.WriteLine($"    {difference.Case.Expression}");
            output.WriteLine($"    expected {difference.Case.Expected}, got {FeelText.Write(difference.Answer.Value)}{(difference.Answer.Problem is { } problem ? $" ({problem})" : "")}");
            output.WriteLine(difference.Reason is { } reason ? $"    intended: {reason}" : "    not intended");
        }

        foreach (var name in report.Overcome)
        {
            output.WriteLine();
            output.WriteLine($"{name} is listed as an intended difference, and gives what it should.");
        }

        output.WriteLine();
        output.WriteLine("What differs from the standard wherever it occurs:");
        foreach (var (what, why) in IntendedDifferences.Everywhere)
        {
            output.WriteLine($"  {what}: {why}");
        }
    }

    private static string Note(SuiteResult suite)
    {
        var other = suite.Total - suite.Passed - suite.Intended;
        return string.Join(", ", new[] { suite.Intended > 0 ? $"{Text(suite.Intended)} differ by intention" : "", other > 0 ? $"{Text(other)} differ" : "" }.Where(t => t.Length > 0));
    }

    private static string Name(FeelEngine engine) => engine == FeelEngine.Interpreter ? "interpreter" : "compiled";

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static object AsJson(ConformanceReport report) => new
    {
        engine = Name(report.Engine),
        total = report.Total,
        passed = report.Passed,
        intended = report.Differences.Length - report.Unexplained,
        unexplained = report.Unexplained,
        without_expected = report.Unjudged,
        suites = report.Suites.Select(s => new { suite = s.Suite, total = s.Total, passed = s.Passed, intended = s.Intended }),
        differences = report.Differences.Select(d => new
        {
            suite = d.Case.Suite,
            id = d.Case.Id,
            expression = d.Case.Expression,
            expected = d.Case.Expected,
            result = FeelText.Write(d.Answer.Value),
            problem = d.Answer.Problem,
            reason = d.Reason,
        }),
        overcome = report.Overcome,
        everywhere = IntendedDifferences.Everywhere.Select(d => new { what = d.Name, why = d.Reason }),
    };
}
