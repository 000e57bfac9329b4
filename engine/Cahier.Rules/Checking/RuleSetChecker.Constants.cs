using Cahier.Feel.Checking;
using Cahier.Feel.Diagnostics;
using Cahier.Feel.Evaluation;
using Cahier.Feel.Functions;
using Cahier.Feel.Types;
using Cahier.Feel.Values;
using Cahier.Rules.Definitions;

namespace Cahier.Rules.Checking;

public sealed partial class RuleSetChecker
{
    /// <summary>Constants speak of nothing.</summary>
    internal sealed class NoNames : INameScope, IGlobals, IEvaluationClock
    {
        public static NoNames Instance { get; } = new();

        public IEnumerable<string> Names => [];

        public Moment Now => throw new InvalidOperationException("constants read no clock");

        public bool TryFind(string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out GlobalSymbol? symbol)
        {
            symbol = null;
            return false;
        }

        public FeelValue Read(GlobalSymbol symbol) => throw new InvalidOperationException("constants read no names");
    }

    private FeelValue? Constant(RuleText text)
    {
        if (Expression(text, NoNames.Instance) is not { } expression)
        {
            return null;
        }

        var value = Interpreter.Evaluate(expression, NoNames.Instance, new EvaluationScope(NoNames.Instance));
        if (value is NullValue unknown)
        {
            text.Report(DiagnosticCatalog.ParameterValue, $"‘{text.Text}’ has no value{(unknown.Causes is [NoResult cause, ..] ? $": {cause.Text}" : "")}", "write a value, for example 10900, 0.5 or duration(\"P365D\")", diagnostics);
            return null;
        }

        return value;
    }

    private CheckedParameter? Parameter(ParameterDefinition parameter)
    {
        var values = parameter.Values.Select(v => (v.From, v.Value, Constant: Constant(v.Value))).ToList();
        if (values.Exists(v => v.Constant is null))
        {
            return null;
        }

        var first = values[0].Constant!;
        foreach (var odd in values.Where(v => v.Constant!.GetType() != first.GetType()))
        {
            odd.Value.Report(DiagnosticCatalog.ParameterValue, $"this is a {TypeOf.Value(odd.Constant!)}, but the first value of ‘{parameter.Name}’ is a {TypeOf.Value(first)}", "give every value the same kind", diagnostics);
            return null;
        }

        if (values[0].From > definition.AppliesFrom)
        {
            parameter.Name.Report(DiagnosticCatalog.ParameterGap, $"‘{parameter.Name}’ has no value from {definition.AppliesFrom} to {values[0].From.AddDays(-1)}, when the version applies", $"add the value in force on {definition.AppliesFrom}", diagnostics);
            return null;
        }

        var type = TypeOf.Value(first);
        if (type is NumberType)
        {
            type = new NumberType(UnitOf(parameter.Unit));
        }
        else if (parameter.Unit is not null)
        {
            parameter.Unit.Report(DiagnosticCatalog.ParameterValue, $"‘{parameter.Name}’ is a {type}: it has no unit", "take unit: out", diagnostics);
        }

        var nonZero = values.TrueForAll(v => v.Constant is NumberValue { Value: not 0 });
        return new CheckedParameter(parameter, new RuleSymbol(RuleSymbolKind.Parameter, parameter.Name.Text, TypeFact.Present(type), nonZero), [.. values.Select(v => new DatedValue(v.From, v.Constant!))]);
    }

    private Unit UnitOf(RuleText? text) => text is null ? Unit.One : UnitOf(text.Text, text);

    private Unit UnitOf(string name, RuleText place)
    {
        if (model.TryReadUnit(name, out var unit))
        {
            return unit;
        }

        place.Report(DiagnosticCatalog.UnknownUnit, $"‘{name}’ is no unit that the model knows", model.SuggestUnit(name), diagnostics);
        return Unit.One;
    }
}
