using System.Collections.Immutable;
using Cahier.Feel.Diagnostics;
using Cahier.Feel.Evaluation;
using Cahier.Feel.Functions;
using Cahier.Feel.Syntax;
using Cahier.Feel.Types;
using Cahier.Feel.Values;

namespace Cahier.Feel.Checking;

public sealed partial class Checker
{
    private static readonly HashSet<string> OneUnitFunctions = new(StringComparer.Ordinal) { "min", "max", "sum", "mean", "median", "get or else" };

    // Functions that write a date, a time or a duration: of literals they are as good as a literal.
    private static readonly HashSet<string> Constructors = new(StringComparer.Ordinal) { "date", "time", "date and time", "duration" };

    private TypeFact Invocation(InvocationNode node)
    {
        // An unknown name that is called is an unknown function.
        if (node.Function is NameNode unknown && Resolve(unknown.Name) is null)
        {
            foreach (var argument in node.Arguments)
            {
                Visit(argument.Value);
            }

            var foreign = ForeignWords.Function(unknown.Name);
            if (foreign is not null)
            {
                // The ; between its arguments belongs to the same habit.
                problems.RemoveAll(p => p.Code == DiagnosticCatalog.OtherLanguage && p.Span.Start > node.Span.Start && p.Span.End < node.Span.End);
            }

            Report(DiagnosticCatalog.UnknownFunction, unknown.Span, $"there is no function ‘{unknown.Name}’", foreign ?? Suggestions.Remedy(unknown.Name, BuiltinLibrary.All.Keys.Concat(scope.Names)));
            return facts[unknown.Id] = AlreadyReported;
        }

        var function = Visit(node.Function);
        var arguments = node.Arguments.Select(a => Visit(a.Value)).ToImmutableArray();
        if (node.Function is NameNode name && symbols[name.Id] is BuiltinSymbol symbol)
        {
            return Builtin(node, symbol.Builtin, arguments);
        }

        if (function.Type is FunctionType { Parameters.IsEmpty: false } known)
        {
            return Defined(node, known, arguments, function.MayBeMissing);
        }

        if (function.Type is not (FunctionType or AnyType))
        {
            Report(DiagnosticCatalog.UnknownFunction, node.Function.Span, $"{Quote(node.Function)} is a {function.Type}, not a function", "put a sign such as * before the bracket, or take the brackets out");
        }

        return AlreadyReported;
    }

    private TypeFact Builtin(InvocationNode node, Builtin builtin, ImmutableArray<TypeFact> arguments)
    {
        if (builtin.Name is "now" or "today")
        {
            Report(DiagnosticCatalog.ClockRead, node.Span, $"‘{builtin.Name}()’ gives another answer every day, so a payment could not be calculated again", "use the unit's date, period.start or period.end");
        }

        if (Constant(node, builtin) is { } constant)
        {
            return constant;
        }

        var named = node.Arguments.Any(a => a.Name is not null);
        var overloads = named
            ? builtin.Overloads.Where(o => node.Arguments.All(a => o.Parameters.Any(p => p.Name == a.Name)) && o.Parameters.All(p => p.Optional || node.Arguments.Any(a => a.Name == p.Name))).ToList()
            : builtin.Overloads.Where(o => o.Accepts(arguments.Length)).ToList();
        if (overloads.Count == 0)
        {
            Report(DiagnosticCatalog.WrongArguments, node.Span, $"{builtin.Name} does not take {(named ? "arguments of these names" : Count(arguments.Length))}", $"write {string.Join(" or ", builtin.Overloads.Select(o => Signature(builtin, o)))}");
            return AlreadyReported;
        }

        var ordered = overloads.Select(o => (Overload: o, Facts: Order(o, node, arguments))).ToList();
        var fitting = ordered.Where(o => o.Facts.Zip(Enumerable.Range(0, o.Facts.Length)).All(p => Fits(ParameterAt(o.Overload, p.Second).Type, p.First.Type))).ToList();
        if (fitting.Count == 0)
        {
            var (overload, given) = ordered[0];
            var wrong = Enumerable.Range(0, given.Length).First(i => !Fits(ParameterAt(overload, i).Type, given[i].Type));
            Report(DiagnosticCatalog.WrongArguments, node.Span, $"{builtin.Name} wants a {ParameterAt(overload, wrong).Type} as ‘{ParameterAt(overload, wrong).Name}’, but gets a {given[wrong].Type}", $"write {Signature(builtin, overload)}");
            return AlreadyReported;
        }

        if (mode == CheckMode.Standard && (overloads.Count > 1 || named))
        {
            return TypeFact.Optional(FeelType.Any);
        }

        var (chosen, chosenFacts) = fitting[0];
        return BuiltinResult(node, builtin, chosen, chosenFacts);
    }

