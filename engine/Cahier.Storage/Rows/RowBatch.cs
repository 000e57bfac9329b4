using Cahier.Facts.Snapshots;

namespace Cahier.Storage.Rows;

/// <summary>A thousand rows of texts, one after the other in one buffer. For one thread at a time.</summary>
/// <param name="known">For each column the texts that came before.</param>
internal sealed class RowBatch(KnownTexts[] known)
{
    private const int MostRows = 1024;
    private const int MostText = 1 << 18;

    // Most files of a small dataset have a few rows: room comes as it is needed.
    private const int FirstRows = 16;
    private const int FirstText = 1024;

    private readonly int columns = known.Length;

    // Of each text its number when it has one, and where it ends in the buffer when it stands there.
    private int[] numbers = new int[FirstRows * known.Length];
    private int[] ends = new int[(FirstRows * known.Length) + 1];
    private int[] lines = new int[FirstRows];
    private string?[] problems = new string?[FirstRows];
    private char[] text = new char[FirstText];
    private int used;

    /// <summary>How many rows there are.</summary>
    public int Count { get; private set; }

    public bool IsFull => Count == MostRows || used >= MostText;

    public void Add<TRow>(in TRow row, int line)
        where TRow : ISourceRow, allows ref struct
    {
        MakeRoom();
        for (var column = 0; column < columns; column++)
        {
            var number = known[column].NumberOf(row, column);
            Add(number < 0 ? row[column] : [], column, number);
        }

        End(line, null);
    }

    /// <summary>Adds a row that has not the columns it should have.</summary>
    public void AddMalformed(int line, string problem, ReadOnlySpan<char> whole)
    {
        MakeRoom();
        for (var column = 0; column < columns; column++)
        {
            Add(column == 0 ? whole : [], column, -1);
        }

        End(line, problem);
    }

    /// <summary>Gives every row to a loader, in order.</summary>
    public void GiveTo(TableLoader loader)
    {
        for (var row = 0; row < Count; row++)
        {
            var texts = new Row(this, row * columns);
            if (problems[row] is { } problem)
            {
                loader.RejectMalformed(lines[row], problem, texts[0]);
            }
            else
            {
                loader.Append(texts, lines[row], numbers.AsSpan(row * columns, columns));
            }
        }
    }

    public void Clear()
    {
        Count = 0;
        used = 0;
    }

    private void MakeRoom()
    {
        if (Count == lines.Length)
        {
            Array.Resize(ref lines, Count * 4);
            Array.Resize(ref problems, Count * 4);
            Array.Resize(ref numbers, Count * 4 * columns);
            Array.Resize(ref ends, (Count * 4 * columns) + 1);
        }
    }

    private void Add(ReadOnlySpan<char> value, int column, int number)
    {
        if (!value.IsEmpty)
        {
            if (used + value.Length > text.Length)
            {
                Array.Resize(ref text, (used + value.Length) * 2);
            }

            value.CopyTo(text.AsSpan(used));
            used += value.Length;
        }

        var cell = (Count * columns) + column;
        (numbers[cell], ends[cell + 1]) = (number, used);
    }

    private void End(int line, string? problem)
    {
        (lines[Count], problems[Count]) = (line, problem);
        Count++;
    }

    private string Text(int column, int number) => known[column][number];

    private readonly struct Row(RowBatch batch, int first) : IRawRow
    {
        public ReadOnlySpan<char> this[int column] => batch.numbers[first + column] is >= 0 and var number
            ? batch.Text(column, number)
            : batch.text.AsSpan(batch.ends[first + column]..batch.ends[first + column + 1]);
    }
}
