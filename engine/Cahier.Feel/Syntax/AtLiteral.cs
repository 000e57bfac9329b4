using Cahier.Feel.Values;

namespace Cahier.Feel.Syntax;

/// <summary>Reads the text of an <c>@"…"</c> literal: a date, time, date and time or duration.</summary>
internal static class AtLiteral
{
    /// <summary>The value, or null when the text is none of them.</summary>
    public static FeelValue Read(string text)
    {
        if (Date.TryParse(text, out var date))
        {
            return new DateValue(date);
        }

        if (Moment.TryParse(text, out var moment))
        {
            return new MomentValue(moment);
        }

        if (TimeOfDay.TryParse(text, out var time))
        {
            return new TimeValue(time);
        }

        if (DaysDuration.TryParse(text, out var days))
        {
            return new DaysDurationValue(days);
        }

        return MonthsDuration.TryParse(text, out var months)
            ? new MonthsDurationValue(months)
            : NullValue.Because($"@\"{text}\" is no date, time or duration");
    }
}
