using Cahier.Facts.Models;
using Cahier.Storage.Databases;

namespace Cahier.Storage.SqlServer;

/// <summary>The statements on tables whose columns come from a model or are many, made from their names. Names come from the model or this code only, and are quoted.</summary>
internal static class SqlServerFactTables
{
    /// <summary>
    /// The longest key, in UTF-16 code units: two of them fit into an index. A longer one is refused before it is sent.
    /// </summary>
    public const int LongestKey = 200;

    /// <summary>As long as a text that is no key may be.</summary>
    public const int LongestText = 4000;

    // Compared by their numbers, as everywhere.
    private const string Binary = "COLLATE Latin1_General_100_BIN2";

    /// <summary>Texts, codes, dates (ISO), references and decimal numbers are text, so that every number stays exact.</summary>
    public static string Create(Entity entity)
    {
        var parents = entity.ParentKey.Select(name => $"{Quote(name)} nvarchar({LongestKey}) {Binary} NOT NULL");
        var fields = entity.Fields.Select(field => Column(entity, field));
        var key = entity.Key.Length == 0 ? [] : new[] { $"PRIMARY KEY NONCLUSTERED ({List(entity.Key)})" };
        return $"CREATE TABLE {Quote(entity.Name)} ({string.Join(", ", parents.Concat(fields).Concat(key))})";
    }

    /// <summary>Adds the column of an optional field.</summary>
    public static string AddColumn(Entity entity, Field field) => $"ALTER TABLE {Quote(entity.Name)} ADD {Column(entity, field)}";

    public static string Clear(string entity) => $"DELETE FROM {Quote(entity)}";

    /// <summary>The rows of a run, in the order in which they were written.</summary>
    public static string SelectRun(StoredTable table) => $"SELECT {List(table.Columns)} FROM {Quote(table.Name)} WHERE run_id = @run ORDER BY ordinal";

    /// <summary>The rows of an entity of which no column is wanted are counted all the same.</summary>
    public static string Select(string entity, IReadOnlyCollection<string> columns) => $"SELECT {(columns.Count == 0 ? "1" : List(columns))} FROM {Quote(entity)}";

    /// <summary>How long a text of a column may be.</summary>
    public static int LengthOf(Entity entity, string column) => entity.Key.Contains(column, StringComparer.Ordinal) || entity.ParentKey.Contains(column, StringComparer.Ordinal) ? LongestKey : LongestText;

    public static string Quote(string name) => $"[{name.Replace("]", "]]", StringComparison.Ordinal)}]";

    private static string Column(Entity entity, Field field) =>
        $"{Quote(field.Name)} {(field.Kind == FieldKind.Boolean ? "bit" : FormattableString.Invariant($"nvarchar({LengthOf(entity, field.Name)}) {Binary}"))} {(field.Required ? "NOT NULL" : "NULL")}";

    private static string List(IEnumerable<string> names) => string.Join(", ", names.Select(Quote));
}
