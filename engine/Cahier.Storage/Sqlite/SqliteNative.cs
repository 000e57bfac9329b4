using System.Runtime.InteropServices;

namespace Cahier.Storage.Sqlite;

/// <summary>
/// The calls that are made for every cell of every row, read or written, straight to SQLite: those of the package take hold of the
/// statement and let go of it each time, which costs more than what they do.
/// </summary>
internal static class SqliteNative
{
    private const string Library = "e_sqlite3";

    // SQLite takes no copy of the text.
    private const nint Static = 0;

    [DllImport(Library)]
    public static extern int sqlite3_step(nint statement);

    [DllImport(Library)]
    public static extern int sqlite3_reset(nint statement);

    [DllImport(Library), SuppressGCTransition]
    public static extern int sqlite3_bind_null(nint statement, int place);

    [DllImport(Library), SuppressGCTransition]
    public static extern int sqlite3_bind_int64(nint statement, int place, long value);

    [DllImport(Library), SuppressGCTransition]
    public static extern int sqlite3_column_type(nint statement, int column);

    [DllImport(Library), SuppressGCTransition]
    public static extern long sqlite3_column_int64(nint statement, int column);

    [DllImport(Library)]
    private static extern nint sqlite3_db_mutex(nint database);

    [DllImport(Library)]
    private static extern void sqlite3_mutex_enter(nint mutex);

    [DllImport(Library)]
    private static extern void sqlite3_mutex_leave(nint mutex);

    [DllImport(Library), SuppressGCTransition]
    private static extern unsafe int sqlite3_bind_text(nint statement, int place, byte* text, int length, nint destructor);

    // Looked for once in the row, and then asked twice: by what stands behind it, as nobody else uses the connection meanwhile.
    [DllImport(Library), SuppressGCTransition]
    private static extern nint sqlite3_column_value(nint statement, int column);

    [DllImport(Library), SuppressGCTransition]
    private static extern nint sqlite3_value_blob(nint value);

    [DllImport(Library), SuppressGCTransition]
    private static extern int sqlite3_value_bytes(nint value);

    /// <summary>Does much with a connection that nobody else uses meanwhile: else it is taken and let go for every value.</summary>
    public static void Hold(nint database, Action work)
    {
        var mutex = sqlite3_db_mutex(database);
        sqlite3_mutex_enter(mutex);
        try
        {
            work();
        }
        finally
        {
            sqlite3_mutex_leave(mutex);
        }
    }

    /// <summary>Gives a text in UTF-8 to a place of a statement.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="place">Which place of it.</param>
    /// <param name="text">A text in memory that does not move, and stays as it is until the statement is executed.</param>
    public static unsafe int Bind(nint statement, int place, ReadOnlySpan<byte> text)
    {
        fixed (byte* start = &MemoryMarshal.GetReference(text))
        {
            return sqlite3_bind_text(statement, place, start, text.Length, Static);
        }
    }

    /// <summary>The bytes of a text, until the next step; none when there is no value.</summary>
    public static unsafe ReadOnlySpan<byte> Bytes(nint statement, int column)
    {
        var value = sqlite3_column_value(statement, column);
        var start = sqlite3_value_blob(value);
        return start == 0 ? [] : new ReadOnlySpan<byte>((void*)start, sqlite3_value_bytes(value));
    }
}
