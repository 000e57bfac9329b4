using Cahier.Engine.Tests.Models;
using Cahier.Engine.Tests.Rules;
using Cahier.Feel.Syntax;
using Cahier.Rules;
using Cahier.Rules.Checking;
using Cahier.Rules.Wordings;
using Xunit;

namespace Cahier.Engine.Tests.Wordings;

/// <summary>
/// The words for each form of the language: <c>tests/cases/words/expected.txt</c> has them beside the expressions, and with
/// CAHIER_ACCEPT=1 it is written.
/// </summary>
public sealed class ExpressionWordsTests
{
    private static readonly Lazy<CheckedRuleSet> Forms = new(() =>
    {
        var outcome = RuleSetCompiler.Compile(TextsAtHand.Of(Repository.PathOf("tests", "cases", "words")), "case", "1");
        Assert.Empty(outcome.Diagnostics.Where(d => d.IsError).Select(d => $"{d.Location} {d.Cause}"));
        return outcome.RuleSet!;
    });

    [Fact]
    public void Forms_InWords_AreThoseCheckedIn()
    {
        var lines = Forms.Value.Values.SelectMany(v => (string[])[v.Expression.Text, .. Lines("fr", v), .. Lines("en", v), ""]);
        Repository.MustEqual(string.Join('\n', lines), "tests", "cases", "words", "expected.txt");
    }

    /// <summary>A form of the language without a case has no words that anyone read.</summary>
    [Fact]
    public void Forms_WithWords_AreAllForms()
    {
        var cells = Forms.Value.Tables.SelectMany(t => t.Table.Rows).SelectMany(r => r.Tests).Select(t => t.Expression);
        var shown = Forms.Value.Values.Select(v => v.Expression).Concat(cells).SelectMany(e => NodeParts.All(e.Root)).Select(n => n.GetType()).ToHashSet();
        // Rules of cahiers have no value under test outside of cells that say it with a function.
        Assert.Equal([typeof(InputNode)], typeof(Node).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Node)) && !t.IsAbstract && !shown.Contains(t)));
    }

    private static IEnumerable<string> Lines(string language, CheckedValue value)
    {
        var unsaid = new List<string>();
        var wording = ExpressionWords.Of(value.Expression, new Naming(Forms.Value.Model, Forms.Value.Definition, language), Words.In(language), unsaid);
        Assert.Empty(unsaid);
        return Lines(wording, language, 0);
    }

    private static IEnumerable<string> Lines(Wording wording, string language, int depth) =>
        [$"  {language}{new string(' ', (depth * 2) + 1)}{string.Concat(wording.Line.Pieces.Select(Text))}", .. wording.Parts.SelectMany(p => Lines(p, language, depth + 1))];

    private static string Text(Piece piece) => piece switch { TermPiece => $"‹{piece.Text}›", CodePiece => $"`{piece.Text}`", _ => piece.Text };
}
