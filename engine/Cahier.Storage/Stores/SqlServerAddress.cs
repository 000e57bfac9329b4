using Microsoft.Data.SqlClient;

namespace Cahier.Storage.Stores;

/// <summary>
/// The two ways to write where a store in SQL Server is: words such as <c>Server=HOST;Database=NAME</c>, or
/// <c>//USER@HOST,PORT/DATABASE?WORD=VALUE</c>, as it is shown, which a shell takes as it stands.
/// </summary>
internal static class SqlServerAddress
{
    private const string Slashes = "//";

    private static readonly string[] SaidBefore = ["Data Source", "Initial Catalog", "User ID", "Password"];

    /// <exception cref="ArgumentException">It is neither.</exception>
    public static SqlConnectionStringBuilder Read(string text)
    {
        if (!text.StartsWith(Slashes, StringComparison.Ordinal))
        {
            return new SqlConnectionStringBuilder(text);
        }

        var (place, options) = Cut(text[Slashes.Length..], '?');
        var (server, database) = Cut(place, '/');
        var (user, host) = server.LastIndexOf('@') is var at and >= 0 ? (server[..at], server[(at + 1)..]) : ("", server);
        var builder = new SqlConnectionStringBuilder { DataSource = Uri.UnescapeDataString(host), InitialCatalog = Uri.UnescapeDataString(database) };
        if (user.Length > 0)
        {
            builder.UserID = Uri.UnescapeDataString(user);
        }

        foreach (var option in options.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (word, value) = Cut(option, '=');
            builder[Uri.UnescapeDataString(word)] = Uri.UnescapeDataString(value);
        }

        return builder;
    }

    /// <summary>All of an address but its password.</summary>
    public static string Show(SqlConnectionStringBuilder builder)
    {
        var user = builder.UserID.Length > 0 ? $"{Uri.EscapeDataString(builder.UserID)}@" : "";
        var options = string.Join('&', builder.Keys.Cast<string>().Where(k => builder.ShouldSerialize(k) && !SaidBefore.Contains(k, StringComparer.OrdinalIgnoreCase)).Select(k => $"{Written(k)}={Written(Convert.ToString(builder[k], System.Globalization.CultureInfo.InvariantCulture)!)}"));
        return $"{Slashes}{user}{Written(builder.DataSource)}/{Uri.EscapeDataString(builder.InitialCatalog)}{(options.Length > 0 ? "?" : "")}{options}";
    }

    // Commas and colons stand for themselves.
    private static string Written(string text) => Uri.EscapeDataString(text).Replace("%2C", ",", StringComparison.Ordinal).Replace("%3A", ":", StringComparison.Ordinal);

    private static (string Before, string After) Cut(string text, char at) => text.IndexOf(at, StringComparison.Ordinal) is var place and >= 0 ? (text[..place], text[(place + 1)..]) : (text, "");
}
