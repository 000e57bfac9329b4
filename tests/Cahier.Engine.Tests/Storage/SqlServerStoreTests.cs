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
        var indexes = connection.Query<(string Table, bool Unique, string Column, byte Place)>("SELECT OBJECT_NAME(i.object_id), i.is_unique, COL_NAME(k.object_id, k.column_id), k.key_ordinal FROM sys.indexes AS i JOIN sys.index_columns AS k ON k.object_id = i.object_id AND k.index_id = i.index_id WHERE OBJECTPROPERTY(i.object_id, 'IsUserTable') = 1");
        var triggers = connection.Query<(string Table, string Name)>("SELECT OBJECT_NAME(parent_id), [name] FROM sys.triggers WHERE parent_id > 0");
        return string.Join('\n', columns.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Table} {c.Column} {c.Type} {c.Length} {c.Nullable}"))
            .Concat(indexes.Select(i => string.Create(CultureInfo.InvariantCulture, $"{i.Table} index {i.Unique} {i.Column} {i.Place}")))
            .Concat(triggers.Select(t => $"{t.Table} trigger {t.Name}"))
            .Order(StringComparer.Ordinal));
    }
}
