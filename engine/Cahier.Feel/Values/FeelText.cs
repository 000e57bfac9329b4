using System.Globalization;
using System.Text;

namespace Cahier.Feel.Values;

/// <summary>Writes values as text of the language.</summary>
public static class FeelText
{
    private static readonly HashSet<string> Keywords = new(StringComparer.Ordinal)
    {
        "and", "between", "else", "every", "external", "false", "for", "function", "if", "in", "instance", "null", "or", "return",
        "satisfies", "some", "then", "true",
    };

    /// <summary>The value as FEEL text that evaluates to it again; rows and functions, which have no such text, as a short description.</summary>
    public static string Write(FeelValue value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return text.ToString();
    }

    /// <summary>What FEEL's <c>string()</c> gives: texts and dates without quotes, all else as <see cref="Write"/>.</summary>
    public static string Plain(FeelValue value) => value switch
    {
        TextValue text => text.Value,
        DateValue date => date.Value.ToString(),
        TimeValue time => time.Value.ToString(),
        MomentValue moment => moment.Value.ToString(),
        DaysDurationValue duration => duration.Value.ToString(),
        MonthsDurationValue duration => duration.Value.ToString(),
        _ => Write(value),
    };

    /// <summary>The text in quotes, with the escapes that FEEL knows.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder();
        AppendQuoted(quoted, text);
        return quoted.ToString();
    }

    /// <summary>What kind of value it is, as an author reads it in a message: <c>a number</c>.</summary>
    public static string Kind(FeelValue value) => value switch
    {
        NullValue => "an unknown value",
        BooleanValue => "true or false",
        NumberValue => "a number",
        TextValue => "a text",
        DateValue => "a date",
        TimeValue => "a time",
        MomentValue => "a date and time",
        DaysDurationValue => "a duration of days",
        MonthsDurationValue => "a duration of months",
        ListValue => "a list",
        ContextValue => "a context",
        RangeValue => "a range",
        RowValue row => $"a row of {row.Type.Entity}",
        _ => "a function",
    };

    private static void Append(StringBuilder text, FeelValue value)
    {
        switch (value)
        {
            case NullValue:
                text.Append("null");
                break;
            case BooleanValue boolean:
                text.Append(boolean.Value ? "true" : "false");
                break;
            case NumberValue number:
                text.Append(Numbers.Write(number.Value));
                break;
            case TextValue quoted:
                AppendQuoted(text, quoted.Value);
                break;
            case DateValue or TimeValue or MomentValue or DaysDurationValue or MonthsDurationValue:
                text.Append(Constructor(value)).Append("(\"").Append(Plain(value)).Append("\")");
                break;
            case ListValue list:
                text.Append('[');
                AppendAll(text, list.Items, static (text, item) => Append(text, item));
                text.Append(']');
                break;
            case ContextValue context:
                text.Append('{');
                AppendAll(text, context.Entries, static (text, entry) =>
                {
                    AppendKey(text, entry.Key);
                    text.Append(": ");
                    Append(text, entry.Value);
                });
                text.Append('}');
                break;
            case RangeValue range:
                AppendRange(text, range);
                break;
            case RowValue row:
                text.Append(row.Type.Entity).Append('(');
                AppendQuoted(text, row.Key);
                text.Append(')');
                break;
            case FunctionValue function:
                text.Append("function(").AppendJoin(", ", function.Parameters).Append(')');
                break;
        }
    }

    private static string Constructor(FeelValue value) => value switch
    {
        DateValue => "date",
        TimeValue => "time",
        MomentValue => "date and time",
        _ => "duration",
    };

    private static void AppendRange(StringBuilder text, RangeValue range)
    {
        if (!range.HasStart || !range.HasEnd || range.IsEquality)
        {
            var (sign, included, bound) = range.IsEquality ? ("", true, range.Start)
                : !range.HasStart ? ("<", range.EndIncluded, range.End)
                : (">", range.StartIncluded, range.Start);
            text.Append('(').Append(sign).Append(included ? "= " : " ");
            Append(text, bound);
            text.Append(')');
            return;
        }

        text.Append(range.StartIncluded ? '[' : '(');
        Append(text, range.Start);
        text.Append("..");
        Append(text, range.End);
        text.Append(range.EndIncluded ? ']' : ')');
    }

    private static void AppendAll<T>(StringBuilder text, IEnumerable<T> items, Action<StringBuilder, T> append)
    {
        var first = true;
        foreach (var item in items)
        {
            text.Append(first ? "" : ", ");
            append(text, item);
            first = false;
        }
    }

    private static void AppendKey(StringBuilder text, string key)
    {
        var plain = key.Length > 0 && !char.IsAsciiDigit(key[0]) && key.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') && !Keywords.Contains(key);
        if (plain)
        {
            text.Append(key);
        }
        else
        {
            AppendQuoted(text, key);
        }
    }

    private static void AppendQuoted(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var character in value)
        {
            text.Append(character switch
            {
                '"' => "\\\"",
                '\\' => @"\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ when char.IsControl(character) => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}"),
                _ => character.ToString(),
            });
        }

        text.Append('"');
    }
}
