using System.Collections.Immutable;
using Cahier.Feel.Values;

namespace Cahier.Feel.Types;

/// <summary>What kind of value an expression gives, as far as the checker knows before a run.</summary>
public abstract record FeelType
{
    private protected FeelType() { }

    public static FeelType Any { get; } = new AnyType();

    public static FeelType Null { get; } = new NullType();

    public static FeelType Boolean { get; } = new BooleanType();

    /// <summary>A number whose unit is still free, as a literal's is.</summary>
    public static NumberType Number { get; } = new(null);

    public static FeelType Text { get; } = new TextType(null);

    public static FeelType Date { get; } = new DateType();

    public static FeelType Time { get; } = new TimeType();

    public static FeelType Moment { get; } = new MomentType();

    public static FeelType DaysDuration { get; } = new DaysDurationType();

    public static FeelType MonthsDuration { get; } = new MonthsDurationType();

    /// <summary>The type's name as an author reads it in a message.</summary>
    public abstract string Display { get; }

    public sealed override string ToString() => Display;
}

/// <summary>Nothing is known.</summary>
public sealed record AnyType : FeelType
{
    public override string Display => "Any";
}

/// <summary>Only the unknown value.</summary>
public sealed record NullType : FeelType
{
    public override string Display => "null";
}

/// <summary>True or false.</summary>
public sealed record BooleanType : FeelType
{
    public override string Display => "boolean";
}

/// <summary>A number. A null unit is free and takes the unit of what it meets.</summary>
public sealed record NumberType(Unit? Unit) : FeelType
{
    public override string Display => Unit is null || Unit.IsOne ? "number" : $"number of {Unit}";
}

/// <summary>A text; with <paramref name="Codes"/>, a closed list of them.</summary>
public sealed record TextType(CodeList? Codes) : FeelType
{
    public override string Display => Codes is null ? "text" : $"code ({Codes.Name})";
}

/// <summary>A closed list of codes.</summary>
public sealed record CodeList(string Name, ImmutableArray<string> Values)
{
    public bool Equals(CodeList? other) => other is not null && Name == other.Name && Values.SequenceEqual(other.Values);

    public override int GetHashCode() => HashCode.Combine(Name, Values.Length);
}

/// <summary>A date without a time.</summary>
public sealed record DateType : FeelType
{
    public override string Display => "date";
}

/// <summary>A time of day, with or without an offset or zone.</summary>
public sealed record TimeType : FeelType
{
    public override string Display => "time";
}

/// <summary>A date and time.</summary>
public sealed record MomentType : FeelType
{
    public override string Display => "date and time";
}

/// <summary>A duration in days, hours, minutes and seconds.</summary>
public sealed record DaysDurationType : FeelType
{
    public override string Display => "days and time duration";
}

/// <summary>A duration in years and months.</summary>
public sealed record MonthsDurationType : FeelType
{
    public override string Display => "years and months duration";
}

/// <summary>A list whose items are of one kind.</summary>
/// <param name="Element">The kind of the items.</param>
/// <param name="ItemsMayBeMissing">Whether an item may be unknown.</param>
public sealed record ListType(FeelType Element, bool ItemsMayBeMissing = true) : FeelType
{
    public override string Display => Element is AnyType or NullType ? "list" : $"list of {Element.Display}";
}

/// <summary>A range between two ends of one kind.</summary>
public sealed record RangeType(FeelType Element) : FeelType
{
    public override string Display => Element is AnyType ? "range" : $"range of {Element.Display}";
}

/// <summary>A context whose entries are known; an open one may have others.</summary>
public sealed record ContextType(ImmutableArray<KeyValuePair<string, TypeFact>> Entries) : FeelType
{
    public override string Display => Entries.IsEmpty ? "context" : $"context of {string.Join(", ", Entries.Select(e => e.Key))}";

    public TypeFact? Find(string name)
    {
        foreach (var entry in Entries)
        {
            if (string.Equals(entry.Key, name, StringComparison.Ordinal))
            {
                return entry.Value;
            }
        }

        return null;
    }

    public bool Equals(ContextType? other) => other is not null && Entries.SequenceEqual(other.Entries);

    public override int GetHashCode() => Entries.Length;
}

/// <summary>A function: what it takes and what it gives.</summary>
/// <param name="Parameters">Names and kinds of what it takes.</param>
/// <param name="Result">The kind of what it gives.</param>
/// <param name="IsTotal">Whether it is known to give a value for all values of its parameters, as a table without a gap is.</param>
public sealed record FunctionType(ImmutableArray<KeyValuePair<string, FeelType>> Parameters, FeelType Result, bool IsTotal = false) : FeelType
{
    public override string Display => "function";

    public bool Equals(FunctionType? other) => other is not null && Parameters.SequenceEqual(other.Parameters) && Result == other.Result && IsTotal == other.IsTotal;

    public override int GetHashCode() => HashCode.Combine(Parameters.Length, Result);
}

/// <summary>
/// The values of another type that pass a test, such as an item definition with allowed values. What <c>instance of</c> says
/// of a value does not depend on the test; whether the value may stand where the type is wanted does.
/// </summary>
public sealed record RestrictedType(string Name, FeelType Base, Func<FeelValue, bool> Allows) : FeelType
{
    public override string Display => Name;
}

/// <summary>What the checker knows of an expression: its type, and whether its value may be unknown.</summary>
public readonly record struct TypeFact(FeelType Type, bool MayBeMissing)
{
    public static TypeFact Present(FeelType type) => new(type, false);

    public static TypeFact Optional(FeelType type) => new(type, true);

    public TypeFact OrMissing(bool mayBeMissing = true) => this with { MayBeMissing = MayBeMissing || mayBeMissing };
}
