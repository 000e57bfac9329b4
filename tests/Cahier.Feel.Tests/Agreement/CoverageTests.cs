using System.Collections;
using Cahier.Feel.Functions;
using Cahier.Feel.Syntax;
using Xunit;

namespace Cahier.Feel.Tests.Agreement;

/// <summary>What the random expressions say something about: every function and every construct of the language.</summary>
public sealed class CoverageTests
{
    private const int Expressions = 4_000;

    // Cells of tables are evaluated by the interpreter alone; they are no expressions.
    private static readonly Type[] NotMade = [typeof(UnaryTestsNode)];

    [Fact]
    public void RandomExpressions_Together_HoldEveryFunctionAndConstruct()
    {
        var functions = new HashSet<string>(StringComparer.Ordinal);
        var constructs = new HashSet<Type>();
        for (var seed = 1; seed <= Expressions; seed++)
        {
            var maker = new ExpressionMaker(seed);
            var text = maker.Make(maker.Any(), 4);
            var parsed = Parser.ParseExpression(text, new KnownNames(BuiltinLibrary.All.Keys));
            Assert.True(parsed.Root is not null, $"seed {seed} makes what cannot be read: {text}: {string.Join("; ", parsed.Problems.Select(p => p.Cause))}");
            foreach (var node in Parts(parsed.Root))
            {
                constructs.Add(node.GetType());
                if (node is InvocationNode { Function: NameNode name })
                {
                    functions.Add(name.Name);
                }
            }
        }

        Assert.Empty(BuiltinLibrary.All.Keys.Except(functions).Order(StringComparer.Ordinal));
        Assert.Empty(typeof(Node).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Node)) && !t.IsAbstract).Except(constructs).Except(NotMade).Select(t => t.Name));
    }

    // Every node below, wherever a property, a list or a tuple holds it.
    private static IEnumerable<Node> Parts(object? part) => part switch
    {
        Node node => node.GetType().GetProperties().SelectMany(p => Parts(p.GetValue(node))).Prepend(node),
        string => [],
        IEnumerable list => list.Cast<object?>().SelectMany(Parts),
        ArgumentNode argument => Parts(argument.Value),
        EntryNode entry => Parts(entry.Value),
        _ => [],
    };
}
