using System.Collections.Immutable;
using Cahier.Feel.Checking;
using Cahier.Feel.Types;

namespace Cahier.Feel.Functions;

/// <summary>Types of results as functions of the types of arguments, for the checker.</summary>
internal static class ResultTypes
{
    public static Func<ImmutableArray<FeelType>, FeelType> Always(FeelType type) => _ => type;

    /// <summary>That of an argument; a list of one stands for its item.</summary>
    public static Func<ImmutableArray<FeelType>, FeelType> SameAs(int argument) => types => argument < types.Length ? ItemOf(types[argument]) : FeelType.Any;

    /// <summary>The items of the first argument, when it is a list; otherwise what all arguments have in common.</summary>
    public static FeelType Item(ImmutableArray<FeelType> types) => Join(types.Select(ItemOf));

    /// <summary>A list like the first argument.</summary>
    public static FeelType SameList(ImmutableArray<FeelType> types) => types is [ListType list, ..] ? list : new ListType(Item(types));

    /// <summary>A list that holds the items of all arguments.</summary>
    public static FeelType JoinedList(ImmutableArray<FeelType> types) =>
        new ListType(Item(types), types.Any(t => t is not ListType { ItemsMayBeMissing: false }));

    /// <summary>What the types have in common: one of them, or any.</summary>
    public static FeelType Join(IEnumerable<FeelType> types) => TypeOf.Common(types);

    private static FeelType ItemOf(FeelType type) => type is ListType list ? list.Element : type;
}
