using System.Data.Common;
using System.Globalization;
using System.Text;

namespace Cahier.Storage.Databases;

/// <summary>
/// Holds rows against those that a table has of a run, in order: what is written to it is not stored but compared. For one
/// thread.
/// </summary>
internal sealed class RowComparison : IRowWriter
{
    private readonly StoredTable table;
    private readonly Action<string> differs;
    private readonly DbDataReader rows;
    private long row;
    private int column;
    private bool hasRow;
    private bool isTold;

    /// <param name="connection">Where the rows are.</param>
    /// <param name="table">The table.</param>
    /// <param name="run">The run.</param>
    /// <param name="differs">Told of the first row that differs.</param>
    public RowComparison(StoreConnection connection, StoredTable table, long run, Action<string> differs)
    {
        (this.table, this.differs) = (table, differs);
        rows = connection.Rows(table, run);
        Next();
    }

    public void Integer(long value) => Text(value.ToString(CultureInfo.InvariantCulture));

    public void Number(decimal? value) => Text(value?.ToString(CultureInfo.InvariantCulture));

    public void Utf8(ReadOnlySpan<byte> text) => Text(Encoding.UTF8.GetString(text));

    public void Text(string? text)
    {
        if (!hasRow)
        {
            Tell("is missing");
        }
        else if (!IsByOrder && Stored() is var stored && stored != text)
        {
            Tell($"holds {Named(stored)} as {table.Columns[column]}, and {Named(text)} was calculated");
        }

        column++;
    }

    public void EndRow() => Next();

    public void Complete()
    {
        if (hasRow)
        {
            Tell("holds a row more than was calculated");
        }
    }

    public void Dispose() => rows.Dispose();

    // Rows come in the order of their places, and a row of a base has that which it has there, and the run of its base.
    private bool IsByOrder => table.Columns[column] is StoredTable.Place or StoredTable.Run;

    private string? Stored() => rows.IsDBNull(column) ? null : Convert.ToString(rows.GetValue(column), CultureInfo.InvariantCulture);

    private static string Named(string? text) => text is null ? "nothing" : $"‘{text}’";

    private void Next()
    {
        (row, column) = (row + 1, 0);
        hasRow = rows.Read();
    }

    private void Tell(string what)
    {
        if (!isTold)
        {
            differs(string.Create(CultureInfo.InvariantCulture, $"row {row} of {table.Name} {what}"));
        }

        isTold = true;
    }
}
