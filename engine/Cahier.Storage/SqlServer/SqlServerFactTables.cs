using System.Collections.Immutable;
using Cahier.Facts.Models;
using Cahier.Storage.Databases;

namespace Cahier.Storage.SqlServer;

/// <summary>The statements on tables whose columns come from a model or are many, made from their names. Names come from the model or this code only, and are quoted.</summary>
internal static class SqlServerFactTables
{
    /// <summary>
    /// The longest key, in UTF-16 code units: two of them fit into any index, four into one that is not clustered. A longer
    /// one is refused before it is sent.
    /// </summary>
    public const int LongestKey = 200;

    /// <summary>As long as a text that is no key may be.</summary>
    public const int LongestText = 4000;

    /// <summary>For a text that may have any length.</summary>
    public const int AnyLength = int.MaxValue;

    // Compared by their numbers, as everywhere.
    private const string Binary = "COLLATE Latin1_General_100_BIN2";

    /// <summary>
    /// Texts, codes, dates (ISO), references and decimal numbers are text, so that every number stays exact. Rows stand by
    /// the key of their parent, as they are loaded, or else by their own: a table in no order keeps the room of rows that
    /// were removed, and would grow with every load.
    /// </summary>
    public static string Create(Entity entity)
    {
        var isChild = entity.ParentKey.Length > 0;
        var parents = entity.ParentKey.Select(name => $"{Quote(name)} nvarchar({LongestKey}) {Binary} NOT NULL");
        var fields = entity.Fields.Select(field => Column(entity, field));
        var key = entity.Key.Length == 0 ? [] : new[] { $"PRIMARY KEY {(isChild ? "NONCLUSTERED" : "CLUSTERED")} ({List(entity.Key)})" };
        var table = $"CREATE TABLE {Quote(entity.Name)} ({string.Join(", ", parents.Concat(fields).Concat(key))})";
        return isChild ? $"{table}; CREATE CLUSTERED INDEX by_parent ON {Quote(entity.Name)} ({List(entity.ParentKey)})" : table;
    }

    /// <summary>Adds the column of an optional field.</summary>
    public static string AddColumn(Entity entity, Field field) => $"ALTER TABLE {Quote(entity.Name)} ADD {Column(entity, field)}";

    public static string Clear(string entity) => $"DELETE FROM {Quote(entity)}";

    /// <summary>Removes the rows of the groups that a load changed.</summary>
    public static string ClearGroups(Entity entity, ImmutableArray<string> key) =>
        $"DELETE FROM {Quote(entity.Name)} WHERE {(key.Length == 1 ? Quote(key[0]) : $"CONCAT({string.Join(", '/', ", key.Select(Quote))})")} IN (SELECT group_key FROM changed_group WHERE load_number = @load AND [entity] = @entity)";

    /// <summary>The rows of a run, in the order in which they were written.</summary>
    public static string SelectRun(StoredTable table) => table.SelectRun(Quote);

    /// <summary>The rows of an entity of which no column is wanted are counted all the same.</summary>
    public static string Select(string entity, IReadOnlyCollection<string> columns) => $"SELECT {(columns.Count == 0 ? "1" : List(columns))} FROM {Quote(entity)}";

    /// <summary>How long a text of a column may be.</summary>
    public static int LengthOf(Entity entity, string column) => entity.Key.Contains(column, StringComparer.Ordinal) || entity.ParentKey.Contains(column, StringComparer.Ordinal) ? LongestKey : LongestText;

    /// <summary>How long a text of one of the store's own tables may be, as its migrations say.</summary>
    public static int LengthOf(string column) => column switch
    {
        "status" or "currency" => 16,
        "numerator" or "denominator" or "amount" or "at_stake" or "paid" or "right_now" => 40,
        "rule_id" or "value_id" or "indicator" or "line" or "what" or "entity" or "field" or "table_name" => 128,
        "file" or "unit" or "participant" or "group_name" or "entity_key" => 400,
        "group_key" => 1000,
        "value" or "rows_now" => AnyLength,
        _ => LongestText,
    };

    public static string Quote(string name) => $"[{name.Replace("]", "]]", StringComparison.Ordinal)}]";

    private static string Column(Entity entity, Field field) =>
        $"{Quote(field.Name)} {(field.Kind == FieldKind.Boolean ? "bit" : FormattableString.Invariant($"nvarchar({LengthOf(entity, field.Name)}) {Binary}"))} {(field.Required ? "NOT NULL" : "NULL")}";

    private static string List(IEnumerable<string> names) => string.Join(", ", names.Select(Quote));
}
