using Cahier.Facts.Yaml;
using Cahier.Feel.Diagnostics;

namespace Cahier.Facts.Forms;

/// <summary>Finds expressions that YAML cut in two: inside braces and brackets a comma begins the next entry.</summary>
internal static class CutExpression
{
    /// <summary>Reports the cut at what YAML took for the next entry.</summary>
    public static void Report(YamlScalar rest, string cause, DiagnosticBag diagnostics) =>
        diagnostics.Add(DiagnosticCatalog.CutAtComma, rest, cause, "inside { } and [ ] a comma ends a value: put the expression in quotes, or on a line of its own");

    /// <summary>Whether a plain item of a list in brackets opens a bracket that it does not close.</summary>
    public static bool IsCut(YamlNode node)
    {
        if (node is not YamlScalar { Style: YamlStyle.Plain } scalar)
        {
            return false;
        }

        var open = 0;
        var inText = false;
        foreach (var sign in scalar.Value)
        {
            inText ^= sign == '"';
            open += inText ? 0 : sign switch { '(' => 1, ')' => -1, _ => 0 };
        }

        return open > 0 || inText;
    }
}
