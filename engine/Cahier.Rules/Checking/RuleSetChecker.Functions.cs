using System.Collections.Immutable;
using Cahier.Feel.Checking;
using Cahier.Feel.Diagnostics;
using Cahier.Feel.Functions;
using Cahier.Feel.Types;
using Cahier.Rules.Definitions;

namespace Cahier.Rules.Checking;

public sealed partial class RuleSetChecker
{
    private const string ListOf = "list of ";
    private const string NumberOf = "number of ";

    /// <summary>The names that a function sees beside its parameters: what is the same for every unit of a day.</summary>
    private sealed class FunctionScope(RuleSetChecker checker, RuleText from) : INameScope
    {
        public IEnumerable<string> Names => checker.shared;

        public bool TryFind(string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out GlobalSymbol? symbol)
        {
            if (checker.shared.Contains(name))
            {
                // A mistake in what is read is reported where it stands.
                symbol = checker.Resolve(name, from) ?? new GlobalSymbol(name, TypeFact.Optional(FeelType.Any));
                return true;
            }

            symbol = null;
            if (name == checker.definition.Unit?.As || checker.declared.ContainsKey(name))
            {
                from.Report(DiagnosticCatalog.UnknownName, $"a function does not see ‘{name}’: it speaks of its parameters only, and of parameters, tables, functions and scripts of the text", $"give ‘{name}’ to the function as a parameter", checker.diagnostics);
                symbol = new GlobalSymbol(name, TypeFact.Optional(FeelType.Any));
            }

            return symbol is not null;
        }
    }

    private CheckedFunction? Function(FunctionDefinition function)
    {
        foreach (var parameter in function.Parameters.Where(p => ReservedNames.Contains(p.Name.Text) || BuiltinLibrary.All.ContainsKey(p.Name.Text)))
        {
            parameter.Name.Report(DiagnosticCatalog.NameUsedTwice, $"‘{parameter.Name}’ already has a meaning in the language", "choose another name", diagnostics);
            return null;
        }

        var types = function.Parameters.Select(ParameterType).ToList();
        if (types.Contains(null))
        {
            return null;
        }

        var parameters = function.Parameters.Zip(types, (p, t) => KeyValuePair.Create(p.Name.Text, t!)).ToImmutableArray();
        if (Expression(function.Expression, Checker.CheckFunction(function.Expression.Text, parameters, new FunctionScope(this, function.Expression))) is not { } body)
        {
            return null;
        }

        var type = new FunctionType(parameters, body.Fact.Type, IsTotal: !body.Fact.MayBeMissing);
        return new CheckedFunction(function, new RuleSymbol(RuleSymbolKind.Function, function.Name.Text, TypeFact.Present(type)), body);
    }

    private FeelType? ParameterType(FunctionParameter parameter)
    {
        var before = diagnostics.Count;
        var type = parameter.Type.Text switch
        {
            "number" => new NumberType(Unit.One),
            "days and time duration" => FeelType.DaysDuration,
            "years and months duration" => FeelType.MonthsDuration,
            var kind when kind.StartsWith(NumberOf, StringComparison.Ordinal) => new NumberType(UnitOf(kind[NumberOf.Length..], parameter.Type)),
            var list when list.StartsWith(ListOf, StringComparison.Ordinal) => Entity(list[ListOf.Length..], parameter.Type) is { } items ? new ListType(items, ItemsMayBeMissing: false) : null,
            "text" or "boolean" or "date" => OutputKind(parameter.Type.Text),
            var field when field.Contains('.', StringComparison.Ordinal) => InputType(new TableColumn(parameter.Name.Text, field, null, parameter.Type, [], null)),
            var entity => Entity(entity, parameter.Type),
        };
        return diagnostics.Count == before ? type : null;
    }

    private RowType? Entity(string name, RuleText place)
    {
        if (model.Find(name) is not null)
        {
            return model.RowType(name);
        }

        place.Report(DiagnosticCatalog.UnknownName, $"the model {model.Name} has no entity ‘{name}’, and it is no kind of value", Suggestions.Remedy(name, model.Entities.Select(e => e.Name).Concat(["number", "text", "boolean", "date"])), diagnostics);
        return null;
    }
}
