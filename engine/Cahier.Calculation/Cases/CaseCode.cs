using System.Collections.Immutable;
using System.Linq.Expressions;
using Cahier.Calculation.Compilation;
using Cahier.Feel.Checking;
using Cahier.Feel.Compilation;
using Cahier.Feel.Syntax;
using Cahier.Feel.Types;
using Cahier.Feel.Values;
using Cahier.Rules.Checking;

namespace Cahier.Calculation.Cases;

/// <summary>Code for a condition over one case: the same as over columns, but that rows are objects met on the way.</summary>
internal sealed class CaseCode : ICodeEnvironment
{
    private readonly CheckedRuleSet ruleSet;
    private readonly ParameterExpression frame = Expression.Parameter(typeof(CaseFrame), "frame");

    private int copies;

    private CaseCode(CheckedRuleSet ruleSet) => this.ruleSet = ruleSet;

    /// <summary>Compiles an expression; one that goes beyond its bounds is unknown.</summary>
    public static Func<CaseFrame, FeelValue> Compile(CheckedRuleSet ruleSet, CheckedExpression expression)
    {
        var environment = new CaseCode(ruleSet);
        try
        {
            var code = Expression.Lambda<Func<CaseFrame, FeelValue>>(ExpressionCompiler.CompileBoxed(expression, environment), environment.frame).Compile();
            return frame => frame.Bounded(code);
        }
        catch (CodeTooLargeException)
        {
            return frame => new CaseGlobals(ruleSet, frame).Evaluate(expression);
        }
    }

    Expression ICodeEnvironment.Scope => Expression.Property(frame, nameof(CaseFrame.Scope));

    Expression ICodeEnvironment.Global(GlobalSymbol symbol) => (RuleSymbol)symbol switch
    {
        { Kind: RuleSymbolKind.Unit } => Expression.Constant(0),
        { Kind: RuleSymbolKind.Period } => Expression.Convert(Expression.Property(frame, nameof(CaseFrame.Period)), typeof(FeelValue)),
        { Kind: RuleSymbolKind.Parameter } known => Parameter(ruleSet.Parameters.First(p => p.Symbol == known)),
        { Kind: RuleSymbolKind.Table } known => Expression.Constant(ruleSet.Tables.First(t => t.Symbol == known).Function, typeof(FeelValue)),
        { Kind: RuleSymbolKind.Script } known => Expression.Constant(ruleSet.Scripts.First(s => s.Symbol == known).Function, typeof(FeelValue)),
        { Kind: RuleSymbolKind.Value } known => NativeForm.Convert(Call(nameof(CaseFrame.Value), Expression.Constant(known)), known.Fact.Type, NativeForm.Of(known.Fact.Type), this),
        var other => throw new InvalidOperationException($"judging reads no {other.Kind}"),
    };

    bool ICodeEnvironment.IsOfRun(GlobalSymbol symbol) => false;

    Expression ICodeEnvironment.KeepForRun(Expression value) => value;

    CheckedExpression? ICodeEnvironment.InPlace(GlobalSymbol symbol) =>
        symbol is not RuleSymbol { Kind: RuleSymbolKind.Function } ? null
        : ++copies <= CodeTooLargeException.MostCopies ? ruleSet.Functions.First(f => f.Symbol == symbol).Body
        : throw new CodeTooLargeException();

    (RowType Entity, Expression From, Expression To)? ICodeEnvironment.Rows(GlobalSymbol symbol) => null;

    Expression ICodeEnvironment.Field(RowType entity, RowField field, Expression row) => field.Kind is RowFieldKind.Parent or RowFieldKind.Reference
        ? Call(nameof(CaseFrame.Follow), row, Expression.Constant(field.Ordinal))
        : NativeForm.Convert(Call(nameof(CaseFrame.Read), row, Expression.Constant(field.Ordinal)), field.Fact.Type, NativeForm.Of(field.Fact.Type), this);

    (Expression From, Expression To) ICodeEnvironment.Children(RowType entity, RowField field, Expression row) =>
        (Call(nameof(CaseFrame.Spread), row, Expression.Constant(field.Ordinal)), Expression.Property(frame, nameof(CaseFrame.Met)));

    Expression ICodeEnvironment.Box(RowType entity, Expression row) => Call(nameof(CaseFrame.Box), row);

    Expression ICodeEnvironment.Unbox(RowType entity, Expression boxed) => Call(nameof(CaseFrame.Unbox), boxed);

    Expression? ICodeEnvironment.TextTest(RowType entity, RowField field, Expression row, Func<string, bool?> test, bool? whenMissing) => null;

    Expression? ICodeEnvironment.SameText(RowType entity, RowField field, Expression left, Expression right) => null;

    RowField? ICodeEnvironment.FirstInOrder(RowType entity) => null;

    Expression ICodeEnvironment.Search(RowType entity, RowField field, Expression from, Expression to, Expression bound, bool later) => throw new NotSupportedException("rows of a case are gone over one by one");

    Expression ICodeEnvironment.AddTo(ParameterExpression tally, RowType entity, RowField field, Expression row) => Expression.Call(tally, nameof(Tally.Add), null, ((ICodeEnvironment)this).Field(entity, field, row));

    Expression? ICodeEnvironment.TextCode(RowType entity, RowField field, Expression row) => null;

    Expression ICodeEnvironment.SearchTexts(RowType entity, ImmutableArray<(RowField Field, Expression Code)> texts, Expression from, Expression to, bool last) => throw new NotSupportedException("texts of a case have no numbers");

    Expression? ICodeEnvironment.CodeOfText(RowType entity, RowField field, string text) => null;

    Expression? ICodeEnvironment.PerText(ImmutableArray<TextRead> reads, Expression value) => null;

    Expression? ICodeEnvironment.NumberTest(RowType entity, RowField field, Expression row, ComparisonOperator op, decimal constant) => null;

    private MethodCallExpression Call(string reading, params Expression[] arguments) => Expression.Call(frame, reading, null, arguments);

    private Expression Parameter(CheckedParameter parameter)
    {
        var shape = NativeForm.Of(parameter.Symbol.Fact.Type);
        var value = Expression.Call(typeof(Reading), nameof(Reading.Value), null, Expression.Constant(parameter), Expression.Property(frame, nameof(CaseFrame.Day)));
        return NativeForm.Convert(value, parameter.Symbol.Fact.Type, shape, this);
    }
}
