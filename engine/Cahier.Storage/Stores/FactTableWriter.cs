using System.Data.Common;
using Cahier.Feel.Values;
using Cahier.Storage.Databases;

namespace Cahier.Storage.Stores;

/// <summary>The rows of one entity, field by field in the order of the columns.</summary>
public sealed class FactTableWriter : IDisposable
{
    private readonly IFactRowWriter insert;
    private readonly int columns;
    private readonly StoreDatabase database;
    private int fields;

    internal FactTableWriter(StoreDatabase database, IFactRowWriter insert, int columns)
    {
        this.insert = insert;
        this.columns = columns;
        this.database = database;
    }

    /// <summary>How many rows were ended.</summary>
    public long Rows => insert.Rows;

    public void Missing()
    {
        fields++;
        insert.Null();
    }

    public void Text(ReadOnlySpan<char> value)
    {
        fields++;
        insert.Text(value);
    }

    /// <summary>A text that is UTF-8 already.</summary>
    public void Text(ReadOnlySpan<byte> value)
    {
        fields++;
        insert.Utf8(value);
    }

    public void Number(decimal value)
    {
        fields++;
        insert.Number((decimal?)value);
    }

    public void Number(long value)
    {
        fields++;
        insert.Number(value);
    }

    public void Date(Date value)
    {
        fields++;
        insert.Date((int)value.Year, (int)value.Month, (int)value.Day);
    }

    public void Boolean(bool value)
    {
        fields++;
        insert.Boolean(value);
    }

    /// <exception cref="InvalidOperationException">The row has more or fewer fields than columns.</exception>
    /// <exception cref="StoreException">The database refuses the row, or one before it.</exception>
    public void EndRow()
    {
        if (fields != columns)
        {
            throw new InvalidOperationException($"a row of {fields} fields in a table of {columns} columns");
        }

        fields = 0;
        try
        {
            insert.EndRow();
        }
        catch (DbException problem)
        {
            database.Translate<bool>(() => throw problem);
        }
    }

    /// <summary>Closes the table; rows that were not completed may be lost.</summary>
    public void Dispose() => insert.Dispose();

    /// <summary>Gives every row to the database.</summary>
    /// <exception cref="StoreException">The database refuses one of the last rows.</exception>
    internal void Complete() => database.Translate(() =>
    {
        insert.Complete();
        return true;
    });
}
