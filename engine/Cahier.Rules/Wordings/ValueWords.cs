using System.Collections.Immutable;
using System.Globalization;
using Cahier.Feel.Values;

namespace Cahier.Rules.Wordings;

/// <summary>Values as people write them in French or English: decimal comma or point, dates and durations in words. Nothing is rounded.</summary>
internal sealed class ValueWords(bool isFrench)
{
    private const char ThinSpace = '\u202f';
    private const char Minus = '\u2212';
    private const int LongestUngrouped = 4;

    private static readonly ImmutableArray<string> FrenchMonths = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];
    private static readonly ImmutableArray<string> EnglishMonths = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    /// <summary>A number in full: groups of three digits from five on, <c>10 900,5</c> or <c>10,900.5</c>.</summary>
    public string Number(decimal number)
    {
        var text = Numbers.Write(number);
        var sign = text.StartsWith('-') ? Minus.ToString() : "";
        var parts = text.TrimStart('-').Split('.');
        var whole = parts[0].Length <= LongestUngrouped ? parts[0] : Grouped(parts[0]);
        return sign + whole + (parts.Length == 1 ? "" : (isFrench ? "," : ".") + parts[1]);
    }

    /// <summary>A ratio as a per cent.</summary>
    public string PerCent(decimal ratio) => Number(ratio * 100) + (isFrench ? $"{ThinSpace}%" : "%");

    public string Date(Date date) => isFrench
        ? string.Create(CultureInfo.InvariantCulture, $"{(date.Day == 1 ? "1er" : date.Day.ToString(CultureInfo.InvariantCulture))} {FrenchMonths[date.Month - 1]} {date.Year}")
        : string.Create(CultureInfo.InvariantCulture, $"{date.Day} {EnglishMonths[date.Month - 1]} {date.Year}");

    public string Text(string text) => isFrench ? $"«\u00a0{text}\u00a0»" : $"“{text}”";

    public string Boolean(bool value) => (isFrench, value) switch { (true, true) => "oui", (true, false) => "non", (false, true) => "yes", _ => "no" };

    /// <summary>A value that can be said in a few words; null when only the language of rules says it.</summary>
    public string? Say(FeelValue value) => value switch
    {
        NullValue => isFrench ? "aucune valeur" : "no value",
        NumberValue number => Number(number.Value),
        TextValue text => Text(text.Value),
        BooleanValue boolean => Boolean(boolean.Value),
        DateValue date => Date(date.Value),
        TimeValue time => time.Value.ToString(),
        MomentValue moment => moment.Value.ToString(),
        DaysDurationValue duration => Days(duration.Value),
        MonthsDurationValue duration => Months(duration.Value),
        ListValue list when list.Items.Select(Say).ToList() is var items && !items.Contains(null) => string.Join(", ", items),
        _ => null,
    };

    private string Days(DaysDuration duration) => Lengths(duration.Nanoseconds < 0,
        (Math.Abs(duration.Days), isFrench ? "jour" : "day"), (Math.Abs(duration.Hours), isFrench ? "heure" : "hour"), (Math.Abs(duration.Minutes), "minute"), (Math.Abs(duration.SecondsPart), isFrench ? "seconde" : "second"));

    private string Months(MonthsDuration duration) => duration.Months == 0 ? $"0{ThinSpace}{(isFrench ? "mois" : "months")}" : Lengths(duration.Months < 0,
        (Math.Abs(duration.Years), isFrench ? "an" : "year"), (Math.Abs(duration.MonthsPart), isFrench ? "mois" : "month"));

    private string Lengths(bool isBackwards, params ReadOnlySpan<(decimal Length, string Unit)> parts)
    {
        var said = new List<string>();
        foreach (var (length, unit) in parts)
        {
            if (length != 0)
            {
                said.Add($"{Number(length)}\u00a0{unit}{(IsPlural(length) && !unit.EndsWith('s') ? "s" : "")}");
            }
        }

        return (isBackwards ? Minus.ToString() : "") + (said.Count == 0 ? $"0\u00a0{(isFrench ? "jour" : "days")}" : string.Join(isFrench ? " et " : " and ", said));
    }

    private bool IsPlural(decimal length) => isFrench ? length >= 2 : length != 1;

    private string Grouped(string digits)
    {
        var groups = new List<string>();
        for (var end = digits.Length; end > 0; end -= 3)
        {
            groups.Insert(0, digits[Math.Max(0, end - 3)..end]);
        }

        return string.Join(isFrench ? ThinSpace : ',', groups);
    }
}
