using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Cahier.Feel.Evaluation;
using Cahier.Feel.Types;
using Cahier.Feel.Values;

namespace Cahier.Feel.Functions;

/// <summary>Every function of the language, and how a call finds the overload that it means. Safe to share between threads.</summary>
public static class BuiltinLibrary
{
    public static FrozenDictionary<string, Builtin> All { get; } = new[]
    {
        BooleanFunctions.All, NumberFunctions.All, TextFunctions.All, ListFunctions.All, AggregateFunctions.All, DateFunctions.All,
        DurationFunctions.All, RangeFunctions.All, ContextFunctions.All, ConversionFunctions.All, AddedFunctions.All,
    }.SelectMany(family => family).ToFrozenDictionary(builtin => builtin.Name, StringComparer.Ordinal);

    public static bool TryFind(string name, [NotNullWhen(true)] out Builtin? builtin) => All.TryGetValue(name, out builtin);

    /// <summary>Calls by position. Arguments that no overload takes give null with the cause.</summary>
    public static FeelValue Invoke(Builtin builtin, ReadOnlySpan<FeelValue> positional, EvaluationScope scope)
    {
        foreach (var converting in (ReadOnlySpan<bool>)[false, true])
        {
            foreach (var overload in builtin.Overloads)
            {
                if (overload.Accepts(positional.Length) && TryFit(overload, positional, converting, out var arguments))
                {
                    return overload.Body(arguments, scope);
                }
            }
        }

        return Refused(builtin, positional);
    }

    /// <summary>
    /// Calls by the names of parameters. As the standard has it, a parameter that is not named is null; an overload whose
    /// parameters are all named goes first. Names or values that no overload takes give null with the cause.
    /// </summary>
    public static FeelValue InvokeNamed(Builtin builtin, IReadOnlyList<(string Name, FeelValue Value)> named, EvaluationScope scope)
    {
        foreach (var (complete, converting) in (ReadOnlySpan<(bool, bool)>)[(true, false), (true, true), (false, false), (false, true)])
        {
            foreach (var overload in builtin.Overloads)
            {
                if (TryOrder(overload, named, complete, out var ordered) && TryFit(overload, ordered.AsSpan(), converting, out var arguments))
                {
                    return overload.Body(arguments, scope);
                }
            }
        }

        return Refused(builtin, [.. named.Select(argument => argument.Value)]);
    }

    // A list of one item may stand for the item, and a value for the list of it alone, when nothing else fits.
    private static bool TryFit(Overload overload, ReadOnlySpan<FeelValue> given, bool converting, out FeelValue[] arguments)
    {
        arguments = new FeelValue[given.Length];
        for (var index = 0; index < given.Length; index++)
        {
            var type = overload.Parameters[Math.Min(index, overload.Parameters.Length - 1)].Type;
            if (Takes(type, given[index]))
            {
                arguments[index] = given[index];
            }
            else if (converting && Convert(given[index], type) is { } converted)
            {
                arguments[index] = converted;
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    // What a function gives is known only when it is called.
    private static bool Takes(FeelType type, FeelValue given) => (type, given) is (FunctionType wanted, FunctionValue function)
        ? function.Parameters.Length == wanted.Parameters.Length
        : TypeTests.Conforms(given, type);

    private static FeelValue? Convert(FeelValue value, FeelType type) => (value, type) switch
    {
        (not ListValue, ListType list) when TypeTests.Conforms(value, list.Element) => new ListValue([value]),
        (ListValue { Items: [var only] }, not ListType) when TypeTests.Conforms(only, type) => only,
        _ => null,
    };

    // Optional parameters stand last: those not named are left out. One that is skipped over is null.
    private static bool TryOrder(Overload overload, IReadOnlyList<(string Name, FeelValue Value)> named, bool complete, out ImmutableArray<FeelValue> ordered)
    {
        ordered = [];
        var last = -1;
        var slots = new FeelValue?[overload.Parameters.Length];
        foreach (var (name, value) in named)
        {
            var index = overload.Variadic && overload.Parameters.Length == 1 && overload.Parameters[0].Type is not ListType ? -1 : IndexOf(overload, name);
            if (index < 0 || slots[index] is not null)
            {
                return false;
            }

            slots[index] = value;
            last = Math.Max(last, index);
        }

        if (complete && overload.Parameters.Where((parameter, index) => !parameter.Optional && slots[index] is null).Any())
        {
            return false;
        }

        ordered = [.. slots.Take(Math.Max(last + 1, overload.RequiredCount)).Select(slot => slot ?? NullValue.Instance)];
        return true;
    }

    private static int IndexOf(Overload overload, string name)
    {
        for (var index = 0; index < overload.Parameters.Length; index++)
        {
            if (string.Equals(overload.Parameters[index].Name, name, StringComparison.Ordinal))
            {
                return index;
            }
        }

        return -1;
    }

    private static NullValue Refused(Builtin builtin, ReadOnlySpan<FeelValue> given)
    {
        var kinds = string.Join(", ", given.ToArray().Select(FeelText.Kind));
        return NullValue.Because(given.IsEmpty ? $"{builtin.Name} needs arguments" : $"{builtin.Name} does not take {kinds}");
    }
}
