using System.Diagnostics.CodeAnalysis;
using Cahier.Feel.Checking;

namespace Cahier.Storage.Mappings;

/// <summary>The names that expressions over a row of the source see.</summary>
internal sealed class SourceNames(IEnumerable<GlobalSymbol> symbols) : INameScope
{
    private readonly Dictionary<string, GlobalSymbol> byName = symbols.ToDictionary(s => s.Name, StringComparer.Ordinal);

    public IEnumerable<string> Names => byName.Keys;

    /// <summary>Adds a name; says whether it is new.</summary>
    public bool TryAdd(GlobalSymbol symbol) => byName.TryAdd(symbol.Name, symbol);

    public bool TryFind(string name, [NotNullWhen(true)] out GlobalSymbol? symbol) => byName.TryGetValue(name, out symbol);
}
