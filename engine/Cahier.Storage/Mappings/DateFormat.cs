using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Cahier.Feel.Values;

namespace Cahier.Storage.Mappings;

/// <summary>How a date is written: YYYY, MM and DD with signs between, and * for a rest that does not count. Without a day it is the first of the month, without a month the first of the year.</summary>
internal sealed class DateFormat
{
    private readonly string text;
    private readonly string signs;
    private readonly bool hasRest;

    private DateFormat(string text)
    {
        this.text = text;
        hasRest = text.EndsWith('*');
        signs = text.TrimEnd('*');
    }

    public static DateFormat Standard { get; } = new("YYYY-MM-DD");

    public static bool TryParse(string text, [NotNullWhen(true)] out DateFormat? format)
    {
        var rest = text.TrimEnd('*').Replace("YYYY", "", StringComparison.Ordinal).Replace("MM", "", StringComparison.Ordinal).Replace("DD", "", StringComparison.Ordinal);
        var isKnown = Once("YYYY", 4) && (Once("MM", 2) || !Has('M')) && (Once("DD", 2) || !Has('D')) && (Has('M') || !Has('D')) && !rest.Any(char.IsLetterOrDigit) && !rest.Contains('*', StringComparison.Ordinal);
        format = isKnown ? new DateFormat(text) : null;
        return isKnown;

        bool Has(char letter) => text.Contains(letter, StringComparison.Ordinal);
        bool Once(string part, int length) => text.Contains(part, StringComparison.Ordinal) && text.Count(c => c == part[0]) == length;
    }

    public bool TryRead(ReadOnlySpan<char> written, out Date date)
    {
        date = default;
        if (written.Length < signs.Length || (written.Length > signs.Length && !hasRest))
        {
            return false;
        }

        for (var i = 0; i < signs.Length; i++)
        {
            if (signs[i] is not ('Y' or 'M' or 'D') && signs[i] != written[i])
            {
                return false;
            }
        }

        return TryPart(written, "YYYY", 0, out var year) && TryPart(written, "MM", 1, out var month) && TryPart(written, "DD", 1, out var day) && Date.TryCreate(year, month, day, out date);
    }

    public override string ToString() => text;

    private bool TryPart(ReadOnlySpan<char> written, string part, int absent, out int number)
    {
        number = absent;
        var start = signs.IndexOf(part, StringComparison.Ordinal);
        return start < 0 || int.TryParse(written.Slice(start, part.Length), NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
