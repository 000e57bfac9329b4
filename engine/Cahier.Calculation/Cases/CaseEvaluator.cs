using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Cahier.Calculation.Results;
using Cahier.Feel.Checking;
using Cahier.Feel.Values;
using Cahier.Rules.Checking;

namespace Cahier.Calculation.Cases;

/// <summary>What was decided of a case that is judged alone.</summary>
/// <param name="Status">The decision.</param>
/// <param name="Date">The day that decides which values of parameters are in force.</param>
/// <param name="Participant">Who the case counts for; null when that is missing.</param>
/// <param name="Outcomes">The outcomes of eligibility and then exclusion rules, in the order of the text; null is unknown.</param>
public sealed record CaseDecision(DecisionStatus Status, Date Date, string? Participant, ImmutableArray<bool?> Outcomes);

/// <summary>
/// Judges cases one at a time, without a snapshot: for a service that is asked about one, and for trying a rule. It
/// decides as a run does. The first cases are judged by the interpreter, so that the very first is quick too; once there
/// have been some, compiled code takes over. Safe to share between threads.
/// </summary>
public sealed class CaseEvaluator
{
    private const int CasesBeforeCompiling = 50;
    private const int DateExpression = 0;
    private const int ParticipantExpression = 1;
    private const int FirstRule = 2;

    private readonly CheckedRuleSet ruleSet;
    private readonly Date from;
    private readonly Date to;
    private readonly ContextValue period;

    // Date, participant, and then the conditions of the rules.
    private readonly ImmutableArray<CheckedExpression> expressions;
    private readonly ImmutableArray<bool?> whenMissing;
    private volatile Code? code;
    private int cases;

    /// <summary>Makes an evaluator for cases of a period.</summary>
    public CaseEvaluator(CheckedRuleSet ruleSet, Date from, Date to)
    {
        this.ruleSet = ruleSet;
        this.from = from;
        this.to = to;
        period = new ContextValue([KeyValuePair.Create("start", (FeelValue)new DateValue(from)), KeyValuePair.Create("end", (FeelValue)new DateValue(to))]);
        expressions = [ruleSet.Date, ruleSet.Participant, .. ruleSet.Rules.Select(r => r.When)];
        whenMissing = [.. ruleSet.Rules.Select(r => r.Definition.WhenMissing)];
    }

    /// <summary>Compiles now, rather than after some cases.</summary>
    public void Prepare() => code ??= new Code(
        [.. expressions.Select(e => CaseCode.Compile(ruleSet, e))],
        ruleSet.Schedule.Take(ruleSet.JudgingSteps).OfType<CheckedValue>().ToFrozenDictionary(v => v.Symbol, v => CaseCode.Compile(ruleSet, v.Expression)));

    /// <summary>Judges a row of the unit's entity. Gives null when it has no date, or one outside the period: a run would not hold it.</summary>
    /// <exception cref="ArgumentException">The row is of another entity.</exception>
    public CaseDecision? Decide(RowValue unit)
    {
        if (unit.Type != ruleSet.UnitEntity)
        {
            throw new ArgumentException($"{ruleSet.Name} judges a {ruleSet.UnitEntity.Entity}, not a {unit.Type.Entity}", nameof(unit));
        }

        var ready = code;
        var frame = new CaseFrame(unit, period, ready?.Values) { Day = (int)to.EpochDay };
        if (ready is not null)
        {
            return Decide(frame, expression => ready.Expressions[expression](frame));
        }

        if (Interlocked.Increment(ref cases) == CasesBeforeCompiling)
        {
            Task.Run(Prepare);
        }

        var globals = new CaseGlobals(ruleSet, frame);
        return Decide(frame, expression => globals.Evaluate(expressions[expression]));
    }

    private CaseDecision? Decide(CaseFrame frame, Func<int, FeelValue> evaluate)
    {
        if (evaluate(DateExpression) is not DateValue { Value: var date } || date < from || date > to)
        {
            return null;
        }

        var participant = evaluate(ParticipantExpression) switch { TextValue name => name.Value, RowValue row => row.Key, _ => null };
        frame.Day = (int)date.EpochDay;
        var outcomes = new bool?[whenMissing.Length];
        for (var rule = 0; rule < outcomes.Length; rule++)
        {
            outcomes[rule] = evaluate(FirstRule + rule) is BooleanValue known ? known.Value : whenMissing[rule];
        }

        var status = Judge(outcomes, ruleSet.Eligibility.Length);
        return new CaseDecision(
            status == DecisionStatus.Included && participant is null ? DecisionStatus.Undetermined : status,
            date,
            participant,
            ImmutableCollectionsMarshal.AsImmutableArray(outcomes));
    }

    // What is certain decides first: a unit that fails one rule is out, whatever is missing elsewhere.
    private static DecisionStatus Judge(bool?[] outcomes, int eligibility)
    {
        bool? eligible = true;
        bool? excluded = false;
        for (var rule = 0; rule < outcomes.Length; rule++)
        {
            if (rule < eligibility)
            {
                eligible &= outcomes[rule];
            }
            else
            {
                excluded |= outcomes[rule];
            }
        }

        return eligible == false ? DecisionStatus.NotEligible
            : excluded == true ? DecisionStatus.Excluded
            : eligible is null || excluded is null ? DecisionStatus.Undetermined
            : DecisionStatus.Included;
    }

    private sealed record Code(ImmutableArray<Func<CaseFrame, FeelValue>> Expressions, FrozenDictionary<RuleSymbol, Func<CaseFrame, FeelValue>> Values);
}
