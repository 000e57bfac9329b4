using Cahier.Storage.SqlServer;
using Cahier.Storage.Stores;
using Xunit;

namespace Cahier.Engine.Tests.Storage;

/// <summary>What SQL Server refuses, in words, by its numbers as its reference has them.</summary>
public sealed class SqlServerProblemsTests
{
    private const string Said = "the duplicate key value is (SECRETMARK)";

    private static readonly StoreAddress Address = StoreAddress.Parse("sqlserver:Server=db;Database=cahier");

    [Theory]
    [InlineData(18456, "does not let this user in")]
    [InlineData(4060, "there is no database")]
    [InlineData(1205, "by another program at the same time")]
    [InlineData(1105, "there is no room left")]
    [InlineData(262, "cannot be written by this user")]
    [InlineData(2627, "two rows of the same key")]
    [InlineData(1946, "too long for an index")]
    [InlineData(-2, "cannot be reached")]
    [InlineData(53, "cannot be reached")]
    [InlineData(10054, "cannot be reached")]
    [InlineData(6005, "cannot be reached")]
    [InlineData(50000, "(50000)")]
    public void Number_OfTheServer_IsSaidInWords(int number, string words) =>
        Assert.Contains(words, SqlServerProblems.Of(number, "", null, Address).Cause, StringComparison.Ordinal);

    [Theory]
    [InlineData(2627)]
    [InlineData(2601)]
    [InlineData(2628)]
    [InlineData(8152)]
    public void Values_ThatTheServerQuotes_AreNotRepeated(int number) =>
        Assert.DoesNotContain("SECRETMARK", SqlServerProblems.Of(number, Said, null, Address).Message, StringComparison.Ordinal);
}
