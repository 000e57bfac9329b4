using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Cahier.Storage.Stores;

/// <summary>Which kind of database a store is in.</summary>
public enum StoreKind
{
    /// <summary>A file: nothing to install, for one host.</summary>
    Sqlite,

    /// <summary>PostgreSQL, 13 or later.</summary>
    PostgreSql,

    /// <summary>SQL Server 2019 or later, or what speaks as it does.</summary>
    SqlServer,
}

/// <summary>Where a store is. <c>default</c> is no address. Shown as text it holds no password.</summary>
public readonly record struct StoreAddress
{
    /// <summary>The variable that holds the password of a server, so that no command line does.</summary>
    public const string PasswordVariable = "CAHIER_STORE_PASSWORD";

    private const string Sqlite = "sqlite:";
    private const string PostgreSql = "postgresql:";
    private const string SqlServer = "sqlserver:";
    private const string Schema = "schema";
    private const string Remedy = "name an SQLite file, postgresql://USER@HOST/DATABASE or \"sqlserver:Server=HOST;Database=NAME\"";

    private readonly string? shown;

    /// <summary>A store in an SQLite file.</summary>
    public StoreAddress(string file)
    {
        Kind = StoreKind.Sqlite;
        File = file;
        ConnectionString = "";
    }

    private StoreAddress(StoreKind kind, string connection, string shown)
    {
        Kind = kind;
        File = "";
        ConnectionString = connection;
        this.shown = shown;
    }

    public StoreKind Kind { get; }

    /// <summary>The SQLite file; empty for a server.</summary>
    public string File { get; }

    /// <summary>
    /// The folder in which snapshots of the store are kept: beside a file, or among what the user of this machine keeps for
    /// later. Whether it can be made shows when something is kept: a service may have a user without a home.
    /// </summary>
    public string SnapshotFolder => Kind == StoreKind.Sqlite
        ? File + ".snapshots"
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify) is { Length: > 0 } folder ? folder : Path.GetTempPath(), "cahier", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToString())))[..16] + ".snapshots");

    /// <summary>The folder in which what runs found of units is kept, beside that of the snapshots.</summary>
    public string UnitFolder => Path.ChangeExtension(SnapshotFolder, ".units");

    /// <summary>With what a driver connects to a server, password and all: for drivers, and for nobody to read. Empty for a file.</summary>
    public string ConnectionString { get; }

    /// <summary>
    /// Reads <c>FILE</c>, <c>sqlite:FILE</c>, <c>postgresql://USER@HOST:PORT/DATABASE</c>, <c>postgresql:</c> or <c>sqlserver:</c> with
    /// words such as <c>Server=HOST;Database=NAME</c> behind, or <c>sqlserver://USER@HOST,PORT/DATABASE</c>. A password that is not among them is taken from <see cref="PasswordVariable"/>, or from the file that <see cref="StorePassword.FileVariable"/> names.
    /// </summary>
    /// <exception cref="StoreException">It is no address of a store.</exception>
    public static StoreAddress Parse(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        if (text.StartsWith(Sqlite, StringComparison.Ordinal))
        {
            var file = text[Sqlite.Length..];
            return file.Length > 0 ? new StoreAddress(file) : throw new StoreException("the address of the store names no file", "write sqlite:FILE");
        }

        if (text.StartsWith(PostgreSql, StringComparison.Ordinal))
        {
            return Read(text, () => OfPostgreSql(text));
        }

        if (text.StartsWith(SqlServer, StringComparison.Ordinal))
        {
            return Read(text, () => OfSqlServer(text[SqlServer.Length..]));
        }

        // A letter and a colon begin a path on Windows; a longer word and a colon begin an address.
        var scheme = text.IndexOf(':', StringComparison.Ordinal);
        return scheme > 1 && text[..scheme].All(char.IsAsciiLetterOrDigit)
            ? throw new StoreException($"there are no stores at {text[..scheme]}:", Remedy)
            : new StoreAddress(text);
    }

    public override string ToString() => shown ?? File;

    // What the packages say of words that they do not know may hold a password.
    private static StoreAddress Read(string text, Func<StoreAddress> read)
    {
        try
        {
            return read();
        }
        catch (Exception problem) when (problem is ArgumentException or FormatException or UriFormatException or KeyNotFoundException)
        {
            throw new StoreException($"the address of the store, {text[..text.IndexOf(':', StringComparison.Ordinal)]}:…, cannot be read", Remedy);
        }
    }

    private static StoreAddress OfPostgreSql(string text)
    {
        var builder = text.StartsWith(PostgreSql + "//", StringComparison.Ordinal) ? FromUri(new Uri(text)) : new NpgsqlConnectionStringBuilder(text[PostgreSql.Length..]);
        builder.Password ??= StorePassword.Find(Environment.GetEnvironmentVariable);
        builder.CommandTimeout = 0;
        builder.ApplicationName ??= "cahier";
        var user = builder.Username is { Length: > 0 } name ? $"{Uri.EscapeDataString(name)}@" : "";
        var schema = builder.SearchPath is { Length: > 0 } path ? $"?{Schema}={Uri.EscapeDataString(path)}" : "";
        return new StoreAddress(StoreKind.PostgreSql, builder.ConnectionString, FormattableString.Invariant($"postgresql://{user}{builder.Host}:{builder.Port}/{Uri.EscapeDataString(builder.Database ?? "")}{schema}"));
    }

    private static NpgsqlConnectionStringBuilder FromUri(Uri uri)
    {
        var builder = new NpgsqlConnectionStringBuilder { Host = uri.Host, Database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/')) };
        if (uri.Port > 0)
        {
            builder.Port = uri.Port;
        }

        var user = uri.UserInfo.Split(':', 2);
        if (user[0].Length > 0)
        {
            builder.Username = Uri.UnescapeDataString(user[0]);
        }

        if (user.Length > 1)
        {
            builder.Password = Uri.UnescapeDataString(user[1]);
        }

        foreach (var option in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = option.Split('=', 2);
            builder[Uri.UnescapeDataString(parts[0]) is var word && word == Schema ? nameof(NpgsqlConnectionStringBuilder.SearchPath) : word] = parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "true";
        }

        return builder;
    }

    private static StoreAddress OfSqlServer(string text)
    {
        var builder = SqlServerAddress.Read(text);
        var shown = SqlServer + SqlServerAddress.Show(builder);
        if (builder.UserID.Length > 0 && builder.Password.Length == 0 && StorePassword.Find(Environment.GetEnvironmentVariable) is { } password)
        {
            builder.Password = password;
        }

        builder.CommandTimeout = 0;
        builder.MultipleActiveResultSets = false;
        builder.ApplicationName = "cahier";
        return new StoreAddress(StoreKind.SqlServer, builder.ConnectionString, shown);
    }
}
