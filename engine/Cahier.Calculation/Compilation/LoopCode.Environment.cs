using System.Collections.Immutable;
using System.Linq.Expressions;
using Cahier.Calculation.Results;
using Cahier.Facts.Columns;
using Cahier.Facts.Models;
using Cahier.Feel.Checking;
using Cahier.Feel.Compilation;
using Cahier.Feel.Syntax;
using Cahier.Feel.Types;
using Cahier.Feel.Values;
using Cahier.Rules.Checking;

namespace Cahier.Calculation.Compilation;

internal sealed partial class LoopCode
{
    Expression ICodeEnvironment.Scope
    {
        get
        {
            usesScope = true;
            return scope;
        }
    }

    Expression ICodeEnvironment.Global(GlobalSymbol symbol)
    {
        var known = (RuleSymbol)symbol;
        return known.Kind switch
        {
            RuleSymbolKind.Unit => kind == LoopKind.FactRows ? place : Expression.ArrayIndex(Fetch("rows", typeof(int[]), () => Expression.Property(FetchUnits(), nameof(UnitResults.Rows))), place),
            RuleSymbolKind.Row => place,
            RuleSymbolKind.Period => Expression.Convert(Expression.Property(frame, nameof(RunFrame.Period)), typeof(FeelValue)),
            RuleSymbolKind.Parameter => Parameter(ruleSet.Parameters.First(p => p.Symbol == known)),
            RuleSymbolKind.Table => Expression.Constant(ruleSet.Tables.First(t => t.Symbol == known).Function, typeof(FeelValue)),
            RuleSymbolKind.Script => Expression.Constant(ruleSet.Scripts.First(s => s.Symbol == known).Function, typeof(FeelValue)),
            RuleSymbolKind.Value when known.Fact.Type is RowType => ReadResult(Fetch(known, typeof(RowResults), () => Expression.Call(frame, nameof(RunFrame.RowsOf), null, Expression.Constant(known), target)), place),
            RuleSymbolKind.Value or RuleSymbolKind.UnitLine => ReadResult(UnitColumn(known), place),
            RuleSymbolKind.Participant => Participant(),
            RuleSymbolKind.Indicator => OfParticipant(Fetch(known, typeof(NumberResults), () => Expression.Call(frame, nameof(RunFrame.IndicatorColumn), null, Expression.Constant(known)))),
            RuleSymbolKind.ParticipantLine => OfParticipant(Fetch(known, typeof(NumberResults), () => Expression.Call(frame, nameof(RunFrame.LineColumn), null, Expression.Constant(known)))),
            RuleSymbolKind.CohortValue => Cohort(ruleSet.Cohort.First(c => c.Symbol == known)),
            RuleSymbolKind.Units or RuleSymbolKind.Function => throw new InvalidOperationException($"‘{known.Name}’ is compiled in place, not read"),
            _ => throw new InvalidOperationException($"no code for {known.Kind}"),
        };
    }

    bool ICodeEnvironment.IsOfRun(GlobalSymbol symbol) => IsOfRun((RuleSymbol)symbol);

    // The variables stand outside of the loop: what is found for one place holds for those after it.
    Expression ICodeEnvironment.KeepForRun(Expression value)
    {
        var (isFound, kept) = (Expression.Variable(typeof(bool), "isFound"), Expression.Variable(value.Type, "kept"));
        fetched[isFound] = isFound;
        fetched[kept] = kept;
        prologue.Add(Expression.Assign(isFound, Expression.Constant(false)));
        return NativeForm.Lazily(isFound, kept, value);
    }

    CheckedExpression? ICodeEnvironment.InPlace(GlobalSymbol symbol)
    {
        var inPlace = ((RuleSymbol)symbol).Kind switch
        {
            RuleSymbolKind.Function => ruleSet.Functions.First(f => f.Symbol == symbol).Body,
            RuleSymbolKind.Value => ruleSet.Values.First(v => v.Symbol == symbol) is { IsColumn: false } value && !RowValues.IsFoundOnce(value) ? value.Expression : null,
            _ => null,
        };
        return inPlace is null || ++copies <= CodeTooLargeException.MostCopies ? inPlace : throw new CodeTooLargeException();
    }

    (RowType Entity, Expression From, Expression To)? ICodeEnvironment.Rows(GlobalSymbol symbol) => symbol is RuleSymbol { Kind: RuleSymbolKind.Units }
        ? (ruleSet.UnitResult, Read(nameof(Reading.IncludedFrom), FetchUnits(), place), Read(nameof(Reading.IncludedTo), FetchUnits(), place))
        : null;

