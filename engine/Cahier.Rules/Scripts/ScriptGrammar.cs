using Acornima;
using Acornima.Ast;
using Cahier.Feel.Checking;
using Cahier.Feel.Diagnostics;
using Cahier.Feel.Syntax;
using Node = Acornima.Ast.Node;

namespace Cahier.Rules.Scripts;

/// <summary>
/// Reads the text of a script and says what it may not hold. What is refused here would be binary floating point, would
/// depend on the machine, or could not be bounded; all of it can be said otherwise.
/// </summary>
internal sealed class ScriptGrammar
{
    private static readonly ParserOptions Options = new() { AllowReturnOutsideFunction = true, Tolerant = false };

    private readonly List<Problem> problems = [];
    private readonly HashSet<string> declared;

    private ScriptGrammar(IEnumerable<string> parameters) => declared = parameters.ToHashSet(StringComparer.Ordinal);

    /// <summary>What is wrong with the body of a function that has these parameters.</summary>
    public static IReadOnlyList<Problem> Check(string body, IEnumerable<string> parameters)
    {
        var grammar = new ScriptGrammar(parameters);
        if (body.Length > ScriptLimits.Characters)
        {
            grammar.Refuse(0, 1, $"the script is longer than {ScriptLimits.Characters} characters", "say in expressions what they can say");
            return grammar.problems;
        }

        try
        {
            var script = new Acornima.Parser(Options).ParseScript(body, strict: true);
            grammar.Declare(script);
            grammar.Visit(script, 0);
        }
        catch (ParseErrorException e)
        {
            var place = Math.Clamp(e.Error.Index, 0, Math.Max(0, body.Length - 1));
            grammar.problems.Add(new Problem(DiagnosticCatalog.ScriptSyntax, new SourceSpan(place, 1), $"this is no JavaScript: {e.Error.Description.TrimEnd('.')}", "correct the script here, or just before"));
        }
        catch (InsufficientExecutionStackException)
        {
            grammar.Refuse(0, 1, "the parts of the script stand too deep in each other", "give parts a name of their own");
        }

        return grammar.problems;
    }

    /// <summary>Whether a name can be a parameter of a script.</summary>
    public static bool IsParameter(string name)
    {
        try
        {
            new Acornima.Parser(Options).ParseScript($"(function ({name}) {{}})", strict: true);
            return !ScriptWords.Globals.Contains(name);
        }
        catch (ParseErrorException)
        {
            return false;
        }
    }

    // Where a name is bound does not matter here: it is the script's own, and none of the surroundings.
    private void Declare(Node node)
    {
        switch (node)
        {
            case VariableDeclarator variable:
                Bind(variable.Id);
                break;
            case IFunction function:
                Bind(function.Id);
                foreach (var parameter in function.Params)
                {
                    Bind(parameter);
                }

                break;
            case IClass { Id: { } name }:
                Bind(name);
                break;
            case LabeledStatement labeled:
                Bind(labeled.Label);
                break;
            case CatchClause handler:
                Bind(handler.Param);
                break;
        }

        foreach (var child in node.ChildNodes)
        {
            Declare(child);
        }
    }

    private void Bind(Node? pattern)
    {
        switch (pattern)
        {
            case Identifier name:
                declared.Add(name.Name);
                break;
            case AssignmentPattern withDefault:
                Bind(withDefault.Left);
                break;
            case Property property:
                Bind(property.Value);
                break;
            case not null:
                foreach (var child in pattern.ChildNodes)
                {
                    Bind(child);
                }

                break;
        }
    }

    private void Visit(Node node, int depth)
    {
        if (depth > ScriptLimits.Depth)
        {
            if (depth == ScriptLimits.Depth + 1)
            {
                Refuse(node, "the parts of the script stand too deep in each other", "give parts a name of their own");
            }

            return;
        }

        Judge(node);
        foreach (var child in node.ChildNodes)
        {
            if (child != NameIn(node))
            {
                Visit(child, depth + 1);
            }
        }
    }

