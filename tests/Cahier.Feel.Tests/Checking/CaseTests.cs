using Cahier.Feel.Checking;
using Cahier.Feel.Diagnostics;
using Cahier.Feel.Syntax;
using Cahier.Feel.Types;
using Xunit;

namespace Cahier.Feel.Tests.Checking;

/// <summary>
/// Expressions that are refused, <c>tests/cases/bad/CODE-slug</c> with <c>expression.feel</c> and <c>scope.txt</c>, and
/// expressions that are accepted, <c>tests/cases/good/TOPIC</c> with the type of each. Expected output is written when
/// CAHIER_ACCEPT is 1.
/// </summary>
public sealed class CaseTests
{
    private const string Arrow = " → ";

    public static TheoryData<string> Bad() => new(Directory.GetFiles(Repository.PathOf("tests", "cases", "bad"), "expression.feel", SearchOption.AllDirectories)
        .Select(f => Path.GetFileName(Path.GetDirectoryName(f)!))
        .Order(StringComparer.Ordinal));

    public static TheoryData<string> Good() => new(Directory.GetDirectories(Repository.PathOf("tests", "cases", "good"))
        .Select(d => Path.GetFileName(d)!)
        .Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Bad))]
    public void BadExpression_Checked_SaysWhatIsWrongAndWhere(string name)
    {
        var folder = Repository.PathOf("tests", "cases", "bad", name);
        var text = File.ReadAllText(Path.Combine(folder, "expression.feel")).TrimEnd('\n');
        var scope = ScopeFile.Read(Path.Combine(folder, "scope.txt"));
        var problems = Checker.Check(text, scope).Problems;

        Assert.Contains(problems, p => p.Code.Id == name[..4]);
        Assert.All(problems, p => Assert.NotEmpty(p.Remedy));
        Repository.MustEqual(string.Concat(problems.Select(p => $"{p.Code} {Place(text, p.Span)} {p.Cause}\n    {p.Remedy}\n")), "tests", "cases", "bad", name, "expected.txt");
    }

    [Theory]
    [MemberData(nameof(Good))]
    public void GoodExpressions_Checked_HaveTheTypeExpected(string topic)
    {
        var folder = Repository.PathOf("tests", "cases", "good", topic);
        var scope = ScopeFile.Read(Path.Combine(folder, "scope.txt"));
        var lines = File.ReadAllLines(Path.Combine(folder, "expressions.txt"))
            .Select(line => line.Length == 0 || line[0] == '#' ? line : Typed(line.Split(Arrow)[0], scope));
        Repository.MustEqual(string.Concat(lines.Select(l => l + "\n")), "tests", "cases", "good", topic, "expressions.txt");
    }

    [Fact]
    public void Catalog_EveryCodeOfExpressions_HasABadCase()
    {
        var codes = DiagnosticCatalog.All.Select(c => c.Id).Where(c => c[1] is >= '3' and <= '6');
        var cases = Bad().Select(c => c.Data[..4]).ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(codes, c => !cases.Contains(c));
    }

    private static string Typed(string text, ScopeFile scope)
    {
        var check = Checker.Check(text, scope);
        Assert.True(check.Expression is not null, $"{text}: {string.Join("; ", check.Problems.Select(p => $"{p.Code} {p.Cause}"))}");
        var fact = check.Expression.Fact;
        var unit = fact.Type is NumberType { Unit: null } ? " of any unit" : "";
        return $"{text}{Arrow}{fact.Type}{unit}{(fact.MayBeMissing ? ", may be missing" : "")}";
    }

    private static string Place(string text, SourceSpan span)
    {
        var before = text.AsSpan(0, Math.Min(span.Start, text.Length));
        return FormattableString.Invariant($"{before.Count('\n') + 1}:{before.Length - before.LastIndexOf('\n')}");
    }
}
