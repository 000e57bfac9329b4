using System.Collections.Immutable;
using Cahier.Feel.Evaluation;
using Cahier.Feel.Types;
using Cahier.Feel.Values;

namespace Cahier.Feel.Dmn;

/// <summary>Evaluates the elements of models: decisions once per run, knowledge and services as functions.</summary>
internal sealed partial class DmnEvaluator
{
    private readonly DmnModels models;
    private readonly EvaluationScope scope;
    private readonly DmnTypes types;
    private readonly ImmutableArray<string> words;

    public DmnEvaluator(DmnModels models, EvaluationScope scope, IEnumerable<string> names)
    {
        this.models = models;
        this.scope = scope;
        Expressions = new DmnExpressions(scope);
        words = [.. DmnWords.Of(models).Concat(names).Distinct(StringComparer.Ordinal)];
        types = new DmnTypes(models, (model, tests, value) => Expressions.Passes(tests, value, new DmnFrame(model, types!, words)), Expressions.ReportUnknownType);
    }

    public DmnExpressions Expressions { get; }

    /// <summary>The type that a reference in a model names.</summary>
    public FeelType TypeOf(DmnModel model, string? reference) => types.Of(model, reference);

    /// <summary>The value of an element in a run.</summary>
    public FeelValue Value(DrgElement element, DmnRun run)
    {
        EvaluationScope.EnsureStack();
        if (!run.TryFind(element, out var value))
        {
            value = element switch
            {
                InputData input => Input(input, run),
                Decision decision => Decide(decision, run),
                Knowledge knowledge => Call(knowledge, run),
                DecisionService service => Call(service),
                _ => throw new InvalidOperationException($"no value for {element.GetType().Name}"),
            };
            run.Keep(element, value);
        }

        return value;
    }

    /// <summary>The values of the decisions that a service offers: the one value, or a context of several.</summary>
    public FeelValue Offer(DecisionService service, DmnRun run)
    {
        var outputs = models.Find(service.Model, service.Outputs).Select(o => KeyValuePair.Create(o.Name, Value(o, run))).ToImmutableArray();
        var value = outputs.Length == 1 ? outputs[0].Value : new ContextValue(outputs);
        return types.Of(service.Model, service.TypeRef) is var type && type is FunctionType function
            ? DmnCoercion.Convert(value, function.Result, service.Name, scope)
            : DmnCoercion.Convert(value, type, service.Name, scope);
    }

    /// <summary>What a service takes, in the order of the call.</summary>
    public IEnumerable<DrgElement> InputsOf(DecisionService service) => models.Find(service.Model, service.Inputs);

    /// <summary>The type that a value for an element must have, a service's own type asked first.</summary>
    public FeelType TypeOf(DrgElement element, DecisionService? service = null) =>
        service is not null && types.Of(service.Model, service.TypeRef) is FunctionType { Parameters: var parameters } && parameters.FirstOrDefault(p => p.Key == element.Name) is { Value: { } declared and not AnyType }
            ? declared
            : types.Of(element.Model, element.TypeRef);

    private FeelValue Input(InputData input, DmnRun run)
    {
        var type = TypeOf(input);
        return run.Given(input) is { } given
            ? DmnCoercion.Convert(DmnCoercion.FromOutside(given, type), type, input.Name, scope)
            : NullValue.Because($"the input ‘{input.Name}’ is not given");
    }

    private FeelValue Decide(Decision decision, DmnRun run)
    {
        if (decision.Logic is not { } logic)
        {
            return run.Given(decision) is { } given
                ? DmnCoercion.Convert(given, TypeOf(decision), decision.Name, scope)
                : NullValue.Because($"the model does not say how ‘{decision.Name}’ is decided, and no value is given for it");
        }

        var value = Evaluate(logic, Surroundings(decision, run));
        return DmnCoercion.Convert(value, TypeOf(decision), decision.Name, scope);
    }

    private FeelValue Call(Knowledge knowledge, DmnRun run)
    {
        if (knowledge.Function is not { } function)
        {
            return NullValue.Because($"the model does not say how ‘{knowledge.Name}’ is found");
        }

        // It may call itself; what it needs is found when it is first called, so that two may call each other.
        var surroundings = new Lazy<DmnFrame>(() => Surroundings(knowledge, run));
        var own = new FunctionValue(null, [.. function.Parameters.Select(p => p.Name)], scope.Bounded(arguments => Apply(function, surroundings.Value, arguments)));
        return DmnCoercion.ConvertFunction(DmnCoercion.ConvertFunction(own, types.Of(knowledge.Model, function.TypeRef), knowledge.Name, scope), TypeOf(knowledge), knowledge.Name, scope);
    }

    private FunctionValue Call(DecisionService service)
    {
        ImmutableArray<DrgElement> inputs = [.. InputsOf(service)];
        return new FunctionValue(null, [.. inputs.Select(i => i.Name)], scope.Bounded(arguments =>
        {
            var run = new DmnRun();
            foreach (var (input, argument) in inputs.Zip(arguments))
            {
                run.Keep(input, DmnCoercion.Convert(argument, TypeOf(input, service), input.Name, scope));
            }

            return Offer(service, run);
        }));
    }

    /// <summary>The names that an element's expression may read: what it requires, and of other models by their name.</summary>
    private DmnFrame Surroundings(DrgElement element, DmnRun run)
    {
        var frame = new DmnFrame(element.Model, types, words);
        var needs = models.Find(element.Model, element.Requirements).Distinct().ToList();
        foreach (var group in needs.GroupBy(n => models.AliasOf(element.Model, n.Model)))
        {
            var values = group.Select(n => KeyValuePair.Create(n.Name, Value(n, run))).DistinctBy(n => n.Key).ToImmutableArray();
            frame = group.Key.Length == 0
                ? values.Aggregate(frame, (f, v) => f.With(v.Key, v.Value))
                : frame.With(group.Key, new ContextValue(values));
        }

        return element is Knowledge && !needs.Contains(element) ? frame.With(element.Name, Value(element, run)) : frame;
    }

    private FeelValue Apply(FunctionLogic function, DmnFrame frame, FeelValue[] arguments)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            var parameter = function.Parameters[i];
            frame = frame.With(parameter.Name, DmnCoercion.Convert(arguments[i], frame.TypeOf(parameter.TypeRef), parameter.Name, scope));
        }

        return Evaluate(function.Body, frame);
    }
}
