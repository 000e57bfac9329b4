using System.Buffers;
using System.Collections.Immutable;
using Cahier.Feel.Diagnostics;

namespace Cahier.Feel.Syntax;

/// <summary>
/// Names of several words that the parser may put together, the longest first: names of functions, of variables, and
/// of entries met so far. Names of one word need not be known.
/// </summary>
public sealed class KnownNames
{
    private static readonly SearchValues<char> LettersOfOneWord = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");

    private readonly KnownNames? others;
    private readonly Dictionary<string, List<KnownName>> byFirstWord = new(StringComparer.Ordinal);

    public KnownNames(IEnumerable<string> names)
        : this(null, names)
    {
    }

    /// <summary>Names beside others that are known already; those are not read again.</summary>
    internal KnownNames(KnownNames? others, IEnumerable<string> names)
    {
        this.others = others;
        foreach (var name in names)
        {
            Add(name);
        }
    }

    internal void Add(string name)
    {
        if (name.Length > 0 && !char.IsAsciiDigit(name[0]) && !name.AsSpan().ContainsAnyExcept(LettersOfOneWord))
        {
            return;
        }

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
        var known = byFirstWord.TryGetValue(tokens[position].Text, out var list) ? list.Find(n => Begins(n.Words, tokens, position)) : null;
        var other = others?.Match(tokens, position);
        return known is null || other?.Words.Length > known.Words.Length ? other : known;
    }

    private static bool Begins(ImmutableArray<string> words, ImmutableArray<Token> tokens, int position)
    {
        var i = 0;
        while (i < words.Length && position + i < tokens.Length
               && tokens[position + i].Kind is TokenKind.Word or TokenKind.Sign or TokenKind.Number
               && string.Equals(tokens[position + i].Text, words[i], StringComparison.Ordinal))
        {
            i++;
        }

        return i == words.Length;
    }
}

/// <summary>A name of several words and the tokens that spell it.</summary>
internal sealed record KnownName(string Name, ImmutableArray<string> Words);
