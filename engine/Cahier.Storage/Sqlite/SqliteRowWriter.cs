using Cahier.Storage.Databases;

namespace Cahier.Storage.Sqlite;

/// <summary>Gathers rows and inserts many at a time. For one thread, inside a transaction of the connection.</summary>
/// <param name="insert">Inserts them; goes with the writer.</param>
/// <param name="columns">How many values a row has.</param>
internal sealed class SqliteRowWriter(IRowInsert insert, int columns) : IFactRowWriter
{
    private SqliteRows rows = new(columns);

    /// <summary>How many rows were ended.</summary>
    public long Rows { get; private set; }

    public void Null() => rows.Null();

    public void Boolean(bool value) => rows.Integer(value ? 1 : 0);

    public void Integer(long value) => rows.Integer(value);

    public void Text(string? text)
    {
        if (text is null)
        {
            rows.Null();
        }
        else
        {
            rows.Text(text.AsSpan());
        }
    }

    public void Text(ReadOnlySpan<char> text) => rows.Text(text);

    public void Utf8(ReadOnlySpan<byte> text) => rows.Utf8(text);

    public void Number(decimal? value)
    {
        if (value is { } number)
        {
            rows.Number(number);
        }
        else
        {
            rows.Null();
        }
    }

    public void Number(long value) => rows.Number(value);

    public void Date(int year, int month, int day) => rows.Date(year, month, day);

    public void EndRow()
    {
        Rows++;
        rows.EndRow();
        if (rows.Count == SqliteRows.Most)
        {
            rows = insert.Take(rows);
        }
    }

    public void Complete()
    {
        rows = insert.Take(rows);
        insert.Complete();
    }

    public void Dispose() => insert.Dispose();
}
