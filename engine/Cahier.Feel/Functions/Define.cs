using System.Collections.Immutable;
using Cahier.Feel.Types;
using Cahier.Feel.Values;

namespace Cahier.Feel.Functions;

/// <summary>The words in which the families of functions describe themselves.</summary>
internal static class Define
{
    /// <summary>The work of a function that asks for no clock.</summary>
    public delegate FeelValue Work(ReadOnlySpan<FeelValue> arguments);

    public static BuiltinParameter Needed(string name, FeelType type) => new(name, type);

    public static BuiltinParameter Optional(string name, FeelType type) => new(name, type, Optional: true);

    public static FeelType ListOf(FeelType element) => new ListType(element);

    /// <summary>Any context: one that may have entries of every name.</summary>
    public static FeelType AnyContext { get; } = new ContextType([]);

    public static FeelType AnyRange { get; } = new RangeType(FeelType.Any);

    /// <summary>A number without a unit, such as a count.</summary>
    public static FeelType PlainNumber { get; } = new NumberType(Unit.One);

    public static Builtin Function(string name, string summary, string example, params ImmutableArray<Overload> overloads) =>
        new(name, overloads, summary, example);

    /// <summary>An overload that is null when any argument is, and never otherwise.</summary>
    public static Overload Strict(Work work, Func<ImmutableArray<FeelType>, FeelType> result, params ImmutableArray<BuiltinParameter> parameters) =>
        new(parameters, Variadic: false, result, Partial: false, WhenKnown(work));

    /// <summary>An overload that is null when any argument is, and may be null otherwise.</summary>
    public static Overload Partial(Work work, Func<ImmutableArray<FeelType>, FeelType> result, params ImmutableArray<BuiltinParameter> parameters) =>
        new(parameters, Variadic: false, result, Partial: true, WhenKnown(work));

    /// <summary>An overload that sees null arguments itself.</summary>
    public static Overload Lenient(Work work, Func<ImmutableArray<FeelType>, FeelType> result, params ImmutableArray<BuiltinParameter> parameters) =>
        new(parameters, Variadic: false, result, Partial: false, Guarded(work));

    /// <summary>An overload that sees null arguments itself, and counts its work among the steps of the evaluation.</summary>
    public static Overload Bounded(BuiltinBody work, Func<ImmutableArray<FeelType>, FeelType> result, params ImmutableArray<BuiltinParameter> parameters) =>
        new(parameters, Variadic: false, result, Partial: false, work);

    /// <summary>The same overload with any number of arguments for its last parameter.</summary>
    public static Overload Repeating(this Overload overload) => overload with { Variadic = true };

    /// <summary>The same overload, owning that it may be null though its arguments are known.</summary>
    public static Overload MayFail(this Overload overload) => overload with { Partial = true };

    /// <summary>The same overload, owning that it may be null when there is no order between the kinds of its arguments.</summary>
    public static Overload Comparing(this Overload overload) => overload with { Compares = true };

    private static BuiltinBody WhenKnown(Work work) => Guarded(arguments =>
    {
        foreach (var argument in arguments)
        {
            if (argument.IsNull)
            {
                return NullValue.From(arguments);
            }
        }

        return work(arguments);
    });

    private static BuiltinBody Guarded(Work work) => (arguments, _) =>
    {
        try
        {
            return work(arguments);
        }
        catch (OverflowException)
        {
            return NullValue.Because("the result is too large");
        }
    };
}
