using Cahier.Storage.Stores;
using Microsoft.Data.SqlClient;

namespace Cahier.Storage.SqlServer;

/// <summary>What is wrong when SQL Server refuses something, and what to do about it, by the number that it gives.</summary>
internal static class SqlServerProblems
{
    // Numbers of the server's own begin above this; those below are of the way to it.
    private const int LastOfTheWay = 100;

    /// <summary>The problem in words. What the server says is repeated only where it cannot hold values.</summary>
    public static StoreException Of(SqlException problem, StoreAddress address) => Of(problem.Number, problem.Message, problem, address);

    /// <inheritdoc cref="Of(SqlException, StoreAddress)"/>
    internal static StoreException Of(int number, string message, Exception? problem, StoreAddress address) => number switch
    {
        // Wrong name or password, a domain that is not trusted, a password that is over.
        18456 or 18452 or 18487 or 18488 => new StoreException($"{address} does not let this user in", $"check the name of the user and the password, which {StoreAddress.PasswordVariable} may hold, or the file that {StorePassword.FileVariable} names", problem),
        4060 or 911 => new StoreException($"there is no database {address}, or this user may not open it", "make it first: CREATE DATABASE", problem),

        // Chosen to end a deadlock, or a lock that was not given in time.
        1205 or 1222 => new StoreException($"{address} was read or written by another program at the same time", "try again; nothing was changed", problem),

        // The files of the database, of its log or of tempdb are full.
        1101 or 1105 or 9002 => new StoreException($"there is no room left for {address}", "free some space; nothing was changed", problem),

        // A database that may only be read; what this user may not do; a schema that is not there, or not this user's.
        3906 or 229 or 230 or 262 or 2760 => new StoreException($"{address} cannot be written by this user: {message}", "ask who looks after the database", problem),

        // What the server says of these quotes the values.
        2627 or 2601 => new StoreException($"{address} would hold two rows of the same key, where texts are the same but for spaces at their end", "tell them apart in the data; nothing was changed", problem),
        2628 or 8152 => new StoreException($"a text is too long for its place in {address}", "shorten it; nothing was changed", problem),
        1946 => new StoreException($"a key of several columns is too long for an index of {address}", "shorten it; nothing was changed", problem),

        // No connection, or one that was lost; a server that is ending or not ready yet, a session that was ended.
        <= LastOfTheWay or 121 or 233 or 258 or 1225 or (>= 10_000 and < 11_100) or 596 or 921 or 922 or 976 or 983 or 6005 or 17142 or 18401 => new StoreException($"{address} cannot be reached, or has ended the connection: {message}", "see that the server runs and that the address says how to reach it, for example Encrypt=… and TrustServerCertificate=…; then try again; nothing was changed", problem),
        _ => new StoreException(FormattableString.Invariant($"{address}: {message} ({number})"), "nothing was changed", problem),
    };
}
