using System.Collections.Immutable;
using Cahier.Calculation.Compilation;
using Cahier.Calculation.Results;
using Cahier.Facts.Snapshots;
using Cahier.Feel.Checking;
using Cahier.Feel.Values;
using Cahier.Rules.Checking;

namespace Cahier.Calculation.Runs;

/// <summary>
/// Runs of several cahiers on one snapshot, one after the other: what they ask alike of all units - who the attending doctor
/// is - is found by the first and taken by the others. None of it changes a result.
/// </summary>
public sealed class RunsTogether
{
    private readonly Snapshot snapshot;
    private readonly Dictionary<(LoopKind Kind, CheckedExpression Expression), string> meanings = [];
    private readonly Dictionary<Question, int> runsLeft = [];
    private readonly Dictionary<Question, Answer> answers = [];

    private RunsTogether(Snapshot snapshot) => this.snapshot = snapshot;

    /// <summary>Looks for what runs ask alike.</summary>
    /// <param name="snapshot">The facts of all of them.</param>
    /// <param name="runs">The versions, each with the first and the last day of its run.</param>
    public static RunsTogether Of(Snapshot snapshot, IEnumerable<(CheckedRuleSet Rules, Date From, Date To)> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        var together = new RunsTogether(snapshot);
        var all = runs.ToList();
        foreach (var (rules, from, to) in all.Count > 1 ? all : [])
        {
            together.Understand(rules);
            foreach (var question in together.QuestionsOf(rules, from, to))
            {
                together.runsLeft[question] = together.runsLeft.GetValueOrDefault(question) + 1;
            }
        }

        return together;
    }

    /// <summary>How many columns are held for runs to come.</summary>
    internal int Held => answers.Count;

    /// <summary>Whether a run before has found what an expression asks of all units of a frame.</summary>
    internal bool Has(RunFrame frame, LoopKind kind, CheckedExpression expression) => QuestionOf(frame, kind, expression) is { } question && answers.ContainsKey(question);

    /// <summary>Fills a column with what a run before has found; false when none has.</summary>
    internal bool TryTake(RunFrame frame, LoopKind kind, CheckedExpression expression, ResultColumn target)
    {
        if (QuestionOf(frame, kind, expression) is not { } question || !answers.TryGetValue(question, out var answer) || !answer.IsOf(RowsOf(frame, kind, target)))
        {
            return false;
        }

        target.Copy(answer.Column);
        return true;
    }

    /// <summary>Holds what was found when a run to come asks the same.</summary>
    internal void Keep(RunFrame frame, LoopKind kind, CheckedExpression expression, ResultColumn found)
    {
        if (QuestionOf(frame, kind, expression) is { } question && runsLeft.GetValueOrDefault(question) > 1 && !answers.ContainsKey(question) && RowsOf(frame, kind, found) is { } rows)
        {
            answers[question] = new Answer(rows.Rows, AsItIs(found));
        }
    }

    /// <summary>A run is over: what no other asks is let go.</summary>
    internal void End(CheckedRuleSet rules, Date from, Date to)
    {
        foreach (var question in QuestionsOf(rules, from, to))
        {
            if (runsLeft.TryGetValue(question, out var left))
            {
                runsLeft[question] = left - 1;
                if (left == 1)
                {
                    answers.Remove(question);
                }
            }
        }
    }

    private void Understand(CheckedRuleSet rules)
    {
        foreach (var (kind, expression) in AskedOfAll(rules))
        {
            if (Meaning.Of(expression, rules) is { } meaning)
            {
                meanings[(kind, expression)] = meaning;
            }
        }
    }

    private HashSet<Question> QuestionsOf(CheckedRuleSet rules, Date from, Date to) => [.. AskedOfAll(rules).Select(asked => QuestionOf(asked, from, to)).OfType<Question>()];

    private Question? QuestionOf((LoopKind Kind, CheckedExpression Expression) asked, Date from, Date to) =>
        meanings.TryGetValue(asked, out var meaning) ? new Question(asked.Kind, meaning, from, to) : null;

    private static IEnumerable<(LoopKind Kind, CheckedExpression Expression)> AskedOfAll(CheckedRuleSet rules) =>
    [
        (LoopKind.FactRows, rules.Date),
        (LoopKind.FactRows, rules.Participant),
        .. rules.Values.Where(v => v.IsColumn || RowValues.IsFoundOnce(v)).Select(v => (LoopKind.Units, v.Expression)),
        .. rules.Rules.Select(r => (LoopKind.Units, r.When)),
    ];

    private Question? QuestionOf(RunFrame frame, LoopKind kind, CheckedExpression expression) =>
        frame.Snapshot == snapshot ? QuestionOf((kind, expression), frame.From, frame.To) : null;

    // Outcomes of rules may yet be settled.
    private static ResultColumn AsItIs(ResultColumn found)
    {
        if (found is not BooleanResults)
        {
            return found;
        }

        var copy = new BooleanResults(found.Places);
        copy.Copy(found);
        return copy;
    }

    /// <summary>The rows that the slots of a column stand for, where it holds all units: those listed, or as many as there are.</summary>
    private static (int[]? Rows, int Count)? RowsOf(RunFrame frame, LoopKind kind, ResultColumn column) => (kind, column.Places) switch
    {
        (_, { Marks: not null }) => null,
        (LoopKind.FactRows, var places) => (places.Of, places.Slots),
        (LoopKind.Units, { Of: null } places) => (frame.Units.Rows, places.Slots),
        _ => null,
    };

    private sealed record Question(LoopKind Kind, string Meaning, Date From, Date To);

    private sealed record Answer(int[]? Rows, ResultColumn Column)
    {
        public bool IsOf((int[]? Rows, int Count)? other) => other is { } rows && rows.Count == Column.Places.Slots
            && (Rows == rows.Rows || (Rows is not null && rows.Rows is not null && Rows.AsSpan().SequenceEqual(rows.Rows)));
    }
}
