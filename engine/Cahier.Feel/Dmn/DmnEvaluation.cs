using System.Collections.Immutable;
using Cahier.Feel.Diagnostics;
using Cahier.Feel.Evaluation;
using Cahier.Feel.Functions;
using Cahier.Feel.Values;

namespace Cahier.Feel.Dmn;

/// <summary>An element of a model as a reader of lists sees it.</summary>
/// <param name="Kind">input, decision, knowledge or service.</param>
/// <param name="Type">The type that the model gives it, or none (C#).</param>
/// <param name="Needs">The names of what it reads or takes.</param>
public sealed record DmnItem(string Kind, string Name, string? Type, ImmutableArray<string> Needs);

/// <summary>Decides by a model, for the inputs given. Used by one thread.</summary>
public sealed class DmnEvaluation
{
    private readonly DmnModels models;
    private readonly ContextValue inputs;
    private readonly EvaluationScope scope;
    private readonly DmnEvaluator evaluator;
    private readonly DmnRun run;

    /// <param name="models">The model and those that it imports.</param>
    /// <param name="inputs">The inputs by name; those of an imported model as a context under its name, or by their own.</param>
    /// <param name="clock">What <c>now()</c> gives.</param>
    public DmnEvaluation(DmnModels models, ContextValue inputs, IEvaluationClock clock)
    {
        this.models = models;
        this.inputs = inputs;
        scope = new EvaluationScope(clock);
        evaluator = new DmnEvaluator(models, scope, EntryNames(inputs));
        run = new DmnRun(Given);
    }

    /// <summary>What the authors of the models should put right, as far as it was met.</summary>
    public IReadOnlyList<Diagnostic> Problems => evaluator.Expressions.Problems;

    /// <summary>The model's decisions, in the order of the file.</summary>
    public IEnumerable<string> Decisions => models.ElementsOf(models.Main).OfType<Decision>().Select(d => d.Name);

    /// <summary>The names that a value may be asked for: decisions, services and knowledge, those of imported models after the model's name.</summary>
    public IEnumerable<string> Names => Askable().Select(a => a.Name);

    /// <summary>Everything of the model, in the order of the file.</summary>
    public IEnumerable<DmnItem> Items => models.ElementsOf(models.Main).Select(e => new DmnItem(KindOf(e), e.Name, e.TypeRef, [.. Needs(e).Select(n => NameOf(n))]));

    /// <summary>Names given as inputs of which the models know nothing.</summary>
    public IEnumerable<string> UnknownInputs
    {
        get
        {
            var parameters = models.All.SelectMany(m => m.Elements).OfType<Knowledge>().SelectMany(k => k.Parameters.Select(p => p.Name));
            var known = models.All.SelectMany(m => m.Elements.Select(e => e.Name).Concat(m.Imports.Select(i => i.Name))).Concat(parameters).ToHashSet(StringComparer.Ordinal);
            return inputs.Entries.Select(e => e.Key).Where(k => !known.Contains(k) && !known.Contains(k.Split('.')[0]));
        }
    }

    /// <summary>The value of a decision, of what a service offers, or of knowledge for the inputs that have the names of its parameters; null (C#) when there is none of that name.</summary>
    public FeelValue? Decide(string name)
    {
        if (Askable().FirstOrDefault(a => a.Name == name).Element is not { } element)
        {
            return null;
        }

        scope.Restart();
        try
        {
            return element switch
            {
                DecisionService service => Offer(service),
                Knowledge knowledge => Apply(knowledge),
                _ => evaluator.Value(element, run),
            };
        }
        catch (EvaluationLimitException e)
        {
            return NullValue.Because(e.Message);
        }
    }

    private FeelValue Offer(DecisionService service)
    {
        var own = new DmnRun(Given);
        foreach (var input in evaluator.InputsOf(service))
        {
            var type = evaluator.TypeOf(input, service);
            own.Keep(input, Given(input) is { } given
                ? DmnCoercion.Convert(DmnCoercion.FromOutside(given, type), type, input.Name, scope)
                : NullValue.Because($"‘{input.Name}’ is not given"));
        }

        return evaluator.Offer(service, own);
    }

    private FeelValue Apply(Knowledge knowledge)
    {
        var arguments = knowledge.Parameters.Select(p => inputs.Find(p.Name) is { } given ? DmnCoercion.FromOutside(given, evaluator.TypeOf(knowledge.Model, p.TypeRef)) : NullValue.Because($"‘{p.Name}’ is not given"));
        return Semantics.Invoke(evaluator.Value(knowledge, run), new string?[knowledge.Parameters.Length], [.. arguments], scope);
    }

    private IEnumerable<(string Name, DrgElement Element)> Askable() => models.ElementsOf(models.Main)
        .Concat(models.All.SelectMany(m => m.Elements))
        .Where(e => e is Decision or DecisionService or Knowledge)
        .Select(e => (NameOf(e), e));

    private string NameOf(DrgElement element) =>
        models.AliasOf(models.Main, element.Model) is { Length: > 0 } alias ? $"{alias}.{element.Name}" : element.Name;

    private IEnumerable<DrgElement> Needs(DrgElement element) =>
        element is DecisionService service ? evaluator.InputsOf(service) : models.Find(element.Model, element.Requirements);

    private static string KindOf(DrgElement element) => element switch
    {
        InputData => "input",
        Decision => "decision",
        Knowledge => "knowledge",
        _ => "service",
    };

    private FeelValue? Given(DrgElement element) => Given(inputs, models.Main, element, []) ?? inputs.Find(element.Name);

    // Along the imports, each under its name: {alias: {name: value}}, or {"alias.name": value}.
    private FeelValue? Given(ContextValue given, DmnModel at, DrgElement element, ImmutableArray<DmnModel> path)
    {
        if (models.Merged(at).Contains(element.Model))
        {
            return given.Find(element.Name);
        }

        foreach (var import in models.Merged(at).SelectMany(m => m.Imports).Where(i => i.Name.Length > 0))
        {
            if (models.Imported(at, import.Name) is { } model && !path.Contains(model)
                && (given.Find($"{import.Name}.{element.Name}") ?? (given.Find(import.Name) is ContextValue inner ? Given(inner, model, element, path.Add(model)) : null)) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static IEnumerable<string> EntryNames(FeelValue value) => value switch
    {
        ContextValue context => context.Entries.SelectMany(e => EntryNames(e.Value).Prepend(e.Key)),
        ListValue list => list.Items.SelectMany(EntryNames),
        _ => [],
    };
}
