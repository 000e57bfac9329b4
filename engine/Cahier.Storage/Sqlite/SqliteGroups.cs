using Cahier.Facts.Models;
using Cahier.Storage.Databases;
using Cahier.Storage.Rows;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Cahier.Storage.Sqlite;

/// <summary>
/// Finds the rows of groups in a fact table, which has no order by them: every row is looked at. Those of a group mostly stand
/// together, so that few keys are looked up; SQLite would look up that of each row, and take three times as long.
/// </summary>
internal static class SqliteGroups
{
    /// <summary>The numbers of the rows, from one to another: those of neighbours together.</summary>
    /// <param name="database">Where to read.</param>
    /// <param name="entity">Whose rows.</param>
    /// <param name="groups">The keys of the groups.</param>
    public static List<(long From, long To)> Find(sqlite3 database, Entity entity, IEnumerable<string> groups)
    {
        var found = new List<(long From, long To)>();
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(database, SqliteFactTables.SelectGroups(entity), out var held), database);
        using (held)
        {
            var code = raw.SQLITE_OK;
            SqliteNative.Hold(database.DangerousGetHandle(), () => code = Read(held.DangerousGetHandle(), groups.ToHashSet(StringComparer.Ordinal), row => Add(found, row)));
            SqliteException.ThrowExceptionForRC(code == raw.SQLITE_DONE ? raw.SQLITE_OK : code, database);
        }

        return found;
    }

    /// <summary>Says which rows stand in groups; gives the word with which SQLite ended.</summary>
    private static int Read(nint statement, HashSet<string> groups, Action<long> say)
    {
        var (known, texts, key, isWanted) = (groups.GetAlternateLookup<ReadOnlySpan<char>>(), new RowTexts(), (byte[])[], false);
        var code = SqliteNative.sqlite3_step(statement);
        for (; code == raw.SQLITE_ROW; code = SqliteNative.sqlite3_step(statement))
        {
            var next = SqliteNative.Bytes(statement, 1);
            if (!next.SequenceEqual(key))
            {
                texts.Clear();
                (key, isWanted) = (next.ToArray(), known.Contains(texts.Read(next)));
            }

            if (isWanted)
            {
                say(SqliteNative.sqlite3_column_int64(statement, 0));
            }
        }

        return code;
    }

    private static void Add(List<(long From, long To)> found, long row)
    {
        if (found is [.., var last] && last.To + 1 == row)
        {
            found[^1] = (last.From, row);
        }
        else
        {
            found.Add((row, row));
        }
    }
}
