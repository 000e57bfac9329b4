using System.Collections.Immutable;
using Cahier.Facts.Models;
using Cahier.Storage.Databases;

namespace Cahier.Storage.PostgreSql;

/// <summary>The statements on tables whose columns come from a model or are many, made from their names. Names come from the model or this code only, and are quoted.</summary>
internal static class PostgreSqlFactTables
{
    private const string Text = "text COLLATE \"C\"";

    /// <summary>Texts, codes, dates (ISO), references and decimal numbers are text, so that every number stays exact; keys are compared by their bytes.</summary>
    public static string Create(Entity entity)
    {
        var parents = entity.ParentKey.Select(name => $"{Quote(name)} {Text} NOT NULL");
        var fields = entity.Fields.Select(Column);
        var key = entity.Key.Length == 0 ? [] : new[] { $"PRIMARY KEY ({List(entity.Key)})" };
        return $"CREATE TABLE {Quote(entity.Name)} ({string.Join(", ", parents.Concat(fields).Concat(key))})";
    }

    /// <summary>Adds the column of an optional field.</summary>
    public static string AddColumn(Entity entity, Field field) => $"ALTER TABLE {Quote(entity.Name)} ADD COLUMN {Column(field)}";

    public static string Clear(string entity) => $"DELETE FROM {Quote(entity)}";

    /// <summary>Removes the rows of the groups that a load changed.</summary>
    public static string ClearGroups(Entity entity, ImmutableArray<string> key) =>
        $"DELETE FROM {Quote(entity.Name)} WHERE {string.Join(" || '/' || ", key.Select(Quote))} IN (SELECT group_key FROM changed_group WHERE load_number = @load AND entity = @entity)";

    /// <summary>Rows come in PostgreSQL's binary form.</summary>
    public static string Insert(string table, IEnumerable<string> columns) => $"COPY {Quote(table)} ({List(columns)}) FROM STDIN (FORMAT BINARY)";

    /// <inheritdoc cref="Insert(string, IEnumerable{string})"/>
    public static string Insert(StoredTable table) => Insert(table.RowTable, table.Columns);

    /// <summary>The rows of a run, in the order in which they were written.</summary>
    public static string SelectRun(StoredTable table) => table.SelectRun(Quote);

    /// <summary>Rows go in PostgreSQL's binary form; those of an entity of which no column is wanted are empty.</summary>
    public static string Select(string entity, IEnumerable<string> columns) => $"COPY (SELECT {List(columns)} FROM {Quote(entity)}) TO STDOUT (FORMAT BINARY)";

    private static string Column(Field field) => $"{Quote(field.Name)} {(field.Kind == FieldKind.Boolean ? "boolean" : Text)}{(field.Required ? " NOT NULL" : "")}";

    private static string List(IEnumerable<string> names) => string.Join(", ", names.Select(Quote));

    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
