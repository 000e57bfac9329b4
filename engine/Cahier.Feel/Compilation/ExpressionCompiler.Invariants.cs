using System.Collections.Immutable;
using System.Linq.Expressions;
using Cahier.Feel.Checking;
using Cahier.Feel.Syntax;

namespace Cahier.Feel.Compilation;

/// <summary>
/// What does not change from row to row is not found for each: the level of a node is that of the innermost loop whose
/// rows it depends on. Expressions have no effects, so that when they are evaluated makes no difference.
/// </summary>
public sealed partial class ExpressionCompiler
{
    private readonly LoopNest nest;
    private readonly Dictionary<LocalSymbol, int> levels = [];
    private readonly Dictionary<int, ImmutableArray<Symbol>> read = [];

    // No function is made on the way: texts may be nested deeply, and each call takes room.
    private Expression Visit(Node node)
    {
        var level = Math.Max(LevelOf(node), nest.Least);
        if (level >= nest.Floor)
        {
            return PerText(node) ?? Make(node);
        }

        var floor = nest.Lower(level);
        var value = PerText(node) ?? Make(node);
        nest.Raise(floor);
        return nest.Keep(level, value, environment);
    }

    private int LevelOf(Node node)
    {
        var level = LoopNest.OfRun;
        foreach (var symbol in ReadIn(node))
        {
            level = Math.Max(level, LevelOf(symbol));
        }

        return level;
    }

    private int LevelOf(Symbol symbol) => symbol switch
    {
        LocalSymbol local => levels.TryGetValue(local, out var level) ? level : locals.ContainsKey(local) ? nest.Depth : LoopNest.OfRun,
        ItemFieldSymbol field => LevelOf(field.Item),
        ItemEntrySymbol entry => Math.Max(LevelOf(entry.Item), entry.Otherwise is null ? LoopNest.OfRun : LevelOf(entry.Otherwise)),
        GlobalSymbol global => environment.IsOfRun(global) ? LoopNest.OfRun : 0,
        _ => LoopNest.OfRun,
    };

    /// <summary>The names that a node and what stands below it read, each once.</summary>
    private ImmutableArray<Symbol> ReadIn(Node node)
    {
        if (!read.TryGetValue(node.Id, out var symbols))
        {
            symbols = expression.SymbolOf(node) is { } symbol ? [symbol] : [];
            foreach (var part in NodeParts.Of(node))
            {
                symbols = Together(symbols, ReadIn(part));
            }

            read[node.Id] = symbols;
        }

        return symbols;
    }

    private static ImmutableArray<Symbol> Together(ImmutableArray<Symbol> some, ImmutableArray<Symbol> others) =>
        some.IsEmpty ? others : others.IsEmpty ? some : [.. some.Union(others)];
}
