using System.Collections.Immutable;
using Cahier.Feel.Diagnostics;
using Cahier.Feel.Functions;
using Cahier.Feel.Syntax;
using Cahier.Feel.Types;
using Cahier.Feel.Values;

namespace Cahier.Feel.Checking;

/// <summary>How much the checker asks of an expression.</summary>
public enum CheckMode
{
    /// <summary>Rules of a cahier: every doubt is a problem.</summary>
    Strict,

    /// <summary>The language as the standard has it: what does not fit gives null when evaluated.</summary>
    Standard,
}

/// <summary>The outcome of a check: an expression that may be evaluated, or problems.</summary>
/// <param name="Expression">Present when nothing forbids evaluation.</param>
/// <param name="Problems">What the author should put right.</param>
public sealed record CheckResult(CheckedExpression? Expression, ImmutableArray<Problem> Problems);

/// <summary>
/// Resolves names and finds types, missing values and units before anything runs. It reports every problem of an
/// expression, not only the first.
/// </summary>
public sealed partial class Checker
{
    private static readonly KnownNames FunctionNames = new(BuiltinLibrary.All.Keys);

    private readonly ParsedExpression parsed;
    private readonly INameScope scope;
    private readonly CheckMode mode;
    private readonly TypeFact[] facts;
    private readonly Symbol?[] symbols;
    private readonly ImmutableArray<LocalSymbol>[] declared;
    private readonly FeelValue?[] constants;
    private readonly Dictionary<TypeNode, FeelType?> types = new(ReferenceEqualityComparer.Instance);
    private readonly List<Problem> problems = [];
    private readonly List<GlobalSymbol> globals = [];
    private readonly HashSet<FieldRead> fields = [];

    /// <summary>Names bound around the node being checked, the innermost last.</summary>
    private ImmutableStack<Binding> bindings = [];

    /// <summary>Facts known to be present here, because a condition says so.</summary>
    private ImmutableHashSet<string> present = [];

    private Checker(ParsedExpression parsed, INameScope scope, CheckMode mode)
    {
        this.parsed = parsed;
        this.scope = scope;
        this.mode = mode;
        facts = new TypeFact[parsed.NodeCount];
        symbols = new Symbol?[parsed.NodeCount];
        declared = new ImmutableArray<LocalSymbol>[parsed.NodeCount];
        constants = new FeelValue?[parsed.NodeCount];
        problems.AddRange(parsed.Problems);
    }

    /// <summary>A local name, or the item of a filter whose entries are names too.</summary>
    private readonly record struct Binding(LocalSymbol Symbol, bool OpensEntries);

    /// <summary>Reads and checks an expression.</summary>
    public static CheckResult Check(string text, INameScope scope, CheckMode mode = CheckMode.Strict) =>
        Check(Parser.ParseExpression(text, NamesOf(scope)), scope, mode);

    /// <summary>Reads and checks the unary tests of a table cell over a value of the type given.</summary>
    public static CheckResult CheckTests(string text, TypeFact input, INameScope scope, CheckMode mode = CheckMode.Strict) =>
        Check(Parser.ParseUnaryTests(text, NamesOf(scope)), scope, mode, new LocalSymbol("?", input));

    /// <summary>Reads and checks the body of a function, which is called with a value for each parameter.</summary>
    public static CheckResult CheckFunction(string text, IEnumerable<KeyValuePair<string, FeelType>> parameters, INameScope scope) =>
        Check(Parser.ParseExpression(text, NamesOf(scope)), scope, CheckMode.Strict, [.. parameters.Select(p => new LocalSymbol(p.Key, TypeFact.Present(p.Value)))]);

    private static CheckResult Check(ParsedExpression parsed, INameScope scope, CheckMode mode, params ImmutableArray<LocalSymbol> parameters)
    {
        if (parsed.Meant is not { } root || (parsed.Root is null && mode == CheckMode.Standard))
        {
            return new CheckResult(null, parsed.Problems);
        }

        var checker = new Checker(parsed, scope, mode);
        foreach (var parameter in parameters)
        {
            checker.bindings = checker.bindings.Push(new Binding(parameter, OpensEntries: false));
        }

        checker.Visit(root);
        var problems = checker.problems.OrderBy(p => p.Span.Start).ToImmutableArray();
        if (parsed.Root is null)
        {
            return new CheckResult(null, problems);
        }

        var expression = new CheckedExpression(parsed, checker.facts, checker.symbols, checker.declared, checker.constants, checker.types, parameters, [.. checker.globals], [.. checker.fields.OrderBy(f => f.Entity.Entity, StringComparer.Ordinal).ThenBy(f => f.Field.Ordinal)]);
        var blocked = mode == CheckMode.Strict && checker.problems.Count > 0;
        return new CheckResult(blocked ? null : expression, problems);
    }

    private static KnownNames NamesOf(INameScope scope) => new(FunctionNames, scope.Names);

    private TypeFact Visit(Node node)
    {
        var fact = node switch
        {
            LiteralNode literal => Literal(literal),
            NameNode name => Name(name),
            InputNode input => Input(input),
            PathNode path => Path(path),
            NegationNode negation => Negation(negation),
            ArithmeticNode arithmetic => Arithmetic(arithmetic),
            ComparisonNode comparison => Comparison(comparison),
            LogicNode logic => Logic(logic),
            BetweenNode between => Between(between),
            InNode membership => In(membership),
            ComparisonTestNode test => ComparisonTest(test),
            UnaryTestsNode tests => UnaryTests(tests),
            RangeNode range => Range(range),
            ConditionalNode conditional => Conditional(conditional),
            IteratorNode iterator => Visit(iterator.Domain),
            ForNode loop => For(loop),
            QuantifiedNode quantified => Quantified(quantified),
            FilterNode filter => Filter(filter),
            InvocationNode invocation => Invocation(invocation),
            FunctionNode function => Function(function),
            ListNode list => List(list),
            ContextNode context => Context(context),
            InstanceOfNode instance => InstanceOf(instance),
            _ => throw new InvalidOperationException($"no check for {node.GetType().Name}"),
        };
        if (PresenceKey(node) is { } key && present.Contains(key))
        {
            fact = fact with { MayBeMissing = false };
        }

        return facts[node.Id] = fact;
    }

    private FeelType? Named(TypeNode node) => types[node] = TypeOf.Named(node, scope.FindType);

    /// <summary>What is known of a part that has a problem: nothing, and no second problem is made of it.</summary>
    private TypeFact AlreadyReported => new(FeelType.Any, mode == CheckMode.Standard);

    private void Report(DiagnosticCode code, SourceSpan span, string cause, string remedy)
    {
        var problem = new Problem(code, span, cause, remedy);
        if (mode == CheckMode.Strict && !problems.Contains(problem))
        {
            problems.Add(problem);
        }
    }

    private T With<T>(LocalSymbol symbol, bool opensEntries, Func<T> check)
    {
        var saved = bindings;
        bindings = bindings.Push(new Binding(symbol, opensEntries));
        var result = check();
        bindings = saved;
        return result;
    }

    private T Assuming<T>(IEnumerable<string> facts, Func<T> check)
    {
        var saved = present;
        present = present.Union(facts);
        var result = check();
        present = saved;
        return result;
    }

    private string Excerpt(Node node) => node.Span.Length <= 40 ? parsed.Text.Substring(node.Span.Start, node.Span.Length) : "…";

    private string Quote(Node node)
    {
        var text = parsed.Text.AsSpan(node.Span.Start, node.Span.Length);
        return text.Length <= 40 ? $"‘{text}’" : $"‘{text[..37]}…’";
    }
}
