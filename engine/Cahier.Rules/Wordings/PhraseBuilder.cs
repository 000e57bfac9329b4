using System.Collections.Immutable;

namespace Cahier.Rules.Wordings;

/// <summary>Puts pieces together; in French, words that meet contract: <c>de les</c> is <c>des</c>, <c>que il</c> is <c>qu'il</c>.</summary>
internal sealed class PhraseBuilder(bool isFrench)
{
    private const string Vowels = "aeiouàâäéèêëîïôöûüœæAEIOUÀÂÄÉÈÊËÎÏÔÖÛÜŒÆ";

    private static readonly ImmutableArray<(string Before, string After, string Together)> Articles =
    [
        ("de ", "les ", "des "), ("de ", "le ", "du "), ("à ", "les ", "aux "), ("à ", "le ", "au "),
    ];

    private readonly ImmutableArray<Piece>.Builder pieces = ImmutableArray.CreateBuilder<Piece>();

    public PhraseBuilder Add(string text) => text.Length == 0 ? this : Add(new PlainPiece(text));

    public PhraseBuilder Add(Phrase phrase)
    {
        foreach (var piece in phrase.Pieces)
        {
            Add(piece);
        }

        return this;
    }

    public PhraseBuilder Add(Piece piece)
    {
        var next = piece;
        if (isFrench && pieces is [.., PlainPiece last])
        {
            var (before, after) = Contract(last.Text, piece);
            pieces[^1] = new PlainPiece(before);
            next = after;
        }

        if (next is PlainPiece plain && pieces is [.., PlainPiece former])
        {
            pieces[^1] = new PlainPiece(former.Text + plain.Text);
        }
        else
        {
            pieces.Add(next);
        }

        return this;
    }

    public Phrase Done(Hold hold) => new(pieces.ToImmutable(), hold);

    private static (string Before, Piece After) Contract(string before, Piece after)
    {
        if (after is PlainPiece plain)
        {
            foreach (var (first, second, together) in Articles)
            {
                if (EndsWithWord(before, first) && plain.Text.StartsWith(second, StringComparison.Ordinal))
                {
                    return (before[..^first.Length], new PlainPiece(together + plain.Text[second.Length..]));
                }
            }

            if (EndsWithWord(before, "si ") && plain.Text.StartsWith("il ", StringComparison.Ordinal))
            {
                return (before[..^2] + "'", after);
            }
        }

        return (EndsWithWord(before, "de ") || EndsWithWord(before, "que ")) && after is not CodePiece && BeginsWithVowel(after.Text)
            ? (before[..^2] + "'", after)
            : (before, after);
    }

    private static bool EndsWithWord(string text, string word) =>
        text.EndsWith(word, StringComparison.Ordinal) && (text.Length == word.Length || !char.IsLetter(text[^(word.Length + 1)]));

    // A name in quotes is spoken without them.
    private static bool BeginsWithVowel(string text) => text.AsSpan().TrimStart("«\u00a0 ") is { Length: > 0 } spoken && Vowels.Contains(spoken[0], StringComparison.Ordinal);
}
