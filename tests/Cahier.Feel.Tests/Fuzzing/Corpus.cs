using Cahier.Feel.Functions;
using Cahier.Feel.Tests.Agreement;

namespace Cahier.Feel.Tests.Fuzzing;

/// <summary>What fuzzing begins from: the examples of all functions, good and bad cases, texts that are hostile already, and random expressions.</summary>
internal static class Corpus
{
    private const string Arrow = " → ";
    private const int RandomExpressions = 100;

    public static List<string> Expressions() =>
    [
        .. BuiltinLibrary.All.Values.OrderBy(b => b.Name, StringComparer.Ordinal).Select(b => b.Example.Split(Arrow)[0]),
        .. Files("good", "expressions.txt").SelectMany(File.ReadLines).Select(l => l.Split(Arrow)[0]),
        .. Files("bad", "expression.feel").Select(f => File.ReadAllText(f).TrimEnd('\n')),
        .. HostileTextTests.Texts().Select(t => t.Data.Item2).Where(t => t.Length < 500),
        .. Enumerable.Range(1, RandomExpressions).Select(seed => new ExpressionMaker(seed)).Select(maker => maker.Make(maker.Any(), 3)).Where(t => t.Length < 500),
    ];

    private static IEnumerable<string> Files(string kind, string name) =>
        Directory.GetFiles(Repository.PathOf("tests", "cases", kind), name, SearchOption.AllDirectories).Order(StringComparer.Ordinal);
}
