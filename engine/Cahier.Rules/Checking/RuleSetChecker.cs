using System.Collections.Immutable;
using Cahier.Facts.Models;
using Cahier.Facts.Yaml;
using Cahier.Feel.Checking;
using Cahier.Feel.Diagnostics;
using Cahier.Feel.Functions;
using Cahier.Feel.Types;
using Cahier.Rules.Definitions;

namespace Cahier.Rules.Checking;

/// <summary>The outcome of a check: a rule set that may be compiled, when nothing is wrong with it.</summary>
public sealed record CheckOutcome(CheckedRuleSet? RuleSet, ImmutableArray<Diagnostic> Diagnostics);

/// <summary>
/// Checks a cahier's version against its model. Each definition is checked when it is first read, so that the order of
/// checking is an order of calculation; reading one that is being checked is a circle.
/// </summary>
public sealed partial class RuleSetChecker
{
    private const long LargestSize = 20_000;

    private readonly RuleSetDefinition definition;
    private readonly FactModel model;
    private readonly DiagnosticBag diagnostics = new();
    private readonly Dictionary<string, Func<RuleSymbol?>> names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RuleText> declared = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RuleSymbol?> symbols = new(StringComparer.Ordinal);
    private readonly HashSet<string> open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CheckedDefinition> done = new(StringComparer.Ordinal);
    private readonly List<CheckedDefinition> schedule = [];
    private readonly HashSet<FieldRead> fields = [];
    private readonly HashSet<string> used = new(StringComparer.Ordinal);
    private readonly RowType unitResult = new("unit");

    private RuleSetChecker(RuleSetDefinition definition, FactModel model)
    {
        this.definition = definition;
        this.model = model;
    }

    /// <summary>Checks a version.</summary>
    public static CheckOutcome Check(RuleSetDefinition definition, FactModel model) => new RuleSetChecker(definition, model).Run();

    private CheckOutcome Run()
    {
        if (model.Find(definition.Unit.Entity.Text) is null)
        {
            definition.Unit.Entity.Report(DiagnosticCatalog.UnitEntity, $"the model {model.Name} has no entity ‘{definition.Unit.Entity.Text}’", Suggestions.Remedy(definition.Unit.Entity.Text, model.Entities.Select(e => e.Name)), diagnostics);
            return new CheckOutcome(null, diagnostics.ToImmutable());
        }

        DeclareNames();
        var unit = UnitExpressions();
        var eligibility = definition.Eligibility.Select(Rule).ToList();
        var exclusions = definition.Exclusions.Select(Rule).ToList();
        RefuseSameId(definition.Eligibility.Concat(definition.Exclusions).Select(r => r.Id));
        var judging = schedule.Count;
        RefuseResultsInJudging();
        foreach (var name in declared.Keys)
        {
            Resolve(name);
        }

        if (!diagnostics.HasErrors)
        {
            NoteUnused();
            ReportScripts();
        }

        ProvenanceOf();
        return new CheckOutcome(diagnostics.HasErrors ? null : Made(unit, eligibility!, exclusions!, judging), diagnostics.ToImmutable());
    }