    Expression ICodeEnvironment.Field(RowType entity, RowField field, Expression row)
    {
        if (entity == ruleSet.UnitResult)
        {
            return field.Ordinal == 0
                ? Read(nameof(Reading.FactRowAt), FetchUnits(), row)
                : ReadResult(UnitColumn(UnitResults.SymbolOf(ruleSet, field)), Read(nameof(Reading.UnitAt), FetchUnits(), row));
        }

        if (field.Kind == RowFieldKind.Parent)
        {
            return Read(nameof(Reading.Parent), FetchTable(entity.Entity), row);
        }

        return Read(nameof(Reading.Field), Column(entity, field), row);
    }

    (Expression From, Expression To) ICodeEnvironment.Children(RowType entity, RowField field, Expression row) => (
        Read(nameof(Reading.ChildrenFrom), FetchTable(entity.Entity), Expression.Constant(field.Ordinal), row),
        Read(nameof(Reading.ChildrenTo), FetchTable(entity.Entity), Expression.Constant(field.Ordinal), row));

    Expression ICodeEnvironment.Box(RowType entity, Expression row)
    {
        Expression source = entity == ruleSet.UnitResult ? FetchUnits() : FetchTable(entity.Entity);
        return Expression.Call(typeof(Boxing), nameof(Boxing.Box), null, Expression.Convert(source, typeof(IRowSource)), row);
    }

    Expression ICodeEnvironment.Unbox(RowType entity, Expression boxed) => Expression.Call(typeof(Boxing), nameof(Boxing.ToRow), null, boxed);

    Expression? ICodeEnvironment.TextTest(RowType entity, RowField field, Expression row, Func<string, bool?> test, bool? whenMissing)
    {
        if (entity == ruleSet.UnitResult)
        {
            return null;
        }

        var column = Column(entity, field);
        var answers = Fetch(test, typeof(byte[]), () => Expression.Call(typeof(RunFrame), nameof(RunFrame.Answers), null, column, Expression.Constant(test)));
        return Read(nameof(Reading.Test), column, answers, row, Expression.Constant(whenMissing, typeof(bool?)));
    }

    Expression? ICodeEnvironment.SameText(RowType entity, RowField field, Expression left, Expression right) =>
        entity == ruleSet.UnitResult ? null : Read(nameof(Reading.IsSame), Column(entity, field), left, right);

    RowField? ICodeEnvironment.FirstInOrder(RowType entity) =>
        ruleSet.Model.Find(entity.Entity) is { Kind: EntityKind.Child, Order: [var first, ..] } && entity.TryFind(first, out var field) && field is { Kind: RowFieldKind.Scalar, Fact.Type: DateType } ? field : null;

    Expression ICodeEnvironment.Search(RowType entity, RowField field, Expression from, Expression to, Expression bound, bool later) =>
        Expression.Call(typeof(DateSearch), nameof(DateSearch.Find), null, Column(entity, field), from, to, bound, Expression.Constant(later));

    Expression ICodeEnvironment.AddTo(ParameterExpression tally, RowType entity, RowField field, Expression row) => entity == ruleSet.UnitResult
        ? Expression.Call(tally, nameof(Tally.Add), null, ((ICodeEnvironment)this).Field(entity, field, row))
        : Read(nameof(Reading.AddTo), tally, Column(entity, field), row);

    Expression? ICodeEnvironment.TextCode(RowType entity, RowField field, Expression row) =>
        entity == ruleSet.UnitResult ? null : Read(nameof(Reading.Code), Column(entity, field), row);

    Expression ICodeEnvironment.SearchTexts(RowType entity, ImmutableArray<(RowField Field, Expression Code)> texts, Expression from, Expression to, bool last) =>
        Expression.Call(typeof(TextSearch), last ? nameof(TextSearch.Last) : nameof(TextSearch.First), null, [from, to, .. texts.SelectMany(t => new[] { Column(entity, t.Field), t.Code })]);

    Expression? ICodeEnvironment.CodeOfText(RowType entity, RowField field, string text) => entity == ruleSet.UnitResult
        ? null
        : Fetch(("code", entity.Entity, field.Ordinal, text), typeof(int), () => Expression.Call(typeof(TextSearch), nameof(TextSearch.CodeOf), null, Column(entity, field), Expression.Constant(text)));

    Expression? ICodeEnvironment.PerText(ImmutableArray<TextRead> reads, Expression value)
    {
        if (reads.Any(r => r.Entity == ruleSet.UnitResult))
        {
            return null;
        }

        var kept = typeof(PerText<>).MakeGenericType(value.Type);
        var memo = Fetch(new object(), kept, () => Expression.New(kept.GetConstructors()[0], Expression.NewArrayInit(typeof(TextColumn), reads.Select(r => Column(r.Entity, r.Field)))));
        var at = Expression.Variable(typeof(int), "text");
        return Expression.Block(
            value.Type,
            [at],
            Expression.Assign(at, Expression.Call(memo, nameof(PerText<>.PlaceOf), null, [.. reads.Select(r => r.Row)])),
            Expression.Condition(Expression.Call(memo, nameof(PerText<>.Has), null, at), Expression.Call(memo, nameof(PerText<>.At), null, at), Expression.Call(memo, nameof(PerText<>.Keep), null, at, value)));
    }

