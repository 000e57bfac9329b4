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

    protected override void Remove() => folder.EnumerateFiles().ToList().ForEach(f => f.Delete());

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

    [Fact]
    public void RowsOfRuns_OfAStoreWithoutAPlaceForEach_GetTheOneTheyStoodAt()
    {
        using (var old = StoreDatabase.At(Address).Open(create: true, upTo: 9))
        {
            old.Execute("INSERT INTO decision (run_id, unit, participant, status, outcomes) VALUES (1, 'b', NULL, 'undetermined', '?'), (1, 'a', 'P', 'included', '1'), (2, 'c', 'P', 'excluded', '0')");
            old.Execute("INSERT INTO payment_line (run_id, participant, unit, line, amount, currency) VALUES (2, 'P', 'c', 'paid', '1.50', 'EUR'), (2, 'P', NULL, 'bonus', NULL, 'EUR')");
            old.Execute("INSERT INTO cohort_value (run_id, group_name, value_id, members, value) VALUES (1, 'all', 'mean', 7, '0.5')");
        }

        using var store = Open();
        Assert.Equal(
            [(1L, 1L, "b", null, "undetermined", "?"), (1, 2, "a", "P", "included", "1"), (2, 3, "c", "P", "excluded", "0")],
            store.Connection.Query<(long, long, string, string?, string, string)>("SELECT run_id, ordinal, unit, participant, status, outcomes FROM decision ORDER BY run_id, ordinal"));
        Assert.Equal(
            [(1L, "c", "paid", "1.50"), (2, null, "bonus", null)],
            store.Connection.Query<(long, string?, string, string?)>("SELECT ordinal, unit, line, amount FROM payment_line WHERE run_id = 2 ORDER BY ordinal"));
        Assert.Equal([(1L, 7L, "0.5")], store.Connection.Query<(long, long, string)>("SELECT ordinal, members, value FROM cohort_value WHERE run_id = 1"));
    }
}
