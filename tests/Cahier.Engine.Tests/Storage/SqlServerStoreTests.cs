using System.Globalization;
using Cahier.Engine.Tests.Output;
using Cahier.Storage.Databases;
using Cahier.Storage.Stores;
using Dapper;
using Microsoft.Data.SqlClient;
using Xunit;

namespace Cahier.Engine.Tests.Storage;

/// <summary>The contract of a store in SQL Server. There is one database, and each test begins and ends with it empty.</summary>
public sealed class SqlServerStoreTests : StoreContractTests
{
    private readonly string server;

    public SqlServerStoreTests()
    {
        server = Environment.GetEnvironmentVariable("CAHIER_SQLSERVER") ?? "";
        Assert.SkipWhen(server.Length == 0, "CAHIER_SQLSERVER holds no connection string of an SQL Server database");
        Remove();
    }

    protected override StoreAddress Address => StoreAddress.Parse($"sqlserver:{server}");

    protected override bool ReadersWait => true;

    protected override string TextType => "nvarchar(16) NULL";

    protected override string OpenLedger => "DROP TRIGGER ledger_is_kept";

    protected override void Remove()
    {
        using var connection = new SqlConnection(server);
        connection.Execute("DROP VIEW IF EXISTS current_run");

        // Those that refer to others come first.
        string[] last = ["statement", "run"];
        foreach (var table in StoreMigrations.Names.Except(last).Except(["current_run"]).Concat(last).Concat(SmallCahier.Model.Entities.Select(e => e.Name)).Append("ward"))
        {
            connection.Execute(string.Create(CultureInfo.InvariantCulture, $"DROP TABLE IF EXISTS [{table}]"));
        }
    }

    internal override string Catalog(StoreConnection connection)
    {
        var columns = connection.Query<(string Table, string Column, string Type, int? Length, string Nullable)>("SELECT TABLE_NAME, COLUMN_NAME, DATA_TYPE, CHARACTER_MAXIMUM_LENGTH, IS_NULLABLE FROM INFORMATION_SCHEMA.COLUMNS");
        return string.Join('\n', columns.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Table} {c.Column} {c.Type} {c.Length} {c.Nullable}")).Order(StringComparer.Ordinal));
    }
}
