using Cahier.Feel.Checking;
using Cahier.Feel.Compilation;
using Cahier.Feel.Evaluation;
using Cahier.Feel.Syntax;
using Cahier.Feel.Values;
using Cahier.Storage.Mappings;

namespace Cahier.Storage.Extracts;

/// <summary>An expression over rows of the source, compiled. For one thread.</summary>
internal sealed class RowExpression
{
    private readonly CheckedExpression expression;
    private readonly Func<IGlobals, EvaluationScope, FeelValue> code;
    private EvaluationScope? scope;

    public RowExpression(CheckedExpression expression)
    {
        this.expression = expression;
        code = StandaloneCode.Compile(expression);
        Plain = expression.Root is NameNode && expression.SymbolOf(expression.Root) is ColumnSymbol { Column.IsPlain: true } column ? column : null;
    }

    /// <summary>The column whose text is the value, when the expression says no more.</summary>
    public ColumnSymbol? Plain { get; }

    public FeelValue Evaluate(SourceRow row)
    {
        scope ??= new EvaluationScope(row);
        scope.Restart();
        return code(row, scope);
    }

    /// <summary>The columns that are missing from the row, for a message.</summary>
    public string MissingFrom(SourceRow row)
    {
        var missing = expression.Globals.Where(g => row.Read(g).IsNull).Select(g => $"‘{g.Name}’").ToList();
        return missing.Count == 0 ? "it has no result" : $"{string.Join(" and ", missing)} {(missing.Count == 1 ? "is" : "are")} empty";
    }
}
