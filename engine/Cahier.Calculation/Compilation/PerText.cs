using Cahier.Facts.Columns;

namespace Cahier.Calculation.Compilation;

/// <summary>
/// What was found for each text of a column, or for each text of one and text of another, once it is asked for: a tariff by
/// the nature of an act is looked up some dozen times, not once for each act. Where there are very many of them, they are not
/// remembered. Used by one thread.
/// </summary>
internal sealed class PerText<T>
{
    private const int MostTexts = 16_384;

    private readonly TextColumn[] columns;
    private readonly T[] values;
    private readonly bool[] isFound;

    /// <param name="columns">One column or two.</param>
    public PerText(params TextColumn[] columns)
    {
        this.columns = columns;

        // One more of each, the first, for a missing text.
        var texts = columns.Aggregate(1L, (product, column) => product * (column.Dictionary.Length + 1L));
        (values, isFound) = texts <= MostTexts ? (new T[texts], new bool[texts]) : ([], []);
    }

    /// <summary>Where what belongs to a row's text is kept; a row of −1 is a missing one, whose text is missing too.</summary>
    public int PlaceOf(int row) => Reading.Code(columns[0], row) + 1;

    /// <summary>Where what belongs to the texts of two rows is kept.</summary>
    public int PlaceOf(int row, int other) => isFound.Length == 0 ? 0 : PlaceOf(row) + ((Reading.Code(columns[1], other) + 1) * (columns[0].Dictionary.Length + 1));

    public bool Has(int place) => place < isFound.Length && isFound[place];

    public T At(int place) => values[place];

    /// <summary>Keeps a value that was found, and gives it.</summary>
    public T Keep(int place, T value)
    {
        if (place < isFound.Length)
        {
            (values[place], isFound[place]) = (value, true);
        }

        return value;
    }
}
