using Cahier.Facts.Columns;

namespace Cahier.Calculation.Compilation;

/// <summary>
/// What was found for each text of a column, once it is asked for: a tariff by the nature of an act is looked up some
/// dozen times, not once for each act. Texts of a column with very many of them are not remembered. Used by one thread.
/// </summary>
internal sealed class PerText<T>
{
    private const int MostTexts = 16_384;

    private readonly TextColumn column;
    private readonly T[] values;
    private readonly bool[] isFound;

    public PerText(TextColumn column)
    {
        this.column = column;

        // One more, the first, for a missing text.
        var texts = column.Dictionary.Length < MostTexts ? column.Dictionary.Length + 1 : 0;
        (values, isFound) = (new T[texts], new bool[texts]);
    }

    /// <summary>Where what belongs to a row's text is kept; a row of −1 is a missing one, whose text is missing too.</summary>
    public int PlaceOf(int row) => Reading.Code(column, row) + 1;

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
