using System.Collections.Immutable;
using Cahier.Facts.Yaml;
using Cahier.Feel.Diagnostics;
using Cahier.Feel.Functions;
using Cahier.Feel.Syntax;
using Cahier.Rules.Definitions;

namespace Cahier.Rules.Loading;

/// <summary>Reads the expressions of a text whose form is wrong, so that what is wrong in them is told in the same run.</summary>
internal static class SyntaxOfExpressions
{
    private const string Named = "values";

    private static readonly ImmutableHashSet<string> Keys = ["when", "amount", "numerator", "denominator", "of", "value", "expression", "by", "date", "participant"];

    public static void Report(YamlNode text, DiagnosticBag diagnostics)
    {
        // Of an expression that was cut only a part is there.
        if (diagnostics.ToImmutable().Any(d => d.Code == DiagnosticCatalog.CutAtComma))
        {
            return;
        }

        var names = new KnownNames(BuiltinLibrary.All.Keys);
        foreach (var expression in In(text, isExpression: false).Where(e => e is { IsNull: false, Value.Length: > 0 }))
        {
            foreach (var problem in Parser.ParseExpression(expression.Value, names).Problems)
            {
                new RuleText(expression).Report(problem, diagnostics);
            }
        }
    }

    private static IEnumerable<YamlScalar> In(YamlNode node, bool isExpression) => node switch
    {
        YamlScalar scalar when isExpression => [scalar],
        YamlMap map => map.Entries.SelectMany(e => In(e.Value, Keys.Contains(e.Name) || (isExpression && e.Value is YamlScalar) || (e.Name == Named && e.Value is YamlMap))),
        YamlList list => list.Items.SelectMany(i => In(i, isExpression: false)),
        _ => [],
    };
}
