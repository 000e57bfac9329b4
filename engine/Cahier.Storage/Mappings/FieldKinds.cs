using System.Globalization;
using Cahier.Facts.Models;
using Cahier.Feel.Types;
using Cahier.Feel.Values;

namespace Cahier.Storage.Mappings;

/// <summary>What fits into a field of the model, or into the key of a parent.</summary>
internal static class FieldKinds
{
    /// <summary>What the field must be given, in words.</summary>
    public static string Wanted(Field? field) => field?.Kind switch
    {
        null or FieldKind.Text => "text",
        FieldKind.Reference => $"text: the key of the {field.To}",
        FieldKind.Code => $"text: one of {string.Join(", ", field.Codes.Select(c => c.Code))}",
        FieldKind.Number => new NumberType(field.Unit).Display,
        FieldKind.Boolean => "boolean",
        _ => "date",
    };

    public static bool Fits(Field? field, FeelType type) => type is NullType || field?.Kind switch
    {
        FieldKind.Number => type is NumberType number && (number.Unit is null || number.Unit.Equals(field.Unit)),
        FieldKind.Boolean => type is BooleanType,
        FieldKind.Date => type is DateType,
        _ => type is TextType,
    };

    /// <summary>Whether a text, as CSV files of the model write it, is a value of the field.</summary>
    public static bool Fits(Field? field, string text) => field?.Kind switch
    {
        FieldKind.Code => field.Codes.Any(c => c.Code == text),
        FieldKind.Number => decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _),
        FieldKind.Boolean => text is "true" or "false",
        FieldKind.Date => Date.TryParse(text, out _),
        _ => text.Length > 0,
    };
}