    private CheckedRuleSet Made((CheckedExpression? Date, CheckedExpression? Participant, CheckedExpression? TakesPart) unit, List<CheckedRule> eligibility, List<CheckedRule> exclusions, int judging) => new()
    {
        Definition = definition,
        Model = model,
        UnitEntity = model.RowType(definition.Unit.Entity.Text),
        Date = unit.Date!,
        Participant = unit.Participant!,
        TakesPart = unit.TakesPart,
        Parameters = [.. definition.Parameters.Select(p => Done<CheckedParameter>(p.Name))],
        Tables = [.. definition.Tables.Select(t => Done<CheckedTable>(t.Name))],
        Functions = [.. definition.Functions.Select(f => Done<CheckedFunction>(f.Name))],
        Scripts = [.. definition.Scripts.Select(s => Done<CheckedScript>(s.Name))],
        Values = [.. definition.Values.Select(v => Done<CheckedValue>(v.Name))],
        Eligibility = [.. eligibility],
        Exclusions = [.. exclusions],
        Indicators = [.. definition.Indicators.Select(i => Done<CheckedIndicator>(i.Id))],
        Cohort = [.. definition.Cohort.Select(c => Done<CheckedCohortValue>(c.Id))],
        UnitLines = [.. definition.UnitLines.Select(l => Done<CheckedLine>(l.Id))],
        ParticipantLines = [.. definition.ParticipantLines.Select(l => Done<CheckedLine>(l.Id))],
        Schedule = [.. schedule],
        JudgingSteps = judging,
        UnitResult = unitResult,
        FieldsRead = [.. fields.Where(f => f.Entity != unitResult).OrderBy(f => f.Entity.Entity, StringComparer.Ordinal).ThenBy(f => f.Field.Ordinal)],
    };

    private T Done<T>(RuleText name)
        where T : CheckedDefinition => (T)done[name.Text];

    private void DeclareNames()
    {
        var entity = model.RowType(definition.Unit.Entity.Text);
        Known(new RuleSymbol(RuleSymbolKind.Unit, definition.Unit.As, TypeFact.Present(entity)));
        Known(new RuleSymbol(RuleSymbolKind.Period, ReservedNames.Period, TypeFact.Present(new ContextType([
            KeyValuePair.Create("start", TypeFact.Present(FeelType.Date)), KeyValuePair.Create("end", TypeFact.Present(FeelType.Date)),
        ]))));
        Declare(definition.Parameters, p => p.Name, Parameter);
        Declare(definition.Tables, t => t.Name, Table);
        Declare(definition.Functions, f => f.Name, Function);
        Declare(definition.Scripts, s => s.Name, Script);
        Declare(definition.Values, v => v.Name, Value);
        Declare(definition.UnitLines, l => l.Id, UnitLine);
        Declare(definition.Indicators, i => i.Id, Indicator);
        Declare(definition.Cohort, c => c.Id, Cohort);
        Declare(definition.ParticipantLines, l => l.Id, ParticipantLine);
    }

    private void Known(RuleSymbol symbol) => symbols[symbol.Name] = symbol;

    private void Declare<T>(IEnumerable<T> definitions, Func<T, RuleText> name, Func<T, CheckedDefinition?> check)
    {
        foreach (var item in definitions)
        {
            var text = name(item);
            if (ReservedNames.Contains(text.Text) || BuiltinLibrary.All.ContainsKey(text.Text) || text.Text == definition.Unit.As)
            {
                text.Report(DiagnosticCatalog.NameUsedTwice, $"‘{text.Text}’ already has a meaning in the language or in this cahier", "choose another name", diagnostics);
            }
            else if (declared.TryGetValue(text.Text, out var former))
            {
                text.Report(DiagnosticCatalog.NameUsedTwice, $"‘{text.Text}’ is defined twice", "choose another name for one of them", diagnostics, new RelatedPlace(former.Location, "the other one"));
            }
            else
            {
                declared[text.Text] = text;
                names[text.Text] = () => check(item) is { } checkedItem ? Finish(checkedItem) : null;
            }
        }
    }

    private RuleSymbol Finish(CheckedDefinition item)
    {
        done[item.Name] = item;
        if (item is not (CheckedParameter or CheckedTable or CheckedFunction or CheckedScript))
        {
            schedule.Add(item);
        }

        return item.Symbol;
    }

