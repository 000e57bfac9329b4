using Cahier.Storage.Stores;
using Xunit;

namespace Cahier.Engine.Tests.Storage;

/// <summary>Addresses of stores: as they are shown they lead to the same store, and tell no password.</summary>
public sealed class StoreAddressTests
{
    [Theory]
    [InlineData("facts.db", "facts.db")]
    [InlineData("postgresql://ann@db:5432/cahier?schema=a%20b", "postgresql://ann@db:5432/cahier?schema=a%20b")]
    [InlineData("sqlserver:Server=db;Database=cahier", "sqlserver://db/cahier")]
    [InlineData("sqlserver:Server=tcp:db,1433;Database=c d;User ID=ann;Password=s3cret;Encrypt=True;TrustServerCertificate=True", "sqlserver://ann@tcp:db,1433/c%20d?Encrypt=True&Trust%20Server%20Certificate=True")]
    [InlineData("sqlserver:Server=db\\NIGHT;Database=cahier;Integrated Security=True", "sqlserver://db%5CNIGHT/cahier?Integrated%20Security=True")]
    [InlineData("sqlserver://ann@db,1433/cahier?TrustServerCertificate=true", "sqlserver://ann@db,1433/cahier?Trust%20Server%20Certificate=True")]
    public void Address_IsShownSoThatItCanBeSaidAgain(string said, string shown)
    {
        var address = StoreAddress.Parse(said);
        Assert.Equal(shown, address.ToString());
        Assert.Equal(shown, StoreAddress.Parse(shown).ToString());
        Assert.Equal(address.ConnectionString.Replace("Password=s3cret;", "", StringComparison.Ordinal), StoreAddress.Parse(shown).ConnectionString);
    }

    [Theory]
    [InlineData("sqlserver:Server=db;Databse=cahier")]
    [InlineData("sqlserver://db/cahier?Pasword=s3cret")]
    [InlineData("postgresql://db/cahier?pasword=s3cret")]
    [InlineData("mysql://db/cahier")]
    public void Address_ThatIsNone_IsRefusedWithoutBeingRepeated(string said) =>
        Assert.DoesNotContain("s3cret", Assert.Throws<StoreException>(() => StoreAddress.Parse(said)).Message, StringComparison.Ordinal);
}
