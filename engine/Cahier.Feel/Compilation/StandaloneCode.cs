using System.Collections.Immutable;
using System.Linq.Expressions;
using Cahier.Feel.Checking;
using Cahier.Feel.Evaluation;
using Cahier.Feel.Syntax;
using Cahier.Feel.Types;
using Cahier.Feel.Values;

namespace Cahier.Feel.Compilation;

/// <summary>Code for an expression that stands alone: its names are given boxed, at each call.</summary>
public sealed class StandaloneCode : ICodeEnvironment
{
    private readonly ParameterExpression globals = Expression.Parameter(typeof(IGlobals), "globals");
    private readonly ParameterExpression scope = Expression.Parameter(typeof(EvaluationScope), "scope");

    private StandaloneCode() { }

    /// <summary>Compiles an expression to a delegate that may be called from any thread.</summary>
    public static Func<IGlobals, EvaluationScope, FeelValue> Compile(CheckedExpression expression)
    {
        var environment = new StandaloneCode();
        var body = ExpressionCompiler.CompileBoxed(expression, environment);
        var code = Expression.Lambda<Func<IGlobals, EvaluationScope, FeelValue>>(body, environment.globals, environment.scope).Compile();
        return (values, bounds) =>
        {
            try
            {
                return code(values, bounds);
            }
            catch (EvaluationLimitException e)
            {
                return NullValue.Because(e.Message);
            }
        };
    }

    Expression ICodeEnvironment.Scope => scope;

    Expression ICodeEnvironment.Global(GlobalSymbol symbol)
    {
        var value = Expression.Call(globals, nameof(IGlobals.Read), null, Expression.Constant(symbol, typeof(GlobalSymbol)));
        return NativeForm.Convert(value, symbol.Fact.Type, NativeForm.Of(symbol.Fact.Type) == typeof(int) ? typeof(FeelValue) : NativeForm.Of(symbol.Fact.Type), this);
    }

    bool ICodeEnvironment.IsOfRun(GlobalSymbol symbol) => false;

    Expression ICodeEnvironment.KeepForRun(Expression value) => value;

    CheckedExpression? ICodeEnvironment.InPlace(GlobalSymbol symbol) => null;

    (RowType Entity, Expression From, Expression To)? ICodeEnvironment.Rows(GlobalSymbol symbol) => null;

    Expression ICodeEnvironment.Field(RowType entity, RowField field, Expression row) => throw NoRows();

    (Expression From, Expression To) ICodeEnvironment.Children(RowType entity, RowField field, Expression row) => throw NoRows();

    Expression ICodeEnvironment.Box(RowType entity, Expression row) => throw NoRows();

    Expression ICodeEnvironment.Unbox(RowType entity, Expression boxed) => throw NoRows();

    Expression? ICodeEnvironment.TextTest(RowType entity, RowField field, Expression row, Func<string, bool?> test, bool? whenMissing) => null;

    Expression? ICodeEnvironment.SameText(RowType entity, RowField field, Expression left, Expression right) => null;

    RowField? ICodeEnvironment.FirstInOrder(RowType entity) => null;

    Expression ICodeEnvironment.Search(RowType entity, RowField field, Expression from, Expression to, Expression bound, bool later) => throw NoRows();

    Expression ICodeEnvironment.AddTo(ParameterExpression tally, RowType entity, RowField field, Expression row) => throw NoRows();

    Expression? ICodeEnvironment.TextCode(RowType entity, RowField field, Expression row) => null;

    Expression ICodeEnvironment.SearchTexts(RowType entity, ImmutableArray<(RowField Field, Expression Code)> texts, Expression from, Expression to, bool last) => throw NoRows();

    Expression? ICodeEnvironment.CodeOfText(RowType entity, RowField field, string text) => null;

    Expression? ICodeEnvironment.PerText(ImmutableArray<TextRead> reads, Expression value) => null;

    Expression? ICodeEnvironment.NumberTest(RowType entity, RowField field, Expression row, ComparisonOperator op, decimal constant) => null;

    private static NotSupportedException NoRows() => new("an expression that stands alone reads no rows");
}