    // A date or duration written as a text is known now, and with it its kind and whether it exists.
    private TypeFact? Constant(InvocationNode node, Builtin builtin)
    {
        if (!Constructors.Contains(builtin.Name) || !node.Arguments.All(a => a is { Name: null, Value: LiteralNode { Value: not NullValue } }))
        {
            return null;
        }

        var value = BuiltinLibrary.Invoke(builtin, [.. node.Arguments.Select(a => ((LiteralNode)a.Value).Value)], new EvaluationScope(NoClock.Instance));
        if (value is NullValue unknown)
        {
            if (mode == CheckMode.Standard)
            {
                return null;
            }

            Report(DiagnosticCatalog.BadLiteral, node.Span, $"{Quote(node)} has no value{(unknown.Causes is [NoResult cause, ..] ? $": {cause.Text}" : "")}", ArithmeticTypes.ConstructorRemedy(builtin.Name));
            return AlreadyReported;
        }

        constants[node.Id] = value;
        return TypeFact.Present(TypeOf.Value(value));
    }

    private TypeFact BuiltinResult(InvocationNode node, Builtin builtin, Overload overload, ImmutableArray<TypeFact> arguments)
    {
        var result = overload.Result([.. arguments.Select(a => a.Type)]);
        if (OneUnitFunctions.Contains(builtin.Name))
        {
            result = OneUnit(node, result);
        }

        if (builtin.Name is "min" or "max" or "get or else" && result is AnyType && !arguments.Any(a => (a.Type is ListType list && builtin.Name != "get or else" ? list.Element : a.Type) is AnyType))
        {
            Report(DiagnosticCatalog.WrongArguments, node.Span, $"{builtin.Name} gets values of different kinds: {string.Join(" and ", arguments.Select(a => $"a {a.Type}").Distinct(StringComparer.Ordinal))}", "give values of one kind");
            return AlreadyReported;
        }

        if (builtin.Name is "min" or "max" && arguments.Length > 1 && arguments.Any(a => a.Type is ListType))
        {
            Report(DiagnosticCatalog.WrongArguments, node.Span, $"{builtin.Name} gets a list among other values", "give one list, or several values");
            return AlreadyReported;
        }

        if (builtin.Name is "min" or "max" && !ArithmeticTypes.HasOrder(result))
        {
            Report(DiagnosticCatalog.WrongArguments, node.Span, $"{builtin.Name} gets a {result}, and such values have no order", "use numbers, texts, dates or durations");
            return AlreadyReported;
        }

        if (builtin.Name == "get or else")
        {
            return new TypeFact(result, arguments.Length < 2 || arguments[1].MayBeMissing);
        }

        var itemsMissing = builtin.Name is not "count" && arguments.Any(a => a.Type is ListType { ItemsMayBeMissing: true });
        var unsure = arguments.Any(a => a.Type is AnyType or ListType { Element: AnyType });
        // A list written in place with items has a sum, so it is partial only when the list may be empty.
        var partial = overload.Partial && !(OneUnitFunctions.Contains(builtin.Name) && (overload.Variadic || node.Arguments is [{ Value: ListNode { Items.IsEmpty: false } }]));
        partial |= overload.Compares && !HaveOrder(arguments);
        return new TypeFact(result, partial || unsure || itemsMissing || arguments.Any(a => a.MayBeMissing));
    }

    private static bool HaveOrder(ImmutableArray<TypeFact> arguments)
    {
        var kinds = arguments.Select(a => a.Type is RangeType range ? range.Element : a.Type).ToList();
        return kinds.TrueForAll(k => k is not AnyType && ArithmeticTypes.HasOrder(k)) && kinds.DistinctBy(k => k.GetType()).Count() == 1;
    }

    private FeelType OneUnit(InvocationNode node, FeelType result)
    {
        NumberType? first = null;
        Node? firstNode = null;
        foreach (var argument in node.Arguments)
        {
            var type = facts[argument.Value.Id].Type;
            if (ItemType(type) is not NumberType { Unit: not null } number)
            {
                continue;
            }

            if (first is not null)
            {
                SameUnit(argument.Value.Span, firstNode!, first, argument.Value, number, "taken together");
            }

            (first, firstNode) = (first ?? number, firstNode ?? argument.Value);
        }

        return first is not null && result is NumberType ? first : result;
    }

    private static ImmutableArray<TypeFact> Order(Overload overload, InvocationNode node, ImmutableArray<TypeFact> arguments)
    {
        if (!node.Arguments.Any(a => a.Name is not null))
        {
            return arguments;
        }

        return [.. overload.Parameters.Select(p =>
        {
            var index = node.Arguments.ToList().FindIndex(a => a.Name == p.Name);
            return index < 0 ? TypeFact.Present(FeelType.Null) : arguments[index];
        })];
    }

    private static BuiltinParameter ParameterAt(Overload overload, int index) => overload.Parameters[Math.Min(index, overload.Parameters.Length - 1)];

