using System.Globalization;
using Cahier.Feel.Types;
using Cahier.Feel.Values;

namespace Cahier.Calculation.Testing;

/// <summary>Reads values as tests write them, and compares them with what was found.</summary>
internal static class ExpectedValues
{
    /// <summary>The value that a text stands for, or null when it is none of the type.</summary>
    public static FeelValue? Read(string text, FeelType type) => type switch
    {
        NumberType => decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? new NumberValue(number) : null,
        BooleanType => text switch { "true" => BooleanValue.True, "false" => BooleanValue.False, _ => null },
        DateType => Date.TryParse(text, out var date) ? new DateValue(date) : null,
        _ => new TextValue(text),
    };

    /// <summary>What to write for a value of the type.</summary>
    public static string Remedy(FeelType type) => type switch
    {
        NumberType => "write a number such as 0.5, or unknown",
        BooleanType => "write true, false or unknown",
        DateType => "write a date such as 2020-03-01, or unknown",
        _ => "write the text, or unknown",
    };

    /// <summary>Whether the value found is the one expected; numbers may be off by the tolerance.</summary>
    public static bool Agrees(FeelValue expected, FeelValue found, decimal tolerance) => (expected, found) switch
    {
        (_, NullValue) => false,
        (NumberValue e, NumberValue f) => Math.Abs(e.Value - f.Value) <= tolerance,
        (TextValue e, not TextValue) => e.Value == FeelText.Plain(found),
        _ => expected.Equals(found),
    };
}
