using System.Collections.Immutable;
using Cahier.Calculation.Compilation;
using Cahier.Calculation.Results;
using Cahier.Feel.Checking;
using Cahier.Feel.Evaluation;
using Cahier.Feel.Syntax;
using Cahier.Feel.Types;
using Cahier.Feel.Values;
using Cahier.Rules.Checking;

namespace Cahier.Calculation.Runs;

/// <summary>
/// The names of a cahier for one row, unit or participant, as the interpreter reads them. Values are found anew from
/// the facts, so that an unknown one still knows why.
/// </summary>
internal sealed class PlaceGlobals : IGlobals
{
    private readonly RunFrame frame;
    private readonly LoopKind kind;
    private readonly int place;
    private readonly IEvaluationTrace? trace;
    private readonly Dictionary<GlobalSymbol, FeelValue> found = [];

    // What is evaluated now: the functions that it calls are within its bounds.
    private EvaluationScope scope;

    private PlaceGlobals(RunFrame frame, LoopKind kind, int place, IEvaluationTrace? trace)
    {
        this.frame = frame;
        this.kind = kind;
        this.place = place;
        this.trace = trace;
        scope = new EvaluationScope(frame);
    }

    public static PlaceGlobals Of(RunFrame frame, LoopKind kind, int place, IEvaluationTrace? trace = null) => new(frame, kind, place, trace);

    /// <summary>The day that decides which parameter values are in force.</summary>
    public Date Day => kind == LoopKind.Units ? frame.Units.DateOf(place) : frame.To;

    /// <summary>Evaluates an expression within bounds of its own.</summary>
    public FeelValue Evaluate(CheckedExpression expression)
    {
        var outer = scope;
        scope = new EvaluationScope(frame);
        var value = Interpreter.Evaluate(expression, this, scope, trace);
        scope = outer;
        return value;
    }

    public FeelValue Read(GlobalSymbol symbol)
    {
        if (!found.TryGetValue(symbol, out var value))
        {
            found[symbol] = value = Find((RuleSymbol)symbol);
        }

        return value;
    }

    FeelValue? IGlobals.Known(InvocationNode call) => kind == LoopKind.Participants && frame.Carried is { } carried ? carried.Sum(call, frame, place) : null;

    private FeelValue Find(RuleSymbol symbol)
    {
        var rules = frame.RuleSet;
        switch (symbol.Kind)
        {
            case RuleSymbolKind.Unit:
                var table = frame.Table(rules.UnitEntity.Entity);
                return new RowValue(table, kind == LoopKind.FactRows ? place : frame.Units.Rows[place]);
            case RuleSymbolKind.Row:
                return new RowValue(frame.Table(((RowType)symbol.Fact.Type).Entity), place);
            case RuleSymbolKind.Period:
                return frame.Period;
            case RuleSymbolKind.Parameter:
                return rules.Parameters.First(p => p.Symbol == symbol).On(Day);
            case RuleSymbolKind.Table:
                return rules.Tables.First(t => t.Symbol == symbol).Function;
            case RuleSymbolKind.Function:
                var function = rules.Functions.First(f => f.Symbol == symbol);
                return new FunctionValue(null, [.. function.Type.Parameters.Select(p => p.Key)], arguments => Interpreter.Apply(function.Body, arguments, this, scope, trace), function.Type);
            case RuleSymbolKind.Script:
                return rules.Scripts.First(s => s.Symbol == symbol).Function;
            case RuleSymbolKind.Value:
                return Evaluate(rules.Values.First(v => v.Symbol == symbol).Expression);
            case RuleSymbolKind.UnitLine:
                return Round(rules.UnitLines.First(l => l.Symbol == symbol));
            case RuleSymbolKind.ParticipantLine:
                return Round(rules.ParticipantLines.First(l => l.Symbol == symbol));
            case RuleSymbolKind.Participant:
                return frame.Participants.Table is { } participants ? new RowValue(participants, frame.Participants.Rows[place]) : new TextValue(frame.Participants.Names[place]);
            case RuleSymbolKind.Units:
                var (from, to) = frame.Units.IncludedOf(place);
                return new ListValue([.. Enumerable.Range(from, to - from).Select(row => (FeelValue)new RowValue(frame.Units, row))]);
            case RuleSymbolKind.Indicator:
                return OfParticipant(frame.IndicatorColumn(symbol), symbol);
            case RuleSymbolKind.CohortValue:
                return Cohort(rules.Cohort.First(c => c.Symbol == symbol));
            default:
                throw new InvalidOperationException($"no value for {symbol.Kind}");
        }
    }

    private FeelValue Round(CheckedLine line) => Evaluate(line.Amount) is var amount && amount is NumberValue number ? new NumberValue(line.Rounding.Apply(number.Value)) : amount;

    private FeelValue OfParticipant(NumberResults column, RuleSymbol symbol)
    {
        var participant = kind == LoopKind.Units ? frame.Units.Participants[place] : place;
        return participant >= 0 && column.Read(participant) is { } value
            ? new NumberValue(value)
            : NullValue.Because(new MissingFact("participant", participant < 0 ? "" : frame.Participants.Names[participant], symbol.Name));
    }

    private FeelValue Cohort(CheckedCohortValue cohort)
    {
        if (cohort.OverParticipants)
        {
            return OfParticipant(frame.CohortColumn(cohort.Symbol), cohort.Symbol);
        }

        var value = cohort.OverUnits && kind == LoopKind.Units ? frame.CohortColumn(cohort.Symbol).Read(place) : frame.SingleCohortValue(cohort.Symbol);
        return value is { } known ? new NumberValue(known) : NullValue.Because(cohort.Rows is { } rows ? $"there is no figure ‘{cohort.Name}’: no row of {rows.Entity.Entity} that counts has a value" : $"there is no figure ‘{cohort.Name}’ for this group");
    }
}
