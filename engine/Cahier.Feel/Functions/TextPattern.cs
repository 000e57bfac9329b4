using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.RegularExpressions;
using Cahier.Feel.Evaluation;
using Cahier.Feel.Values;

namespace Cahier.Feel.Functions;

/// <summary>An XPath regular expression, ready to be used; safe to share between threads.</summary>
/// <remarks>
/// Finding a match takes time in proportion to the text and to the pattern, and what that comes to is counted among the
/// steps of the evaluation beforehand: a watch would give one answer on a quiet machine and another on a busy one.
/// Patterns that refer back to a group, or look at lines one by one, have no such bound. They are kept to short texts, and
/// a watch is there for those that would never end; what it has stopped once is not tried again, so that both evaluators
/// give one answer.
/// </remarks>
internal sealed class TextPattern
{
    private const int LongestPattern = 1_000;

    private const int MostKept = 500;

    private const int LongestWithReferences = 200;

    private const int LongestWithLines = 1_000;

    private const long MostWork = 200_000_000;

    private const int WorkOfStep = 256;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly ConcurrentDictionary<(string Pattern, string Flags), TextPattern> Made = new();

    private readonly ConcurrentDictionary<string, bool> endless = new(StringComparer.Ordinal);

    private readonly Regex regex;

    private readonly TranslatedPattern translated;

    private TextPattern(Regex regex, TranslatedPattern translated)
    {
        this.regex = regex;
        this.translated = translated;
    }

    public static bool TryMake(string pattern, string flags, [NotNullWhen(true)] out TextPattern? made, [NotNullWhen(false)] out string? problem)
    {
        problem = null;
        if (Made.TryGetValue((pattern, flags), out made))
        {
            return true;
        }

        if (pattern.Length > LongestPattern)
        {
            problem = "the pattern is longer than 1 000 characters";
            return false;
        }

        if (flags.Any(flag => flag is not ('s' or 'm' or 'i' or 'x')))
        {
            problem = $"unknown flags {FeelText.Quote(flags)}: there are s, m, i and x";
            return false;
        }

        if (!XPathTranslation.TryTranslate(pattern, flags, out var translated, out problem) || !TryBuild(translated.Text, flags, out var regex, out problem))
        {
            return false;
        }

        if (Made.Count >= MostKept)
        {
            Made.Clear();
        }

        made = Made.GetOrAdd((pattern, flags), new TextPattern(regex, translated));
        return true;
    }

    /// <summary>Does some work with the pattern on a text, unless it would take too long.</summary>
    public FeelValue Run(string text, Func<string, TextPattern, FeelValue> work)
    {
        var isTooLong = regex.Options.HasFlag(RegexOptions.NonBacktracking) ? Work(text.Length) > MostWork
            : text.Length > (RefersBack(translated.Text) ? LongestWithReferences : LongestWithLines);
        if (isTooLong)
        {
            return NullValue.Because("the text is too long for this pattern");
        }

        if (endless.ContainsKey(text))
        {
            return TakesTooLong();
        }

        try
        {
            return work(text, this);
        }
        catch (RegexMatchTimeoutException)
        {
            if (endless.Count < MostKept)
            {
                endless.TryAdd(text, true);
            }

            return TakesTooLong();
        }
    }

    public FeelValue IsMatch(string text, EvaluationScope scope)
    {
        scope.Step((int)(Work(text.Length) / WorkOfStep));
        return BooleanValue.Of(regex.IsMatch(text));
    }

    public FeelValue Split(string text, EvaluationScope scope)
    {
        if (regex.IsMatch(""))
        {
            return NullValue.Because("the delimiter matches the empty text");
        }

        return Pieces().ToList();

        IEnumerable<FeelValue> Pieces()
        {
            var from = 0;
            foreach (var match in Matches(text, scope))
            {
                yield return new TextValue(text[from..match.Index]);
                from = match.Index + match.Length;
            }

            yield return new TextValue(text[from..]);
        }
    }

