using System.Linq.Expressions;
using Cahier.Calculation.Results;
using Cahier.Calculation.Runs;
using Cahier.Facts.Columns;
using Cahier.Facts.Snapshots;
using Cahier.Feel.Checking;
using Cahier.Feel.Compilation;
using Cahier.Feel.Evaluation;
using Cahier.Feel.Types;
using Cahier.Feel.Values;
using Cahier.Rules.Checking;

namespace Cahier.Calculation.Compilation;

/// <summary>What the rows of a loop are.</summary>
internal enum LoopKind
{
    /// <summary>Rows of an entity: the unit's, to find their date and participant, or the one that a cohort value is made of.</summary>
    FactRows,
    Units,
    Participants,
}

/// <summary>Runs an expression for the places of a column, from one slot to below another. Slots whose mark is 0 are passed over.</summary>
internal delegate void ColumnLoop(RunFrame frame, ResultColumn target, byte[]? marks, int from, int to);

/// <summary>
/// Makes the loop of one expression. Columns, tables and tests are fetched once, before the loop begins; the body works
/// on native shapes and rows by number.
/// </summary>
internal sealed partial class LoopCode : ICodeEnvironment
{
    private readonly CheckedRuleSet ruleSet;
    private readonly LoopKind kind;
    private readonly ParameterExpression frame = Expression.Parameter(typeof(RunFrame), "frame");
    private readonly ParameterExpression target = Expression.Parameter(typeof(ResultColumn), "target");
    private readonly ParameterExpression place = Expression.Variable(typeof(int), "place");
    private readonly ParameterExpression scope = Expression.Variable(typeof(EvaluationScope), "scope");
    private readonly Dictionary<object, ParameterExpression> fetched = [];
    private readonly List<Expression> prologue = [];
    private bool usesScope;
    private int copies;

    private LoopCode(CheckedRuleSet ruleSet, LoopKind kind)
    {
        this.ruleSet = ruleSet;
        this.kind = kind;
    }

    public static ColumnLoop Compile(CheckedRuleSet ruleSet, LoopKind kind, CheckedExpression expression)
    {
        try
        {
            return new LoopCode(ruleSet, kind).Compile(expression);
        }
        catch (CodeTooLargeException)
        {
            return Walk(kind, expression);
        }
    }

    /// <summary>Walks the tree for each place: the interpreter finds each value once, and so comes to an end.</summary>
    public static ColumnLoop Walk(LoopKind kind, CheckedExpression expression) => (frame, target, marks, from, to) =>
    {
        for (var slot = from; slot < to; slot++)
        {
            if (marks is null || marks[slot] != 0)
            {
                target.WriteAt(slot, PlaceGlobals.Of(frame, kind, target.Places.PlaceAt(slot)).Evaluate(expression));
            }
        }
    };

    private ColumnLoop Compile(CheckedExpression expression)
    {
        var marks = Expression.Parameter(typeof(byte[]), "marks");
        var from = Expression.Parameter(typeof(int), "from");
        var to = Expression.Parameter(typeof(int), "to");
        var results = Expression.Variable(ResultColumn.KindFor(expression.Fact.Type), "results");
        var slot = Expression.Variable(typeof(int), "slot");
        var of = Expression.Variable(typeof(int[]), "of");
        var value = Shape(expression);
        Expression store = Expression.Call(results, nameof(NumberResults.SetAt), null, slot, value);
        if (usesScope)
        {
            store = Expression.TryCatch(
                Expression.Block(Expression.Call(scope, nameof(EvaluationScope.Restart), null), store),
                Expression.Catch(typeof(EvaluationLimitException), Expression.Empty()));
        }

        var done = Expression.Label();
        var wanted = Expression.OrElse(Expression.Equal(marks, Expression.Constant(null)), Expression.NotEqual(Expression.ArrayIndex(marks, slot), Expression.Constant((byte)0)));
        var find = Expression.Assign(place, Expression.Condition(Expression.Equal(of, Expression.Constant(null)), slot, Expression.ArrayIndex(of, slot)));
        var loop = Expression.Loop(
            Expression.Block(
                Expression.IfThen(Expression.GreaterThanOrEqual(slot, to), Expression.Break(done)),
                Expression.IfThen(wanted, Expression.Block(find, store)),
                Expression.PreIncrementAssign(slot)),
            done);
        var body = Expression.Block(
            [slot, of, place, scope, results, .. fetched.Values],
            [
                Expression.Assign(results, Expression.Convert(target, results.Type)),
                Expression.Assign(scope, Expression.New(typeof(EvaluationScope).GetConstructors()[0], frame)),
                .. prologue,
                Expression.Assign(of, Expression.Property(Expression.Property(target, nameof(ResultColumn.Places)), nameof(Places.Of))),
                Expression.Assign(slot, from),
                loop,
            ]);
        return Expression.Lambda<ColumnLoop>(body, frame, target, marks, from, to).Compile();
    }

    private Expression Shape(CheckedExpression expression)
    {
        var value = ExpressionCompiler.Compile(expression, this);
        return ResultColumn.KindFor(expression.Fact.Type) == typeof(OtherResults) ? NativeForm.Convert(value, expression.Fact.Type, typeof(FeelValue), this) : value;
    }

    /// <summary>Fetches something once, before the loop.</summary>
    private ParameterExpression Fetch(object key, Type type, Func<Expression> fetch)
    {
        if (!fetched.TryGetValue(key, out var variable))
        {
            fetched[key] = variable = Expression.Variable(type);
            prologue.Add(Expression.Assign(variable, Expression.Convert(fetch(), type)));
        }

        return variable;
    }

    private ParameterExpression FetchTable(string entity) =>
        Fetch(("table", entity), typeof(Table), () => Expression.Call(frame, nameof(RunFrame.Table), null, Expression.Constant(entity)));

    private ParameterExpression FetchUnits() => Fetch("units", typeof(UnitResults), () => Expression.Property(frame, nameof(RunFrame.Units)));

    private static MethodCallExpression Read(string reading, params Expression[] arguments) => Expression.Call(typeof(Reading), reading, null, arguments);

    private static Type ColumnType(FeelType type, RowFieldKind fieldKind) => fieldKind == RowFieldKind.Reference ? typeof(ReferenceColumn) : type switch
    {
        BooleanType => typeof(BooleanColumn),
        NumberType => typeof(NumberColumn),
        DateType => typeof(DateColumn),
        _ => typeof(TextColumn),
    };
}
