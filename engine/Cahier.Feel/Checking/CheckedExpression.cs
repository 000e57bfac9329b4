using System.Collections.Immutable;
using Cahier.Feel.Syntax;
using Cahier.Feel.Types;
using Cahier.Feel.Values;

namespace Cahier.Feel.Checking;

/// <summary>
/// An expression whose names are resolved and whose types are known: the only form that is evaluated or compiled.
/// Made only by <see cref="Checker"/>.
/// </summary>
public sealed class CheckedExpression
{
    private readonly TypeFact[] facts;
    private readonly Symbol?[] symbols;
    private readonly ImmutableArray<LocalSymbol>[] declared;
    private readonly FeelValue?[] constants;
    private readonly IReadOnlyDictionary<TypeNode, FeelType?> types;

    internal CheckedExpression(ParsedExpression parsed, TypeFact[] facts, Symbol?[] symbols, ImmutableArray<LocalSymbol>[] declared, FeelValue?[] constants, IReadOnlyDictionary<TypeNode, FeelType?> types, ImmutableArray<LocalSymbol> parameters, ImmutableArray<GlobalSymbol> globals, ImmutableArray<FieldRead> fields)
    {
        this.facts = facts;
        this.symbols = symbols;
        this.declared = declared;
        this.constants = constants;
        this.types = types;
        Text = parsed.Text;
        Root = parsed.Root!;
        Size = parsed.NodeCount;
        Parameters = parameters;
        Globals = globals;
        Fields = fields;
    }

    private CheckedExpression(CheckedExpression whole, Node part)
    {
        (facts, symbols, declared, constants, types) = (whole.facts, whole.symbols, whole.declared, whole.constants, whole.types);
        (Text, Root, Size, Parameters, Globals, Fields) = (whole.Text, part, whole.Size, whole.Parameters, whole.Globals, whole.Fields);
    }

    public string Text { get; }

    public Node Root { get; }

    /// <summary>How many parts the expression has.</summary>
    public int Size { get; }

    /// <summary>What the expression is given each time: the parameters of a function, the value under test of a table's cell; none for others.</summary>
    public ImmutableArray<LocalSymbol> Parameters { get; }

    public TypeFact Fact => facts[Root.Id];

    /// <summary>The surrounding names that the expression reads, in order of first reading.</summary>
    public ImmutableArray<GlobalSymbol> Globals { get; }

    /// <summary>The fields of entities that the expression reads.</summary>
    public ImmutableArray<FieldRead> Fields { get; }

    public TypeFact FactOf(Node node) => facts[node.Id];

    /// <summary>What a name node stands for, or null when it is unknown and gives null.</summary>
    public Symbol? SymbolOf(Node node) => symbols[node.Id];

    /// <summary>The value of a literal, or of a date, time or duration written as a function of literals; null (C#) for all else.</summary>
    public FeelValue? ConstantOf(Node node) => node is LiteralNode literal ? literal.Value : constants[node.Id];

    /// <summary>The type that is written after <c>instance of</c> or a parameter's colon, or null (C#) when there is no such type.</summary>
    internal FeelType? TypeNamed(TypeNode node) => types[node];

    /// <summary>Whether any part of the expression reads the local name.</summary>
    public bool Reads(LocalSymbol symbol) => Array.Exists(symbols, s => ReferenceEquals(s, symbol));

    /// <summary>How many parts of the expression read the name.</summary>
    public int Readings(Symbol symbol) => symbols.Count(s => ReferenceEquals(s, symbol));

    /// <summary>A part of the expression in itself, which reads no name that is bound around it. What is said to be read is what all of it reads.</summary>
    public CheckedExpression Part(Node node) => new(this, node);

    /// <summary>The names that a node binds, in order: iterators (and <c>partial</c>), parameters, entries, the item of a filter.</summary>
    public ImmutableArray<LocalSymbol> DeclaredBy(Node node) => declared[node.Id].IsDefault ? [] : declared[node.Id];
}

/// <summary>A field that an expression reads.</summary>
public readonly record struct FieldRead(RowType Entity, RowField Field);