    public FeelValue Replace(string text, string replacement, EvaluationScope scope)
    {
        if (regex.IsMatch(""))
        {
            return NullValue.Because("the pattern matches the empty text");
        }

        if (!TryParseReplacement(replacement, out var parts))
        {
            return NullValue.Because("in a replacement, $ stands before the number of a group and \\ before $ or \\");
        }

        var result = new StringBuilder();
        var from = 0;
        foreach (var match in Matches(text, scope).TakeWhile(_ => result.Length <= Arguments.LongestText))
        {
            result.Append(text, from, match.Index - from);
            foreach (var (literal, group) in parts)
            {
                result.Append(literal ?? match.Groups[group].Value);
            }

            from = match.Index + match.Length;
        }

        return result.Append(text, from, text.Length - from).ToString().ToText();
    }

    private static NullValue TakesTooLong() => NullValue.Because("matching the pattern takes too long");

    private long Work(int length) => (long)length * translated.Size;

    // The text is gone through once, but each match may look far beyond its end.
    private IEnumerable<Match> Matches(string text, EvaluationScope scope)
    {
        scope.Step((int)(Work(text.Length) / WorkOfStep));
        for (var match = regex.Match(text); match.Success; match = match.NextMatch())
        {
            yield return match;
            var beyond = Math.Min(text.Length - match.Index - match.Length, translated.Reach);
            scope.Step(1 + (int)(Work(beyond) / WorkOfStep));
        }
    }

    // A group has as many digits as there are groups of that number; $12 with two groups is group 1 and a 2.
    private bool TryParseReplacement(string replacement, out List<(string? Literal, int Group)> parts)
    {
        parts = [];
        var groups = regex.GetGroupNumbers().Length - 1;
        for (var index = 0; index < replacement.Length; index++)
        {
            var next = index + 1 < replacement.Length ? replacement[index + 1] : '\0';
            switch (replacement[index])
            {
                case '\\' when next is '\\' or '$':
                    parts.Add((next.ToString(), 0));
                    index++;
                    break;
                case '$' when char.IsAsciiDigit(next):
                    var group = next - '0';
                    index++;
                    while (index + 1 < replacement.Length && char.IsAsciiDigit(replacement[index + 1]) && (group * 10) + (replacement[index + 1] - '0') <= groups)
                    {
                        group = (group * 10) + (replacement[++index] - '0');
                    }

                    parts.Add(group <= groups ? (null, group) : ("", 0));
                    break;
                case '\\' or '$':
                    return false;
                default:
                    parts.Add((replacement[index].ToString(), 0));
                    break;
            }
        }

        return true;
    }

    private static bool TryBuild(string pattern, string flags, [NotNullWhen(true)] out Regex? regex, [NotNullWhen(false)] out string? problem)
    {
        var options = RegexOptions.CultureInvariant | (flags.Contains('i', StringComparison.Ordinal) ? RegexOptions.IgnoreCase : RegexOptions.None);
        problem = null;
        try
        {
            try
            {
                regex = new Regex(pattern, options | RegexOptions.NonBacktracking);
            }
            catch (NotSupportedException) when (RefersBack(pattern) || flags.Contains('m', StringComparison.Ordinal))
            {
                regex = new Regex(pattern, options, Patience);
            }

            return true;
        }
        catch (NotSupportedException)
        {
            regex = null;
            problem = "the pattern repeats too much";
            return false;
        }
        catch (ArgumentException)
        {
            regex = null;
            problem = "the pattern is no regular expression";
            return false;
        }
    }

    // A \ before another is a sign to be matched, and not the beginning of a reference.
    private static bool RefersBack(string pattern)
    {
        for (var index = 0; index + 1 < pattern.Length; index++)
        {
            if (pattern[index] == '\\' && pattern[++index] is >= '1' and <= '9')
            {
                return true;
            }
        }

        return false;
    }
}
