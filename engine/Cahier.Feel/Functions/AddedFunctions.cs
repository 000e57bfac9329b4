using System.Collections.Immutable;
using Cahier.Feel.Types;
using Cahier.Feel.Values;
using static Cahier.Feel.Functions.Define;
using static Cahier.Feel.Functions.ResultTypes;

namespace Cahier.Feel.Functions;

/// <summary>Functions that the standard does not have. There are few, and all stand here.</summary>
internal static class AddedFunctions
{
    public static ImmutableArray<Builtin> All { get; } =
    [
        Function("get or else", "The value, or the default when it is unknown.", "get or else(null, 0) → 0",
            Lenient(a => a[0].IsNull ? a[1] : a[0], types => Join(types), Needed("value", FeelType.Any), Needed("default", FeelType.Any)))
            with { Standard = false },
    ];
}