    private bool Fits(FeelType wanted, FeelType given) => (wanted, given) switch
    {
        (AnyType, _) or (_, AnyType) or (_, NullType) => true,
        (ListType w, ListType g) => Fits(w.Element, g.Element),
        (ListType w, _) => Fits(w.Element, given),
        (_, ListType g) when mode == CheckMode.Standard => Fits(wanted, g.Element),
        (ContextType, RowType or ContextType) => true,
        (RangeType w, RangeType g) => Fits(w.Element, g.Element),
        (FunctionType, FunctionType) => true,
        (RowType, RowType) => wanted == given,
        (DateType, MomentType) or (MomentType, DateType) => mode == CheckMode.Standard,
        _ => wanted.GetType() == given.GetType(),
    };

    private TypeFact Defined(InvocationNode node, FunctionType function, ImmutableArray<TypeFact> arguments, bool missing)
    {
        var parameters = function.Parameters;
        if (node.Arguments.Length != parameters.Length)
        {
            Report(DiagnosticCatalog.WrongArguments, node.Span, $"{Quote(node.Function)} takes {Count(parameters.Length)}, but gets {node.Arguments.Length}", $"write {parsed.Text.AsSpan(node.Function.Span.Start, node.Function.Span.Length)}({string.Join(", ", parameters.Select(p => p.Key))})");
            return TypeFact.Optional(function.Result);
        }

        if (node.Arguments.Any(a => a.Name is not null) && node.Arguments.DistinctBy(a => a.Name).Count() < node.Arguments.Length)
        {
            Report(DiagnosticCatalog.WrongArguments, node.Span, $"{Quote(node.Function)} gets two values for one parameter", "name each parameter once, or none of them");
            return TypeFact.Optional(function.Result);
        }

        for (var i = 0; i < arguments.Length; i++)
        {
            var argument = node.Arguments[i];
            var parameter = argument.Name is null ? parameters[i] : parameters.FirstOrDefault(p => p.Key == argument.Name);
            if (parameter.Key is null)
            {
                Report(DiagnosticCatalog.WrongArguments, argument.Value.Span, $"{Quote(node.Function)} has no parameter ‘{argument.Name}’", Suggestions.Remedy(argument.Name!, parameters.Select(p => p.Key)));
            }
            else if (!Fits(parameter.Value, arguments[i].Type))
            {
                Report(DiagnosticCatalog.WrongArguments, argument.Value.Span, $"{Quote(node.Function)} wants a {parameter.Value} as ‘{parameter.Key}’, but gets a {arguments[i].Type}", "give a value of that kind");
            }
            else if (ItemType(parameter.Value) is NumberType { Unit: { } unit } wanted && ItemType(arguments[i].Type) is NumberType { Unit: { } other } given && !unit.Equals(other))
            {
                Report(DiagnosticCatalog.UnitsDiffer, argument.Value.Span, $"{Quote(node.Function)} wants ‘{parameter.Key}’ in {UnitName(wanted)}, but {Quote(argument.Value)} is in {UnitName(given)}", "give a value of that unit");
            }
        }

        var sure = function.IsTotal && !missing && arguments.Zip(parameters).All(p => IsAmong(p.First, p.Second.Value));
        return new TypeFact(function.Result, !sure);
    }

    private static FeelType ItemType(FeelType type) => type is ListType list ? list.Element : type;

    /// <summary>Whether a value is known to be one of those for which the parameter is meant.</summary>
    private static bool IsAmong(TypeFact argument, FeelType parameter) => !argument.MayBeMissing && (argument.Type, parameter) switch
    {
        (AnyType, _) => false,
        (TextType { Codes: var given }, TextType { Codes: { } wanted }) => wanted.Equals(given),
        _ => true,
    };

    private TypeFact Function(FunctionNode node)
    {
        if (node.External)
        {
            Report(DiagnosticCatalog.UnknownFunction, node.Span, "an external function would run code from outside", "write the function in the language");
        }

        var saved = bindings;
        declared[node.Id] = [.. node.Parameters.Select(p => new LocalSymbol(p.Name, TypeFact.Optional((p.Type is null ? null : Named(p.Type)) ?? FeelType.Any)))];
        foreach (var symbol in declared[node.Id])
        {
            bindings = bindings.Push(new Binding(symbol, OpensEntries: false));
        }

        var body = Visit(node.Body);
        bindings = saved;
        return TypeFact.Present(new FunctionType([.. declared[node.Id].Select(s => KeyValuePair.Create(s.Name, s.Fact.Type))], body.Type));
    }

    private static string Count(int count) => count switch { 0 => "no argument", 1 => "one argument", _ => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{count} arguments") };

    private static string Signature(Builtin builtin, Overload overload) =>
        $"{builtin.Name}({string.Join(", ", overload.Parameters.Select(p => p.Optional ? $"{p.Name}?" : p.Name))}{(overload.Variadic ? ", …" : "")})";
}
