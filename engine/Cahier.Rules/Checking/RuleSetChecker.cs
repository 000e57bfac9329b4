using System.Collections.Immutable;
using Cahier.Facts.Models;
using Cahier.Facts.Yaml;
using Cahier.Feel.Checking;
using Cahier.Feel.Diagnostics;
using Cahier.Feel.Functions;
using Cahier.Feel.Types;
using Cahier.Rules.Definitions;

namespace Cahier.Rules.Checking;

/// <summary>The outcome of a check: a rule set that may be compiled, when nothing is wrong with it and it is no library.</summary>
public sealed record CheckOutcome(CheckedRuleSet? RuleSet, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>The definitions of a library, when nothing is wrong with it; null for a cahier.</summary>
    internal CheckedLibrary? Library { get; init; }
}

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
    private readonly HashSet<string> shared = new(StringComparer.Ordinal);
    private readonly HashSet<string> used = new(StringComparer.Ordinal);
    private readonly RowType unitResult = new("unit");

    private RuleSetChecker(RuleSetDefinition definition, FactModel model)
    {
        this.definition = definition;
        this.model = model;
    }

    /// <summary>What the cahier judges; a library has none, and speaks of none.</summary>
    private UnitDefinition Judged => definition.Unit!;

    /// <summary>Checks a version of a cahier, or of a library in itself.</summary>
    public static CheckOutcome Check(RuleSetDefinition definition, FactModel model)
    {
        var checker = new RuleSetChecker(definition, model);
        return definition.IsLibrary ? checker.RunLibrary() : checker.Run();
    }

    private CheckOutcome RunLibrary()
    {
        DeclareShared(definition, null);
        ResolveOwn();
        ProvenanceOf();
        return new CheckOutcome(null, diagnostics.ToImmutable()) { Library = diagnostics.HasErrors ? null : MadeLibrary() };
    }

    private CheckOutcome Run()
    {
        if (model.Find(Judged.Entity.Text) is null)
        {
            Judged.Entity.Report(DiagnosticCatalog.UnitEntity, $"the model {model.Name} has no entity ‘{Judged.Entity.Text}’", Suggestions.Remedy(Judged.Entity.Text, model.Entities.Select(e => e.Name)), diagnostics);
            return new CheckOutcome(null, diagnostics.ToImmutable());
        }

        DeclareNames();
        var unit = UnitExpressions();
        var eligibility = definition.Eligibility.Select(Rule).ToList();
        var exclusions = definition.Exclusions.Select(Rule).ToList();
        RefuseSameId(definition.Eligibility.Concat(definition.Exclusions).Select(r => r.Id));
        var judging = schedule.Count;
        RefuseResultsInJudging();
        ResolveOwn();
        if (!diagnostics.HasErrors)
        {
            NoteUnused();
            ReportScripts();
        }

        ProvenanceOf();
        var made = diagnostics.HasErrors ? null : Made(unit, eligibility!, exclusions!, judging);
        if (made is not null)
        {
            Prove(made);
        }

        return new CheckOutcome(made, diagnostics.ToImmutable());
    }

    private CheckedRuleSet Made((CheckedExpression? Date, CheckedExpression? Participant, CheckedExpression? TakesPart) unit, List<CheckedRule> eligibility, List<CheckedRule> exclusions, int judging) => new()
    {
        Definition = definition,
        Model = model,
        UnitEntity = model.RowType(Judged.Entity.Text),
        Date = unit.Date!,
        Participant = unit.Participant!,
        TakesPart = unit.TakesPart,
        Parameters = [.. InUse<CheckedParameter>(d => d.Parameters.Select(p => p.Name))],
        Tables = [.. InUse<CheckedTable>(d => d.Tables.Select(t => t.Name))],
        Functions = [.. InUse<CheckedFunction>(d => d.Functions.Select(f => f.Name))],
        Scripts = [.. InUse<CheckedScript>(d => d.Scripts.Select(s => s.Name))],
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

    private CheckedLibrary MadeLibrary() => new(
        definition,
        model,
        [.. InUse<CheckedParameter>(d => d.Parameters.Select(p => p.Name))],
        [.. InUse<CheckedTable>(d => d.Tables.Select(t => t.Name))],
        [.. InUse<CheckedFunction>(d => d.Functions.Select(f => f.Name))],
        [.. InUse<CheckedScript>(d => d.Scripts.Select(s => s.Name))]);

    private T Done<T>(RuleText name)
        where T : CheckedDefinition => (T)done[name.Text];

    // Of the definitions of libraries, those that the cahier reads.
    private IEnumerable<T> InUse<T>(Func<RuleSetDefinition, IEnumerable<RuleText>> namesOf)
        where T : CheckedDefinition => definition.Libraries.Prepend(definition).SelectMany(namesOf).Where(n => done.ContainsKey(n.Text)).Select(Done<T>);

    private void ResolveOwn()
    {
        foreach (var name in declared.Keys.Where(n => !IsLent(n)))
        {
            Resolve(name);
        }
    }

    private bool IsLent(string name) => definition.Libraries.Any(l => l.Parameters.Any(p => p.Name == declared[name]) || l.Tables.Any(t => t.Name == declared[name]) || l.Functions.Any(f => f.Name == declared[name]) || l.Scripts.Any(s => s.Name == declared[name]));

    private void DeclareNames()
    {
        var entity = model.RowType(Judged.Entity.Text);
        Known(new RuleSymbol(RuleSymbolKind.Unit, Judged.As, TypeFact.Present(entity)));
        Known(new RuleSymbol(RuleSymbolKind.Period, ReservedNames.Period, TypeFact.Present(new ContextType([
            KeyValuePair.Create("start", TypeFact.Present(FeelType.Date)), KeyValuePair.Create("end", TypeFact.Present(FeelType.Date)),
        ]))));
        foreach (var (use, library) in definition.Uses.Zip(definition.Libraries))
        {
            DeclareShared(library, use);
        }

        DeclareShared(definition, null);
        Declare(definition.Values, v => v.Name, Value);
        Declare(definition.UnitLines, l => l.Id, UnitLine);
        Declare(definition.Indicators, i => i.Id, Indicator);
        Declare(definition.Cohort, c => c.Id, Cohort);
        Declare(definition.ParticipantLines, l => l.Id, ParticipantLine);
    }

    /// <summary>Declares what functions see too, and libraries may define.</summary>
    /// <param name="use">Where the cahier names the library, or none for its own definitions.</param>
    private void DeclareShared(RuleSetDefinition text, RuleText? use)
    {
        Declare(text.Parameters, p => p.Name, Parameter, use);
        Declare(text.Tables, t => t.Name, Table, use);
        Declare(text.Functions, f => f.Name, Function, use);
        Declare(text.Scripts, s => s.Name, Script, use);
        shared.UnionWith([.. text.Parameters.Select(p => p.Name.Text), .. text.Tables.Select(t => t.Name.Text), .. text.Functions.Select(f => f.Name.Text), .. text.Scripts.Select(s => s.Name.Text)]);
    }

    private void Known(RuleSymbol symbol) => symbols[symbol.Name] = symbol;

    private void Declare<T>(IEnumerable<T> definitions, Func<T, RuleText> name, Func<T, CheckedDefinition?> check, RuleText? use = null)
    {
        foreach (var item in definitions)
        {
            var text = name(item);
            if (ReservedNames.Contains(text.Text) || BuiltinLibrary.All.ContainsKey(text.Text) || text.Text == definition.Unit?.As)
            {
                (use ?? text).Report(DiagnosticCatalog.NameUsedTwice, $"‘{text.Text}’ already has a meaning in the language or in this cahier", "choose another name", diagnostics);
            }
            else if (declared.TryGetValue(text.Text, out var former))
            {
                (use ?? text).Report(DiagnosticCatalog.NameUsedTwice, $"‘{text.Text}’ is defined twice{(use is null ? "" : $": by {use.Text}, and elsewhere")}", "choose another name for one of them", diagnostics, new RelatedPlace(former.Location, "the other one"));
                names[text.Text] = () => null; // Which of the two is meant, nobody knows.
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
        foreach (var result in schedule.Where(s => s is CheckedCohortValue { Definition.OverAllUnits: false, Rows: null } or CheckedIndicator))
        {
            declared[result.Name].Report(DiagnosticCatalog.JudgedByCohort, $"eligibility or exclusion reads ‘{result.Name}’, which is itself made of the included units", "judge units by facts only, or by a cohort value that says over: all units", diagnostics);
        }
    }

    private void NoteUnused()
    {
        foreach (var (name, text) in declared.Where(d => done.GetValueOrDefault(d.Key) is CheckedParameter or CheckedTable or CheckedFunction or CheckedScript or CheckedValue && !used.Contains(d.Key) && !IsLent(d.Key)))
        {
            text.Report(DiagnosticCatalog.NoUse, $"nothing uses ‘{name}’", "take it out, or use it", diagnostics);
        }

        // A version that amends another takes over its sources, whether it still cites them or not.
        var cited = Cited().ToHashSet(StringComparer.Ordinal);
        foreach (var source in definition.Sources.Where(s => !cited.Contains(s.Id.Text) && s.Id.Location.File == definition.AppliesPlace.Location.File))
        {
            source.Id.Report(DiagnosticCatalog.NoUse, $"nothing comes from the source ‘{source.Id}’", "take it out, or name it with source: where it is used", diagnostics);
        }
    }

    private IEnumerable<string> Cited() => new[]
    {
        definition.Parameters.Select(p => p.Source), definition.Tables.Select(t => t.Source), definition.Values.Select(v => v.Source), definition.Functions.Select(f => f.Source),
        definition.Eligibility.Select(r => r.Source), definition.Exclusions.Select(r => r.Source), definition.Indicators.Select(i => i.Source),
        definition.Cohort.Select(c => c.Source), definition.UnitLines.Select(l => l.Source), definition.ParticipantLines.Select(l => l.Source),
    }.SelectMany(s => s).OfType<RuleText>().Select(s => s.Text);

    private void ProvenanceOf()
    {
        foreach (var parameter in definition.Parameters.Where(p => p.Basis is null && p.Source is null))
        {
            parameter.Name.Report(DiagnosticCatalog.UnknownSource, $"the parameter ‘{parameter.Name.Text}’ says neither where it comes from nor how sure it is", "add source: and, for a figure that is made up, basis: illustrative", diagnostics);
        }
    }
}
