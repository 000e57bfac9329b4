using Cahier.Storage.Sqlite;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Xunit;

namespace Cahier.Engine.Tests.Storage;

/// <summary>Rows are inserted many at a time, here or on a thread of their own: every one, in order, with its own values; and what SQLite refuses is said.</summary>
public sealed class SqliteRowWriterTests : IDisposable
{
    private const string Signs = "aé€😀\0'\"";

    private readonly SqliteConnection connection = new("Data Source=:memory:");

    public SqliteRowWriterTests()
    {
        connection.Open();
        connection.Execute("CREATE TABLE line (place INTEGER NOT NULL PRIMARY KEY, name TEXT, amount TEXT, day TEXT)");
    }

    public static TheoryData<int, bool> Counts()
    {
        var data = new TheoryData<int, bool>();
        foreach (var count in (int[])[0, 1, 63, 64, 65, 128, 1023, 1024, 1025, 1088, 3 * 1024, (5 * 1024) + 7])
        {
            data.Add(count, false);
            data.Add(count, true);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void Rows_Completed_AreAllThereInOrder(int count, bool aside)
    {
        using (var rows = Open(aside))
        {
            for (var i = 1; i <= count; i++)
            {
                rows.Integer(i);
                rows.Text(Name(i));
                rows.Number(Amount(i));
                Day(rows, i);
                rows.EndRow();
            }

            rows.Complete();
            Assert.Equal(count, rows.Rows);
        }

        Assert.Equal(
            Enumerable.Range(1, count).Select(i => ((long)i, Name(i), Amount(i)?.ToString(System.Globalization.CultureInfo.InvariantCulture), i % 2 == 0 ? null : $"2019-01-{(i % 28) + 1:00}")),
            connection.Query<(long, string?, string?, string?)>("SELECT place, name, amount, day FROM line ORDER BY place"));
    }

    [Fact]
    public void Rows_OfMoreColumnsThanOneStatementTakes64Of_AreAllThere()
    {
        var columns = Enumerable.Range(1, 1500).Select(i => $"c{i}").ToArray();
        connection.Execute($"CREATE TABLE wide ({string.Join(", ", columns.Select(c => $"{c} INTEGER"))})");
        using (var rows = new SqliteRowWriter(new SqliteInsert(connection.Handle!, count => SqliteFactTables.Insert("wide", columns, count)), columns.Length))
        {
            for (var row = 0; row < 100; row++)
            {
                for (var column = 0; column < columns.Length; column++)
                {
                    rows.Integer(row + column);
                }

                rows.EndRow();
            }

            rows.Complete();
        }

        Assert.Equal((100L, 4950L, 4950L + (100 * 1499)), connection.QuerySingle<(long, long, long)>("SELECT count(*), sum(c1), sum(c1500) FROM wide"));
    }

    [Theory]
    [InlineData(10, false)]
    [InlineData(10, true)]
    [InlineData(9000, false)]
    [InlineData(9000, true)]
    public void Row_ThatIsRefused_IsSaidAtTheEndAtTheLatest(int count, bool aside)
    {
        var problem = Assert.Throws<SqliteException>(() =>
        {
            using var rows = Open(aside);
            for (var i = 1; i <= count; i++)
            {
                Short(rows, i == 5 ? 4 : i);
            }

            rows.Complete();
        });

        Assert.Equal(raw.SQLITE_CONSTRAINT, problem.SqliteErrorCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Rows_GivenUp_HoldNothingUp(bool aside)
    {
        using (var rows = Open(aside))
        {
            for (var i = 1; i <= 5000; i++)
            {
                Short(rows, i);
            }
        }

        Assert.InRange(connection.ExecuteScalar<long>("SELECT count(*) FROM line"), 0, 4999);
    }

    public void Dispose() => connection.Dispose();

    // Long texts make the room for texts grow in the midst of rows.
    private static string? Name(int i) => i % 7 == 0 ? null : i % 500 == 0 ? string.Concat(Enumerable.Repeat(Signs, 2000)) : i % 11 == 0 ? "" : $"{Signs}{i}";

    private static decimal? Amount(int i) => i % 3 == 0 ? null : i * 0.010m * (i % 2 == 0 ? -1 : 1);

    private static void Day(SqliteRowWriter rows, int i)
    {
        if (i % 2 == 0)
        {
            rows.Null();
        }
        else
        {
            rows.Date(2019, 1, (i % 28) + 1);
        }
    }

    private static void Short(SqliteRowWriter rows, int place)
    {
        rows.Integer(place);
        rows.Utf8("x"u8);
        rows.Null();
        rows.Null();
        rows.EndRow();
    }

    private SqliteRowWriter Open(bool aside)
    {
        var insert = new SqliteInsert(connection.Handle!, rows => SqliteFactTables.Insert("line", ["place", "name", "amount", "day"], rows));
        return new SqliteRowWriter(aside ? new SqliteInsertAside(insert, 4) : insert, 4);
    }
}
