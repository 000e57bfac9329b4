using Cahier.Feel.Checking;
using Cahier.Feel.Diagnostics;
using Cahier.Feel.Types;
using Cahier.Rules.Definitions;
using Cahier.Rules.Scripts;

namespace Cahier.Rules.Checking;

public sealed partial class RuleSetChecker
{
    private readonly Dictionary<string, List<RelatedPlace>> scriptUses = new(StringComparer.Ordinal);

    private CheckedScript? Script(ScriptDefinition script)
    {
        var before = diagnostics.Count;
        foreach (var parameter in script.Parameters.Where(p => !ScriptGrammar.IsParameter(p.Name.Text)))
        {
            parameter.Name.Report(DiagnosticCatalog.BadScript, $"‘{parameter.Name}’ is a word of JavaScript, so no parameter can be called so", "choose another name", diagnostics);
        }

        var parameters = script.Parameters.Select(p => KeyValuePair.Create(p.Name.Text, ScriptType(p.Type.Text, p.Type))).ToList();
        var type = ScriptType(script.Result.Text, script.Result);
        var rounding = script.Round is { } round ? RoundingOf(round) : null;
        var number = (type is ListType list ? list.Element : type) as NumberType;
        if (number is { Unit.HoldsMoney: true } && script.Round is null)
        {
            script.Result.Report(DiagnosticCatalog.BadScript, $"‘{script.Name}’ gives an amount, and a script's amounts are rounded on the way out", "add round:, for example half up to 0.01", diagnostics);
        }
        else if (number is null && script.Round is { } needless)
        {
            needless.Report(DiagnosticCatalog.BadScript, $"‘{script.Name}’ gives a {type}, which cannot be rounded", "take round: out", diagnostics);
        }

        foreach (var problem in ScriptGrammar.Check(script.Body.Text, parameters.Select(p => p.Key)))
        {
            script.Body.Report(problem, diagnostics);
        }

        if (diagnostics.Count > before)
        {
            return null;
        }

        var function = new Script(script.Name.Text, script.Body.Text, [.. parameters], new ScriptResult(type, rounding)).ToFunction();
        return new CheckedScript(script, new RuleSymbol(RuleSymbolKind.Script, script.Name.Text, TypeFact.Present(function.Type)), function);
    }

    private FeelType ScriptType(string kind, RuleText place) => kind switch
    {
        "number" => new NumberType(Unit.One),
        _ when kind.StartsWith(NumberOf, StringComparison.Ordinal) => new NumberType(UnitOf(kind[NumberOf.Length..], place)),
        _ when kind.StartsWith(ListOf, StringComparison.Ordinal) => new ListType(ScriptType(kind[ListOf.Length..], place), ItemsMayBeMissing: false),
        _ => OutputKind(kind),
    };

    private void NoteScripts(RuleText text, CheckedExpression expression)
    {
        foreach (var symbol in expression.Globals.OfType<RuleSymbol>().Where(s => s.Kind == RuleSymbolKind.Script).Distinct())
        {
            scriptUses.TryAdd(symbol.Name, []);
            scriptUses[symbol.Name].Add(new RelatedPlace(text.Location, "called here"));
        }
    }

    private void ReportScripts()
    {
        foreach (var (name, uses) in scriptUses.OrderBy(u => u.Key, StringComparer.Ordinal))
        {
            declared[name].Report(DiagnosticCatalog.ScriptUse, $"‘{name}’ is a script, called in {(uses.Count == 1 ? "one place" : $"{uses.Count} places")}", "say it in expressions where they can: they are explained step by step", diagnostics, [.. uses]);
        }
    }
}
