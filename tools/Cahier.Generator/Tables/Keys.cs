using Cahier.Generator.Sinks;

namespace Cahier.Generator.Tables;

/// <summary>Identifiers: a letter for the entity and a number from 1; they look like nobody's.</summary>
internal static class Keys
{
    public static void Person(this IFactTable table, long number) => table.Key('B', number, 7);

    /// <summary>The person's number and the stay's, in three digits.</summary>
    public static void Stay(this IFactTable table, long person, int stay) => table.Key('S', (person * 1_000) + stay, 10);

    /// <summary>Establishments and communes are known by their place, from 0.</summary>
    public static void Establishment(this IFactTable table, int? place) => table.Key('E', place + 1, 3);

    public static void Commune(this IFactTable table, int? place) => table.Key('C', place + 1, 5);

    public static void Professional(this IFactTable table, int? number) => table.Key('P', number, 5);

    public static void Group(this IFactTable table, int? number) => table.Key('G', number, 4);
}
