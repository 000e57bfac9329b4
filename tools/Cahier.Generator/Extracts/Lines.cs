using System.Globalization;
using Cahier.Generator.Sinks;

namespace Cahier.Generator.Extracts;

/// <summary>Writes lines of texts, and texts as extracts have them.</summary>
internal static class Lines
{
    /// <summary>What stands for no date.</summary>
    public const string NoDate = "01/01/1600";

    public static void Write(this IFactTable table, params IEnumerable<string> cells)
    {
        foreach (var cell in cells)
        {
            table.Text(cell);
        }

        table.EndRow();
    }

    /// <summary>A date of the model, day first; <see cref="NoDate"/> when it is missing.</summary>
    public static string Day(string date) => date.Length == 0 ? NoDate : $"{date[8..]}/{date[5..7]}/{date[..4]}";

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Cents as euros.</summary>
    public static string Euros(long cents) => (cents / 100m).ToString("0.00", CultureInfo.InvariantCulture);
}
