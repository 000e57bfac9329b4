using Cahier.Facts.Columns;

namespace Cahier.Calculation.Compilation;

/// <summary>Finds rows by a text that is known by its place in the dictionary, many at a time.</summary>
internal static class TextSearch
{
    // Neither the place of a text nor the -1 of a missing one.
    private const int OfNoRow = -2;

    /// <summary>The first of the rows from one to below another with a text; the other when there is none.</summary>
    public static int First(TextColumn column, int from, int to, int code) =>
        from < to && column.Codes(from, to - from).IndexOf(code) is var found and >= 0 ? from + found : to;

    /// <summary>The last of the rows from one to below another with a text; the row before the first when there is none.</summary>
    public static int Last(TextColumn column, int from, int to, int code) =>
        from < to && column.Codes(from, to - from).LastIndexOf(code) is var found and >= 0 ? from + found : from - 1;

    /// <summary>The place of a text in the dictionary, or one that no row has when it does not occur.</summary>
    public static int CodeOf(TextColumn column, string text) => column.CodeOf(text) is var code and >= 0 ? code : OfNoRow;
}
