using Cahier.Storage.Databases;
using Cahier.Storage.Stores;
using Dapper;
using Npgsql;
using Xunit;

namespace Cahier.Engine.Tests.Storage;

/// <summary>The contract of a store in PostgreSQL, in a schema of its own for each test.</summary>
public sealed class PostgreSqlStoreTests : StoreContractTests
{
    private readonly string schema = $"test_{Guid.NewGuid():N}";
    private readonly string server;

    public PostgreSqlStoreTests()
    {
        server = Environment.GetEnvironmentVariable("CAHIER_POSTGRES") ?? "";
        Assert.SkipWhen(server.Length == 0, "CAHIER_POSTGRES holds no connection string of a PostgreSQL database");
        Execute($"CREATE SCHEMA {schema}");
    }

    protected override StoreAddress Address => StoreAddress.Parse($"postgresql:{server};Search Path={schema}");

    protected override string TextType => "text";

    protected override string OpenLedger => "ALTER TABLE ledger DISABLE TRIGGER USER";

    protected override void Remove()
    {
        Execute($"DROP SCHEMA {schema} CASCADE");
        Execute($"CREATE SCHEMA {schema}");
    }

    internal override string Catalog(StoreConnection connection) => string.Join('\n', connection.Query<string>("""
        SELECT table_name || ' ' || column_name || ' ' || ordinal_position || ' ' || data_type || ' ' || is_nullable FROM information_schema.columns WHERE table_schema = current_schema()
        UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema()
        UNION ALL SELECT conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = current_schema()::regnamespace
        UNION ALL SELECT viewname || ' ' || definition FROM pg_views WHERE schemaname = current_schema()
        UNION ALL SELECT pg_get_triggerdef(pg_trigger.oid) FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid WHERE relnamespace = current_schema()::regnamespace AND NOT tgisinternal
        ORDER BY 1
        """));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            // Each test has a pool of its own, whose connections the server would keep for minutes.
            using (var own = new NpgsqlConnection(Address.ConnectionString))
            {
                NpgsqlConnection.ClearPool(own);
            }

            Execute($"DROP SCHEMA {schema} CASCADE");
        }
    }

    private void Execute(string sql)
    {
        using var connection = new NpgsqlConnection(server);
        connection.Execute(sql);
    }
}
