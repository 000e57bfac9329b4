using System.Collections.Immutable;
using System.Data;
using System.Globalization;
using System.Text;
using Cahier.Storage.Databases;
using Cahier.Storage.Stores;
using Microsoft.Data.SqlClient;

namespace Cahier.Storage.SqlServer;

/// <summary>A column to which rows are sent.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What it holds: text, whole numbers or booleans.</param>
/// <param name="Length">How long a text may be, in UTF-16 code units.</param>
internal readonly record struct BulkColumn(string Name, Type Type, int Length);

/// <summary>
/// Gathers rows and sends some thousands at a time with <see cref="SqlBulkCopy"/>, so that rows of several tables may come in
/// turn. For one thread, inside a transaction of the connection.
/// </summary>
internal sealed class SqlServerRowWriter : IFactRowWriter
{
    private const int Enough = 10_000;

    private readonly SqlBulkCopy copy;
    private readonly ImmutableArray<BulkColumn> columns;
    private readonly string table;
    private readonly DataTable batch;
    private readonly object[] row;
    private int column;

    public SqlServerRowWriter(SqlConnection connection, SqlTransaction? transaction, string table, ImmutableArray<BulkColumn> columns)
    {
        this.table = table;
        this.columns = columns;
        copy = new SqlBulkCopy(connection, SqlBulkCopyOptions.Default, transaction) { DestinationTableName = SqlServerFactTables.Quote(table), BulkCopyTimeout = 0 };
        batch = new DataTable { Locale = CultureInfo.InvariantCulture };
        foreach (var known in columns)
        {
            batch.Columns.Add(known.Name, known.Type);
            copy.ColumnMappings.Add(known.Name, known.Name);
        }

        row = new object[columns.Length];
    }

    /// <inheritdoc/>
    public long Rows { get; private set; }

    public void Null() => row[column++] = DBNull.Value;

    public void Integer(long value) => row[column++] = value;

    public void Boolean(bool value) => row[column++] = value;

    public void Text(string? text)
    {
        if (text is null)
        {
            Null();
            return;
        }

        if (text.Length > columns[column].Length)
        {
            throw new StoreException(string.Create(CultureInfo.InvariantCulture, $"a text of {text.Length} signs is too long for {table}.{columns[column].Name}, which holds {columns[column].Length} in SQL Server"), "shorten it; nothing was changed");
        }

        row[column++] = text;
    }

    public void Text(ReadOnlySpan<char> text) => Text(text.ToString());

    public void Utf8(ReadOnlySpan<byte> text) => Text(Encoding.UTF8.GetString(text));

    public void Number(decimal? value) => Text(value?.ToString(CultureInfo.InvariantCulture));

    public void Number(long value) => Text(value.ToString(CultureInfo.InvariantCulture));

    public void Date(int year, int month, int day) => Text(string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{month:00}-{day:00}"));

    public void EndRow()
    {
        Rows++;
        batch.Rows.Add(row);
        column = 0;
        if (batch.Rows.Count >= Enough)
        {
            Send();
        }
    }

    public void Complete() => Send();

    public void Dispose()
    {
        batch.Dispose();
        ((IDisposable)copy).Dispose();
    }

    private void Send()
    {
        if (batch.Rows.Count > 0)
        {
            copy.WriteToServer(batch);
            batch.Clear();
        }
    }
}