    /// <summary>A name after a point or before a colon, which stands for itself.</summary>
    private static Node? NameIn(Node node) => node switch
    {
        MemberExpression { Computed: false } member => member.Property,
        ObjectProperty { Computed: false, Shorthand: false } entry => entry.Key,
        AssignmentProperty { Computed: false, Shorthand: false } entry => entry.Key,
        _ => null,
    };

    private void Judge(Node node)
    {
        switch (node)
        {
            case NumericLiteral number when number.Raw.Any(c => !char.IsAsciiDigit(c)) || number.Raw.Length > 15:
                Refuse(node, $"{number.Raw} would be binary floating point, which cannot hold an amount", $"write {ScriptWords.Decimal}(\"…\") with the number in quotes; only whole numbers are written plainly");
                break;
            case RegExpLiteral:
                Refuse(node, "a script has no regular expressions", "use matches() or replace() in the expression that calls the function");
                break;
            case BigIntLiteral:
                Refuse(node, "a script has no BigInt", $"write {ScriptWords.Decimal}(\"…\")");
                break;
            case TemplateLiteral:
                Refuse(node, "a script has no texts in backquotes", "put texts together by +");
                break;
            case IFunction function when function.Async || function.Generator:
                Refuse(node, "a script has no async functions and no generators", "write a plain function");
                break;
            case TryStatement:
                Refuse(node, "a script catches no mistakes: the first one ends the call", "take try out, and test before what could go wrong");
                break;
            case ClassDeclaration or ClassExpression:
                Refuse(node, "a script has no classes", "write a plain function");
                break;
            case AccessorProperty or ObjectProperty { Kind: PropertyKind.Get or PropertyKind.Set }:
                Refuse(node, "a script has no getters and setters", "write a plain entry");
                break;
            case AwaitExpression or YieldExpression or ImportExpression or MetaProperty or WithStatement or DebuggerStatement or ThisExpression or Super:
                Refuse(node, $"a script may not hold ‘{Word(node)}’", "it reads its parameters, and returns its result");
                break;
            case NonLogicalBinaryExpression { Operator: Operator.Exponentiation } or AssignmentExpression { Operator: Operator.ExponentiationAssignment }:
                Refuse(node, "a power is calculated in binary floating point", "multiply in a loop, or use ** in the expression that calls the function");
                break;
            case NonLogicalBinaryExpression { Operator: Operator.Equality or Operator.StrictEquality or Operator.Inequality or Operator.StrictInequality, Left: NumericLiteral left }:
                Refuse(node, "a plain number before the sign would differ from every decimal", $"write the sign and {left.Raw} after what is compared");
                break;
            case NewExpression { Callee: Identifier { Name: ScriptWords.Decimal } }:
                Refuse(node, $"{ScriptWords.Decimal} is a plain function", $"write {ScriptWords.Decimal}(\"0.5\") without new");
                break;
            case MemberExpression { Computed: false, Property: Identifier { Name: var member } } when ScriptWords.HiddenMembers.Contains(member):
                Refuse(node, $"a script may not read ‘{member}’", "it reads its parameters, and returns its result");
                break;
            case Identifier { Name: var name } when !declared.Contains(name) && !ScriptWords.Globals.Contains(name):
                Refuse(node, $"a script knows no ‘{name}’: it has neither clock, chance, files nor network", Suggestions.Remedy(name, declared.Concat(ScriptWords.Globals).Order(StringComparer.Ordinal)));
                break;
        }
    }

    private static string Word(Node node) => node switch
    {
        AwaitExpression => "await",
        YieldExpression => "yield",
        ImportExpression => "import",
        WithStatement => "with",
        DebuggerStatement => "debugger",
        ThisExpression => "this",
        Super => "super",
        _ => "new.target",
    };

    private void Refuse(Node node, string cause, string remedy) => Refuse(node.Range.Start, node.Range.End - node.Range.Start, cause, remedy);

    private void Refuse(int start, int length, string cause, string remedy) =>
        problems.Add(new Problem(DiagnosticCatalog.ScriptRefused, new SourceSpan(start, Math.Max(1, length)), cause, remedy));
}
