using Cahier.Storage.Stores;
using Xunit;

namespace Cahier.Engine.Tests.Storage;

/// <summary>Where the password of a server comes from.</summary>
public sealed class StorePasswordTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Theory]
    [InlineData("s3cret \u00e9\n", "s3cret \u00e9")]
    [InlineData("s3cret\r\n", "s3cret")]
    [InlineData(" s3cret ", " s3cret ")]
    [InlineData("", "")]
    public void File_IsReadWithoutTheEndOfItsLine(string text, string password)
    {
        File.WriteAllText(file, text);
        Assert.Equal(password, Find((StorePassword.FileVariable, file)));
    }

    [Fact]
    public void Variable_ComesBeforeTheFile() =>
        Assert.Equal("said", Find((StoreAddress.PasswordVariable, "said"), (StorePassword.FileVariable, file)));

    [Fact]
    public void Nothing_IsNoPassword()
    {
        Assert.Null(Find());
        Assert.Null(Find((StorePassword.FileVariable, "")));
    }

    [Fact]
    public void File_ThatCannotBeRead_IsSaid()
    {
        var problem = Assert.Throws<StoreException>(() => Find((StorePassword.FileVariable, file + ".none")));
        Assert.Contains("the password of the store cannot be read", problem.Cause, StringComparison.Ordinal);
        Assert.Contains("CAHIER_STORE_PASSWORD_FILE", problem.Remedy, StringComparison.Ordinal);
    }

    private static string? Find(params (string Name, string Value)[] environment) => StorePassword.Find(name => environment.FirstOrDefault(e => e.Name == name).Value);
}
