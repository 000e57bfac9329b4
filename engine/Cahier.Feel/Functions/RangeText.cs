using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Cahier.Feel.Values;

namespace Cahier.Feel.Functions;

/// <summary>
/// Reads a range from a text for <c>range()</c>. Bounds are literals: numbers, texts, <c>@"…"</c>, or a function of
/// dates, times or durations applied to one text. Nothing is calculated.
/// </summary>
internal ref struct RangeText
{
    private readonly ReadOnlySpan<char> text;
    private int position;

    private RangeText(ReadOnlySpan<char> text) => this.text = text;

    public static bool TryParse(string text, [NotNullWhen(true)] out RangeValue? range)
    {
        range = new RangeText(text.AsSpan().Trim()).Read();
        return range is not null;
    }

    private RangeValue? Read()
    {
        if (text.Length < 5 || text[0] is not ('[' or '(' or ']') || text[^1] is not (']' or ')' or '['))
        {
            return null;
        }

        var (startIncluded, endIncluded) = (text[0] == '[', text[^1] == ']');
        position = 1;
        var start = Bound();
        if (start is null || !Take(".."))
        {
            return null;
        }

        var end = Bound();
        SkipSpace();
        return end is not null && position == text.Length - 1 && IsRange(start, startIncluded, end, endIncluded)
            ? new RangeValue(start.IsNull ? null : start, startIncluded, end.IsNull ? null : end, endIncluded)
            : null;
    }

    // An open bound is not included; bounds are of one kind and in order.
    private static bool IsRange(FeelValue start, bool startIncluded, FeelValue end, bool endIncluded) =>
        start.IsNull || end.IsNull
            ? start.IsNull != end.IsNull && !(start.IsNull && startIncluded) && !(end.IsNull && endIncluded)
            : Comparison.Order(start, end) <= 0;

    private void SkipSpace()
    {
        while (position < text.Length && char.IsWhiteSpace(text[position]))
        {
            position++;
        }
    }

    private bool Take(string sign)
    {
        SkipSpace();
        var there = text[position..].StartsWith(sign, StringComparison.Ordinal);
        position += there ? sign.Length : 0;
        return there;
    }

    // NullValue for a bound that is left out, null (C#) for what is no literal.
    private FeelValue? Bound()
    {
        SkipSpace();
        if (position >= text.Length - 1 || text[position..].StartsWith("..", StringComparison.Ordinal))
        {
            return NullValue.Instance;
        }

        if (text[position] == '"')
        {
            return Quoted() is { } quoted ? new TextValue(quoted) : null;
        }

        if (text[position] == '@')
        {
            position++;
            return Quoted() is { } literal ? Temporal(literal) : null;
        }

        return char.IsAsciiLetter(text[position]) ? Called() : Number();
    }

    private NumberValue? Number()
    {
        var start = position;
        position += text[position] == '-' ? 1 : 0;
        while (position < text.Length && (char.IsAsciiDigit(text[position]) || (text[position] == '.' && text[position + 1] != '.')))
        {
            position++;
        }

        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        return decimal.TryParse(text[start..position], style, CultureInfo.InvariantCulture, out var number) ? new NumberValue(number) : null;
    }

    private FeelValue? Called()
    {
        var length = text[position..].IndexOf('(');
        if (length < 0)
        {
            return null;
        }

        var name = text.Slice(position, length).Trim().ToString();
        position += length + 1;
        SkipSpace();
        var argument = Quoted();
        if (argument is null || !Take(")"))
        {
            return null;
        }

        return (name, Temporal(argument)) switch
        {
            ("date", DateValue date) => date,
            ("time", TimeValue time) => time,
            ("date and time", MomentValue moment) => moment,
            ("date and time", DateValue date) => new MomentValue(new Moment(date.Value, default)),
            ("duration", DaysDurationValue or MonthsDurationValue) and var (_, duration) => duration,
            _ => null,
        };
    }

    private static FeelValue? Temporal(string text) =>
        Date.TryParse(text, out var date) ? new DateValue(date)
        : TimeOfDay.TryParse(text, out var time) ? new TimeValue(time)
        : Moment.TryParse(text, out var moment) ? new MomentValue(moment)
        : DaysDuration.TryParse(text, out var days) ? new DaysDurationValue(days)
        : MonthsDuration.TryParse(text, out var months) ? new MonthsDurationValue(months)
        : null;

    private string? Quoted()
    {
        if (position >= text.Length || text[position] != '"')
        {
            return null;
        }

        var content = new StringBuilder();
        for (position++; position < text.Length; position++)
        {
            switch (text[position])
            {
                case '"':
                    position++;
                    return content.ToString();
                case '\\':
                    if (!TryEscape(content))
                    {
                        return null;
                    }

                    break;
                case var plain:
                    content.Append(plain);
                    break;
            }
        }

        return null;
    }

    private bool TryEscape(StringBuilder content)
    {
        position++;
        var sign = position < text.Length ? text[position] : '\0';
        var digits = sign switch { 'u' => 4, 'U' => 6, _ => 0 };
        if (digits > 0)
        {
            if (position + digits >= text.Length
                || !int.TryParse(text.Slice(position + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) || code > 0x10FFFF)
            {
                return false;
            }

            content.Append(code > 0xFFFF ? char.ConvertFromUtf32(code) : ((char)code).ToString());
            position += digits;
            return true;
        }

        var character = sign switch { 'n' => '\n', 'r' => '\r', 't' => '\t', '"' or '\'' or '\\' => sign, _ => '\0' };
        content.Append(character);
        return character != '\0';
    }
}
