using System.Collections.Immutable;
using Cahier.Feel.Diagnostics;

namespace Cahier.Feel.Syntax;

/// <summary>
/// Names of several words that the parser may put together, the longest first: names of functions, of variables, and
/// of entries met so far. Names of one word need not be known.
/// </summary>
public sealed class KnownNames
{
    private readonly Dictionary<string, List<KnownName>> byFirstWord;

    private KnownNames(Dictionary<string, List<KnownName>> byFirstWord) => this.byFirstWord = byFirstWord;

    public KnownNames(IEnumerable<string> names)
        : this(new Dictionary<string, List<KnownName>>(StringComparer.Ordinal))
    {
        foreach (var name in names)
        {
            Add(name);
        }
    }

    internal KnownNames Copy() => new(byFirstWord.ToDictionary(p => p.Key, p => p.Value.ToList(), StringComparer.Ordinal));

    internal void Add(string name)
    {
        ImmutableArray<string> words;
        var problems = new List<Problem>();
        try
        {
            words = [.. Lexer.Read(name, problems).Where(t => t.Kind != TokenKind.End).Select(t => t.Text)];
        }
        catch (SyntaxException)
        {
            return; // Not a name the language can hold: it stays unreachable by name.
        }

        if (words.Length < 2 || problems.Count > 0)
        {
            return;
        }

        if (!byFirstWord.TryGetValue(words[0], out var list))
        {
            byFirstWord[words[0]] = list = [];
        }

        if (!list.Any(known => known.Words.SequenceEqual(words)))
        {
            list.Add(new KnownName(name, words));
            list.Sort((a, b) => b.Words.Length.CompareTo(a.Words.Length));
        }
    }

    /// <summary>The longest known name that begins at this position, or none.</summary>
    internal KnownName? Match(ImmutableArray<Token> tokens, int position)
    {
        if (!byFirstWord.TryGetValue(tokens[position].Text, out var list))
        {
            return null;
        }

        foreach (var known in list)
        {
            var words = known.Words;
            var i = 0;
            while (i < words.Length && position + i < tokens.Length
                   && tokens[position + i].Kind is TokenKind.Word or TokenKind.Sign or TokenKind.Number
                   && string.Equals(tokens[position + i].Text, words[i], StringComparison.Ordinal))
            {
                i++;
            }

            if (i == words.Length)
            {
                return known;
            }
        }

        return null;
    }
}

/// <summary>A name of several words and the tokens that spell it.</summary>
internal sealed record KnownName(string Name, ImmutableArray<string> Words);
