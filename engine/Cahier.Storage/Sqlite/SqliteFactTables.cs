using Cahier.Facts.Models;
using Cahier.Storage.Changes;
using Cahier.Storage.Databases;

namespace Cahier.Storage.Sqlite;

/// <summary>The statements on fact tables, made from a model: a table for each entity, named for it. Names come from the model only, and are quoted.</summary>
internal static class SqliteFactTables
{
    /// <summary>Texts, codes, dates (ISO), references and decimal numbers are text, so that every number stays exact; true is 1 and false 0.</summary>
    public static string Create(Entity entity)
    {
        var parents = entity.ParentKey.Select(name => $"{Quote(name)} TEXT NOT NULL");
        var fields = entity.Fields.Select(field => Column(field));
        var key = entity.Key.Length == 0 ? [] : new[] { $"PRIMARY KEY ({List(entity.Key)})" };
        return $"CREATE TABLE {Quote(entity.Name)} ({string.Join(", ", parents.Concat(fields).Concat(key))})";
    }

    /// <summary>Adds the column of an optional field.</summary>
    public static string AddColumn(Entity entity, Field field) => $"ALTER TABLE {Quote(entity.Name)} ADD COLUMN {Column(field)}";

    public static string Clear(string entity) => $"DELETE FROM {Quote(entity)}";

    /// <summary>The keys of the groups of an entity that a load changed.</summary>
    public const string SelectChanged = "SELECT group_key FROM changed_group WHERE load_number = @load AND entity = @entity";

    /// <summary>Of each row its number and the key of its group.</summary>
    public static string SelectGroups(Entity entity) => $"SELECT rowid, {string.Join(" || '/' || ", RowGroups.KeyOf(entity).Select(Quote))} FROM {Quote(entity.Name)}";

    /// <summary>Removes the rows from one number to another.</summary>
    public static string DeleteRows(Entity entity) => $"DELETE FROM {Quote(entity.Name)} WHERE rowid BETWEEN @from AND @to";

    /// <summary>Values are bound by their place, row after row. When one is refused, those before it stay, for a transaction that is taken back: else SQLite notes for every statement how it was before.</summary>
    public static string Insert(string table, IReadOnlyCollection<string> columns, int rows)
    {
        var row = $"({string.Join(", ", Enumerable.Repeat("?", columns.Count))})";
        return $"INSERT OR FAIL INTO {Quote(table)} ({List(columns)}) VALUES {string.Join(", ", Enumerable.Repeat(row, rows))}";
    }

    /// <summary>The rows of a run, in the order in which they were written.</summary>
    public static string SelectRun(StoredTable table) => table.SelectRun(Quote);

    public static string Select(string entity, IEnumerable<string> columns) => $"SELECT {List(columns)} FROM {Quote(entity)}";

    private static string Column(Field field) =>
        $"{Quote(field.Name)} {(field.Kind == FieldKind.Boolean ? "INTEGER" : "TEXT")}{(field.Required ? " NOT NULL" : "")}";

    private static string List(IEnumerable<string> names) => string.Join(", ", names.Select(Quote));

    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