    /// <summary>The symbol of a name, checking its definition first; null when there is none or its definition is wrong.</summary>
    private RuleSymbol? Resolve(string name, RuleText? from = null)
    {
        if (symbols.TryGetValue(name, out var known))
        {
            return known;
        }

        if (!names.TryGetValue(name, out var check))
        {
            return null;
        }

        if (!open.Add(name))
        {
            (from ?? declared[name]).Report(DiagnosticCatalog.DependsOnItself, $"‘{name}’ depends on itself", "say it without reading what is made of it", diagnostics, new RelatedPlace(declared[name].Location, $"‘{name}’ is defined here"));
            return null;
        }

        var symbol = check();
        open.Remove(name);
        symbols.TryAdd(name, symbol);
        return symbol;
    }

    private CheckedExpression? Expression(RuleText text, INameScope scope) => Expression(text, Checker.Check(text.Text, scope));

    private CheckedExpression? Expression(RuleText text, CheckResult result)
    {
        var before = diagnostics.Count;
        foreach (var problem in result.Problems)
        {
            text.Report(problem, diagnostics);
        }

        if (result.Expression is { } expression)
        {
            fields.UnionWith(expression.Fields);
            used.UnionWith(expression.Globals.Select(g => g.Name));
            NoteScripts(text, expression);
            used.UnionWith(expression.Fields.Where(f => f.Entity == unitResult).Select(f => f.Field.Name));
        }

        if (result.Expression is { } whole && SizeOf(whole) > LargestSize)
        {
            text.Report(DiagnosticCatalog.TooLarge, $"with the functions and lists that it reads, this has more than {LargestSize} parts", "say less at once: keep what is calculated in values of the unit", diagnostics);
            return null;
        }

        // What reads a definition that is itself wrong is not judged: one mistake, one message.
        var readsWrong = result.Expression is { } read && read.Globals.Any(g => g is not RuleSymbol);
        return (diagnostics.Count == before || result.Problems.IsEmpty) && !readsWrong ? result.Expression : null;
    }

    /// <summary>How many parts an expression has with all that is compiled in its place: functions, and lists that are not kept for each unit.</summary>
    private long SizeOf(CheckedExpression expression) => expression.Size + expression.Globals.Sum(g => expression.Readings(g) * InPlace(g.Name));

    private long InPlace(string name) => done.GetValueOrDefault(name) switch
    {
        CheckedFunction function => SizeOf(function.Body),
        CheckedValue { IsColumn: false } value => SizeOf(value.Expression),
        _ => 0,
    };

    private void RefuseSameId(IEnumerable<RuleText> ids)
    {
        foreach (var group in ids.GroupBy(i => i.Text, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            group.Last().Report(DiagnosticCatalog.NameUsedTwice, $"two rules have the id {group.Key}", "give each rule an id of its own", diagnostics, new RelatedPlace(group.First().Location, "the other one"));
        }
    }

    private void RefuseResultsInJudging()
    {
        foreach (var result in schedule.Where(s => s is CheckedCohortValue { Definition.OverAllUnits: false } or CheckedIndicator))
        {
            declared[result.Name].Report(DiagnosticCatalog.JudgedByCohort, $"eligibility or exclusion reads ‘{result.Name}’, which is itself made of the included units", "judge units by facts only, or by a cohort value that says over: all units", diagnostics);
        }
    }

    private void NoteUnused()
    {
        foreach (var (name, text) in declared.Where(d => done.GetValueOrDefault(d.Key) is CheckedParameter or CheckedTable or CheckedFunction or CheckedScript or CheckedValue && !used.Contains(d.Key)))
        {
            text.Report(DiagnosticCatalog.NoUse, $"nothing uses ‘{name}’", "take it out, or use it", diagnostics);
        }
    }

    private void ProvenanceOf()
    {
        foreach (var parameter in definition.Parameters.Where(p => p.Basis is null && p.Source is null))
        {
            parameter.Name.Report(DiagnosticCatalog.UnknownSource, $"the parameter ‘{parameter.Name.Text}’ says neither where it comes from nor how sure it is", "add source: and, for a figure that is made up, basis: illustrative", diagnostics);
        }
    }
}
