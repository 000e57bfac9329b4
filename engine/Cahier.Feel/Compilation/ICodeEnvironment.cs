using System.Collections.Immutable;
using System.Linq.Expressions;
using Cahier.Feel.Checking;
using Cahier.Feel.Types;

namespace Cahier.Feel.Compilation;

/// <summary>A text field that is read of a row.</summary>
/// <param name="Entity">The entity.</param>
/// <param name="Field">The field.</param>
/// <param name="Row">The number of the row, −1 for a missing one.</param>
public readonly record struct TextRead(RowType Entity, RowField Field, Expression Row);

/// <summary>
/// Where compiled code finds what surrounds it. Rows are whole numbers, −1 for a missing row; values are in native form
/// (<see cref="NativeForm"/>) or boxed, as the type of each expression says.
/// </summary>
public interface ICodeEnvironment
{
    /// <summary>An expression of type <see cref="Evaluation.EvaluationScope"/>.</summary>
    Expression Scope { get; }

    /// <summary>The value of a surrounding name.</summary>
    Expression Global(GlobalSymbol symbol);

    /// <summary>Whether a surrounding name means the same for every row or case that the code is run for.</summary>
    bool IsOfRun(GlobalSymbol symbol);

    /// <summary>Code that finds a value, the same for every row, when it is first asked for; or each time where nothing is kept.</summary>
    Expression KeepForRun(Expression value);

    /// <summary>The expression that a surrounding name stands for, when it is to be compiled in place; null (C#) otherwise.</summary>
    CheckedExpression? InPlace(GlobalSymbol symbol);

    /// <summary>The rows that a surrounding name stands for, from one number to below another; null (C#) when it stands for something else.</summary>
    (RowType Entity, Expression From, Expression To)? Rows(GlobalSymbol symbol);

    /// <summary>A scalar field, the parent or the reference of a row.</summary>
    Expression Field(RowType entity, RowField field, Expression row);

    /// <summary>The rows that hang from a row: those from the first number to below the second.</summary>
    (Expression From, Expression To) Children(RowType entity, RowField field, Expression row);

    /// <summary>A row as a value.</summary>
    Expression Box(RowType entity, Expression row);

    /// <summary>The number of the row that a value is; −1 when it is none.</summary>
    Expression Unbox(RowType entity, Expression boxed);

    /// <summary>
    /// The answer of a test on a text field, found once for each different text; null (C#) when the field's texts are not
    /// numbered.
    /// </summary>
    /// <param name="entity">The entity.</param>
    /// <param name="field">The text field.</param>
    /// <param name="row">The row.</param>
    /// <param name="test">The test: true, false, or null for unknown.</param>
    /// <param name="whenMissing">The answer for an empty field.</param>
    Expression? TextTest(RowType entity, RowField field, Expression row, Func<string, bool?> test, bool? whenMissing);

    /// <summary>Whether a text field says the same in two rows; null (C#) when the field's texts are not numbered.</summary>
    Expression? SameText(RowType entity, RowField field, Expression left, Expression right);

    /// <summary>The date field by which rows stand under their parent, missing ones last; null (C#) when they stand by something else, or are not known to.</summary>
    RowField? FirstInOrder(RowType entity);

    /// <summary>
    /// Where the rows of a range, in order of their dates, come to a bound: the first row that is later, or not earlier.
    /// A bound that is unknown is none, and gives null (C#).
    /// </summary>
    /// <param name="entity">The entity of the rows.</param>
    /// <param name="field">The date by which they stand.</param>
    /// <param name="from">The first row.</param>
    /// <param name="to">The row after the last.</param>
    /// <param name="bound">The date, known.</param>
    /// <param name="later">Whether rows of that very date come before.</param>
    Expression Search(RowType entity, RowField field, Expression from, Expression to, Expression bound, bool later);

    /// <summary>
    /// The first, or the last, of the rows of a range whose texts, one or two of them, have each a number (<see cref="TextCode"/>):
    /// without one, the row after the range, or that before it.
    /// </summary>
    Expression SearchTexts(RowType entity, ImmutableArray<(RowField Field, Expression Code)> texts, Expression from, Expression to, bool last);

    /// <summary>Code that adds a number field of a row to a tally.</summary>
    Expression AddTo(ParameterExpression tally, RowType entity, RowField field, Expression row);

    /// <summary>The number of a row's text among those of its field, −1 for an empty one; null (C#) when the field's texts are not numbered.</summary>
    Expression? TextCode(RowType entity, RowField field, Expression row);

    /// <summary>The number of a text among those of a field, that of no row when it does not occur; null (C#) when the field's texts are not numbered.</summary>
    Expression? CodeOfText(RowType entity, RowField field, string text);

    /// <summary>A value that depends on nothing but a text or two, found once for those that occur; null (C#) when the texts of a field are not numbered.</summary>
    Expression? PerText(ImmutableArray<TextRead> reads, Expression value);

    /// <summary>The answer of a comparison of a number field with a constant; null (C#) when there is no quicker way than to read it.</summary>
    Expression? NumberTest(RowType entity, RowField field, Expression row, Syntax.ComparisonOperator op, decimal constant);
}
