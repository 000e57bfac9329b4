using System.Collections.Immutable;
using Cahier.Feel.Checking;
using Cahier.Feel.Diagnostics;
using Cahier.Feel.Evaluation;
using Cahier.Feel.Tables;
using Cahier.Feel.Types;
using Cahier.Feel.Values;

namespace Cahier.Feel.Dmn;

/// <summary>
/// The expressions and cells of models, read when they are first needed and kept. One that cannot be read has no value, and
/// is reported once with its place.
/// </summary>
internal sealed class DmnExpressions(EvaluationScope scope)
{
    private readonly Dictionary<DmnText, CheckResult> expressions = [];
    private readonly Dictionary<DmnText, CellTest?> cells = [];
    private readonly List<Diagnostic> problems = [];
    private readonly HashSet<(DmnModel Model, string Type)> unknownTypes = [];

    /// <summary>What the authors of the models should put right, as far as it was met.</summary>
    public IReadOnlyList<Diagnostic> Problems => problems;

    /// <summary>The value of an expression.</summary>
    public FeelValue Evaluate(DmnText text, DmnFrame frame)
    {
        if (!expressions.TryGetValue(text, out var check))
        {
            expressions[text] = check = Report(Checker.Check(text.Value, frame, CheckMode.Standard), text);
        }

        return check.Expression is { } ready ? Interpreter.Evaluate(ready, frame, scope) : NullValue.Because(check.Problems[0].Cause);
    }

    /// <summary>Whether a value passes the tests of a cell; no value passes tests that cannot be read.</summary>
    public bool Passes(DmnText text, FeelValue value, DmnFrame frame) => Cell(text, frame)?.Passes(value, frame, scope) ?? false;

    /// <summary>The tests of a cell; an empty cell asks nothing.</summary>
    public CellTest? Cell(DmnText text, DmnFrame frame)
    {
        if (!cells.TryGetValue(text, out var cell))
        {
            var tests = string.IsNullOrWhiteSpace(text.Value) ? "-" : text.Value;
            var check = Report(Checker.CheckTests(tests, TypeFact.Optional(FeelType.Any), frame, CheckMode.Standard), text);
            cells[text] = cell = check.Expression is { } ready ? new CellTest(ready) : null;
        }

        return cell;
    }

    /// <summary>Reports a type that there is not, once.</summary>
    public void ReportUnknownType(DmnModel model, string type)
    {
        if (unknownTypes.Add((model, type)))
        {
            problems.Add(new Diagnostic(DiagnosticCatalog.DmnType, model.Root.Location, 1, $"the model ‘{model.Name}’ refers to a type ‘{type}’ that there is not; any value passes for it", Suggestions.Remedy(type, model.Types.Select(t => t.Name)), []));
        }
    }

    /// <summary>Reports a hit policy that there is not.</summary>
    public Diagnostic ReportHitPolicy(DmnTable table)
    {
        var problem = table.UnknownPolicy();
        if (!problems.Contains(problem))
        {
            problems.Add(problem);
        }

        return problem;
    }

    private CheckResult Report(CheckResult check, DmnText text)
    {
        foreach (var problem in check.Expression is null ? check.Problems : [])
        {
            var (place, length) = text.Locate(problem.Span);
            problems.Add(new Diagnostic(problem.Code, place, length, problem.Cause, problem.Remedy, []));
        }

        return check;
    }
}
