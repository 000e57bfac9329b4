using System.Diagnostics.CodeAnalysis;
using Cahier.Feel.Checking;
using Cahier.Feel.Evaluation;
using Cahier.Feel.Types;
using Cahier.Feel.Values;

namespace Cahier.Feel.Dmn;

/// <summary>The names that an expression of a model may read, with their values, the innermost first. Immutable, so that functions may keep it.</summary>
internal sealed class DmnFrame : INameScope, IGlobals
{
    private readonly DmnFrame? outer;
    private readonly DmnTypes types;
    private readonly IReadOnlyCollection<string> words;
    private readonly GlobalSymbol? symbol;
    private readonly FeelValue value;

    private DmnFrame(DmnModel model, DmnTypes types, IReadOnlyCollection<string> words, DmnFrame? outer, GlobalSymbol? symbol, FeelValue value)
    {
        Model = model;
        this.types = types;
        this.words = words;
        this.outer = outer;
        this.symbol = symbol;
        this.value = value;
    }

    /// <param name="model">The model whose expressions read the names.</param>
    /// <param name="types">Its types.</param>
    /// <param name="words">Names of several words that entries of values may have.</param>
    public DmnFrame(DmnModel model, DmnTypes types, IReadOnlyCollection<string> words)
        : this(model, types, words, null, null, NullValue.Instance)
    {
    }

    public DmnModel Model { get; }

    public IEnumerable<string> Names => words.Concat(Frames().Select(f => f.symbol!.Name));

    /// <summary>With one name more, which hides another of the same spelling.</summary>
    public DmnFrame With(string name, FeelValue value) => new(Model, types, words, this, new GlobalSymbol(name, TypeFact.Optional(FeelType.Any)), value);

    /// <summary>The type that a reference names.</summary>
    public FeelType TypeOf(string? reference) => types.Of(Model, reference);

    public FeelType? FindType(string name) => types.Find(Model, name);

    public bool TryFind(string name, [NotNullWhen(true)] out GlobalSymbol? symbol)
    {
        symbol = Find(name)?.symbol;
        return symbol is not null;
    }

    // An expression is checked once and read in many frames: the name counts.
    public FeelValue Read(GlobalSymbol symbol) => Find(symbol.Name)?.value ?? NullValue.Because($"nothing is called ‘{symbol.Name}’ here");

    private DmnFrame? Find(string name) => Frames().FirstOrDefault(f => string.Equals(f.symbol!.Name, name, StringComparison.Ordinal));

    private IEnumerable<DmnFrame> Frames()
    {
        for (var frame = this; frame.outer is not null; frame = frame.outer)
        {
            yield return frame;
        }
    }
}
