using System.Globalization;
using Cahier.Storage.Stores;

namespace Cahier.Service.Api;

/// <summary>
/// Leaves figures of few people out of what leaves the house: of an indicator all three figures are emptied when it is made
/// of fewer than so many, counts fewer, or leaves fewer uncounted, for each would give away the others.
/// </summary>
internal static class Suppression
{
    private const int Numerator = 2;
    private const int Denominator = 3;
    private const int Value = 4;

    /// <summary>The rows of a table with what is too few left out.</summary>
    public static IEnumerable<string?[]> Apply(ResultTable table, IEnumerable<string?[]> rows, int below) =>
        table == ResultTable.Indicators && below > 0 ? rows.Select(r => TellsOfFew(r, below) ? [.. r[..Numerator], null, null, null] : r) : rows;

    private static bool TellsOfFew(string?[] row, int below)
    {
        var (numerator, denominator, value) = (Number(row[Numerator]), Number(row[Denominator]), row[Value]);
        return IsFew(denominator, below) || IsFew(numerator, below) || (numerator <= denominator && IsFew(denominator - numerator, below)) || (denominator is null && numerator is null && value is not null);
    }

    private static bool IsFew(decimal? count, int below) => count > 0 && count < below;

    private static decimal? Number(string? text) => text is null ? null : decimal.Parse(text, CultureInfo.InvariantCulture);
}