    Expression? ICodeEnvironment.NumberTest(RowType entity, RowField field, Expression row, ComparisonOperator op, decimal constant)
    {
        if (entity == ruleSet.UnitResult)
        {
            return null;
        }

        var column = Column(entity, field);
        var test = Fetch((column, op, constant), typeof(NumberTest), () => Expression.New(typeof(NumberTest).GetConstructors()[0], column, Expression.Constant(op), Expression.Constant(constant)));
        return Expression.Call(test, nameof(NumberTest.Answer), null, row);
    }

    private bool IsOfRun(RuleSymbol symbol) => symbol.Kind switch
    {
        RuleSymbolKind.Period or RuleSymbolKind.Table or RuleSymbolKind.Script => true,
        RuleSymbolKind.Parameter => kind != LoopKind.Units || ruleSet.Parameters.First(p => p.Symbol == symbol).Values.Length == 1,
        RuleSymbolKind.Function => ruleSet.Functions.First(f => f.Symbol == symbol).Body.Globals.All(g => IsOfRun((RuleSymbol)g)),
        RuleSymbolKind.CohortValue => ruleSet.Cohort.First(c => c.Symbol == symbol).Rows is not null,
        _ => false,
    };

    private ParameterExpression Column(RowType entity, RowField field) => Fetch(
        ("column", entity.Entity, field.Ordinal),
        ColumnType(field.Fact.Type, field.Kind),
        () => Expression.Call(frame, nameof(RunFrame.Column), null, Expression.Constant(entity.Entity), Expression.Constant(field.Ordinal)));

    // A parameter with one value is a constant; others are looked up by the unit's day, or the period's last.
    private Expression Parameter(CheckedParameter parameter)
    {
        var shape = NativeForm.Of(parameter.Symbol.Fact.Type);
        if (parameter.Values is [var only])
        {
            return NativeForm.Convert(Expression.Constant(only.Value, typeof(FeelValue)), parameter.Symbol.Fact.Type, shape, this);
        }

        Expression day = kind == LoopKind.Units
            ? Read(nameof(Reading.DayOf), FetchUnits(), place)
            : Expression.Convert(Expression.Property(Expression.Property(frame, nameof(RunFrame.To)), nameof(Date.EpochDay)), typeof(int));
        return shape == typeof(decimal?)
            ? Read(nameof(Reading.Number), Expression.Constant(parameter), day)
            : NativeForm.Convert(Read(nameof(Reading.Value), Expression.Constant(parameter), day), parameter.Symbol.Fact.Type, shape, this);
    }

    private Expression Participant()
    {
        var participants = Fetch("participants", typeof(ParticipantResults), () => Expression.Property(frame, nameof(RunFrame.Participants)));
        return ruleSet.Participant.Fact.Type is RowType
            ? Expression.ArrayIndex(Expression.Property(participants, nameof(ParticipantResults.Rows)), place)
            : Expression.ArrayIndex(Expression.Property(participants, nameof(ParticipantResults.Names)), place);
    }

    private Expression Cohort(CheckedCohortValue cohort)
    {
        // A participant reads a figure over units only when it is the same for all of them, as one over rows is for everybody.
        if (cohort.Rows is not null || (cohort.OverUnits && kind != LoopKind.Units))
        {
            return Expression.Call(frame, nameof(RunFrame.SingleCohortValue), null, Expression.Constant(cohort.Symbol));
        }

        var column = Fetch(cohort.Symbol, typeof(NumberResults), () => Expression.Call(frame, nameof(RunFrame.CohortColumn), null, Expression.Constant(cohort.Symbol)));
        return cohort.OverUnits ? Expression.Call(column, nameof(NumberResults.Read), null, place) : OfParticipant(column);
    }

    private Expression OfParticipant(Expression column) => kind == LoopKind.Units
        ? Read(nameof(Reading.OfParticipant), column, Expression.ArrayIndex(Expression.Property(FetchUnits(), nameof(UnitResults.Participants)), place))
        : Expression.Call(column, nameof(NumberResults.Read), null, place);

    private ParameterExpression UnitColumn(RuleSymbol symbol) => Fetch(
        symbol,
        ResultColumn.KindFor(symbol.Fact.Type),
        () => Expression.Call(frame, nameof(RunFrame.UnitColumn), null, Expression.Constant(symbol)));

    private static MethodCallExpression ReadResult(ParameterExpression column, Expression at) => Expression.Call(column, nameof(NumberResults.Read), null, at);
}
