using Cahier.Storage.Databases;
using Cahier.Storage.Stores;
using Dapper;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Cahier.Engine.Tests.Storage;

/// <summary>The contract of a store in an SQLite file, and what only files do.</summary>
public sealed class SqliteStoreTests : StoreContractTests
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cahier-store-");

    protected override StoreAddress Address => new(Path.Combine(folder.FullName, "facts.db"));

    protected override string TextType => "TEXT";

    protected override string OpenLedger => "DROP TRIGGER ledger_is_not_changed";

    protected override void Remove() => folder.EnumerateFileSystemInfos().ToList().ForEach(f => f.Delete());

    internal override string Catalog(StoreConnection connection) =>
        string.Join('\n', connection.Query<(string Type, string Name, string Sql)>("SELECT type, name, coalesce(sql, '') FROM sqlite_master ORDER BY type, name").Select(t => $"{t.Type} {t.Name} {t.Sql}"));

    [Fact]
    public void File_ThatIsNoStore_IsRefusedAndLeft()
    {
        File.WriteAllText(Address.File, "This is a letter, and not a store of facts. " + new string('x', 2000));
        Assert.EndsWith("is no SQLite file", Assert.Throws<StoreException>(() => Open()).Cause, StringComparison.Ordinal);
        Assert.StartsWith("This is a letter", File.ReadAllText(Address.File), StringComparison.Ordinal);
        File.Delete(Address.File);
        using (var connection = new SqliteConnection($"Data Source={Address.File};Pooling=False"))
        {
            connection.Open();
            connection.Execute("CREATE TABLE letters (id INTEGER)");
        }

        Assert.EndsWith("no store of cahier", Assert.Throws<StoreException>(() => Open()).Cause, StringComparison.Ordinal);
    }
}
