using Cahier.Feel.Evaluation;
using Cahier.Feel.Functions;
using Cahier.Feel.Values;
using Cahier.Rules.Checking;

namespace Cahier.Calculation.Cases;

/// <summary>
/// What compiled code reads of one case. Rows are numbered as they are met, the unit first, so that the code works on
/// whole numbers as it does over columns. Made for one case and used by one thread.
/// </summary>
public sealed class CaseFrame : IEvaluationClock
{
    private readonly List<RowValue> rows = [];
    private readonly IReadOnlyDictionary<RuleSymbol, Func<CaseFrame, FeelValue>>? values;
    private readonly Dictionary<RuleSymbol, FeelValue> found = [];

    internal CaseFrame(RowValue unit, ContextValue period, IReadOnlyDictionary<RuleSymbol, Func<CaseFrame, FeelValue>>? values)
    {
        this.values = values;
        Unit = unit;
        rows.Add(unit);
        Period = period;
        Scope = new EvaluationScope(this);
    }

    /// <summary>The row that is judged.</summary>
    public RowValue Unit { get; }

    /// <summary>The days of the run as expressions see them.</summary>
    public ContextValue Period { get; }

    /// <summary>The day that decides which parameter values are in force.</summary>
    public int Day { get; internal set; }

    public EvaluationScope Scope { get; private set; }

    Moment IEvaluationClock.Now => throw new InvalidOperationException("a cahier reads no clock");

    /// <summary>A field of a row, unknown when the row is.</summary>
    public FeelValue Read(int row, int field) => row < 0 ? NullValue.Instance : rows[row].Read(field);

    /// <summary>The number of the row that a field leads to, −1 when there is none.</summary>
    public int Follow(int row, int field) => Read(row, field) is RowValue next ? Add(next) : -1;

    /// <summary>Numbers the rows that hang from a row; gives the first number, from which they follow each other.</summary>
    public int Spread(int row, int field)
    {
        var first = rows.Count;
        if (Read(row, field) is ListValue list)
        {
            foreach (var item in list.Items)
            {
                rows.Add((RowValue)item);
            }
        }

        return first;
    }

    /// <summary>How many rows were met so far: the number beyond those that were just spread.</summary>
    public int Met => rows.Count;

    /// <summary>A row as a value.</summary>
    public FeelValue Box(int row) => row < 0 ? NullValue.Instance : rows[row];

    /// <summary>The number of the row that a value is; −1 when it is none.</summary>
    public int Unbox(FeelValue value) => value is RowValue row ? Add(row) : -1;

    /// <summary>A value of the unit, found when it is first read.</summary>
    public FeelValue Value(RuleSymbol symbol)
    {
        if (!found.TryGetValue(symbol, out var value))
        {
            found[symbol] = value = values![symbol](this);
        }

        return value;
    }

    /// <summary>Evaluates within bounds of its own, as each value and condition has them.</summary>
    internal FeelValue Bounded(Func<CaseFrame, FeelValue> code)
    {
        var outer = Scope;
        Scope = new EvaluationScope(this);
        try
        {
            return code(this);
        }
        catch (EvaluationLimitException e)
        {
            return NullValue.Because(e.Message);
        }
        finally
        {
            Scope = outer;
        }
    }

    private int Add(RowValue row)
    {
        rows.Add(row);
        return rows.Count - 1;
    }
}
