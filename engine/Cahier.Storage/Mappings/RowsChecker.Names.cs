using System.Collections.Immutable;
using Cahier.Facts.Yaml;
using Cahier.Feel.Checking;
using Cahier.Feel.Diagnostics;
using Cahier.Feel.Types;

namespace Cahier.Storage.Mappings;

internal sealed partial class RowsChecker
{
    private MappedJoin? Join(YamlMap map, int part)
    {
        if (Table(map.Scalar("table")!) is not { } table)
        {
            return null;
        }

        var on = map.Find("on")!.Value is YamlMap different
            ? different.Entries.Select(e => On(table, e.Key, (YamlScalar)e.Value)).ToList()
            : map.Scalars("on").Select(s => On(table, s, s)).ToList();
        var where = map.Scalar("where");
        var own = new SourceNames(table.Columns.Select((c, place) => new ColumnSymbol(0, place, c, mayBeNone: false)));
        var condition = where is null ? null : Condition(where, own);
        if (on.Contains(null) || (where is not null && condition is null))
        {
            return null;
        }

        if (condition is { Fact.MayBeMissing: true })
        {
            diagnostics.Add(DiagnosticCatalog.MappedKind, where!, "the condition may be unknown, and a row counts or it does not", "say with 'when empty:' what an empty field of the table says, or use get or else(…)");
        }

        var mayBeNone = map.Text("none") == "leave";
        var list = map.Scalar("list") is { } name ? new ListSymbol(name.Value, part, table.Columns) : null;
        var isNew = list is not null ? AddList(map.Scalar("list")!, list) : AddColumns(map.Scalar("table")!, table, part, mayBeNone, on);
        return isNew ? new MappedJoin(table, part, [.. on.Select(o => o!.Value)], condition, list, map.Text("several") == "first", mayBeNone || list is not null) : null;
    }

    private (int Place, CheckedExpression Value)? On(SourceTable table, YamlScalar column, YamlScalar value)
    {
        var place = table.Columns.Select(c => c.Name).ToList().IndexOf(column.Value);
        if (place < 0)
        {
            diagnostics.Add(DiagnosticCatalog.MappedTable, column, $"the table {table.Name} has no column ‘{column.Value}’", Suggestions.Remedy(column.Value, table.Columns.Select(c => c.Name)));
            return null;
        }

        if (Expression(value) is not { } expression)
        {
            return null;
        }

        if (expression.Fact.Type.GetType() != table.Columns[place].Type.GetType())
        {
            diagnostics.Add(DiagnosticCatalog.MappedKind, value, $"‘{column.Value}’ of {table.Name} is a {table.Columns[place].Type}, and this is a {expression.Fact.Type}: the two are never the same", "give both the same type");
            return null;
        }

        return (place, expression);
    }

    private bool AddList(YamlScalar at, ListSymbol list)
    {
        if (names.TryAdd(list))
        {
            return true;
        }

        diagnostics.Add(DiagnosticCatalog.MappedName, at, $"‘{list.Name}’ is a column already", "give the list another name");
        return false;
    }

    // What is joined on says the same in both tables, and stays that of the row.
    private bool AddColumns(YamlScalar at, SourceTable table, int part, bool mayBeNone, List<(int Place, CheckedExpression Value)?> on)
    {
        var isNew = true;
        for (var place = 0; place < table.Columns.Length; place++)
        {
            var symbol = new ColumnSymbol(part, place, table.Columns[place], mayBeNone);
            var isSame = on.Exists(o => o!.Value.Place == place && o.Value.Value.Text == symbol.Name);
            if (!isSame && !names.TryAdd(symbol))
            {
                diagnostics.Add(DiagnosticCatalog.MappedName, at, $"‘{symbol.Name}’ is a column of {table.Name} and of a table before it", "give one of the two another name with 'header:', or join on it");
                isNew = false;
            }
        }

        return isNew;
    }

    private SourceTable? Table(YamlScalar name)
    {
        if (tables.TryGetValue(name.Value, out var table))
        {
            return table;
        }

        diagnostics.Add(DiagnosticCatalog.MappedTable, name, $"the mapping has no table ‘{name.Value}’", Suggestions.Remedy(name.Value, tables.Keys));
        return null;
    }

    private ColumnSymbol? Column(YamlScalar name)
    {
        if (names.TryFind(name.Value, out var symbol) && symbol is ColumnSymbol column)
        {
            return column;
        }

        diagnostics.Add(DiagnosticCatalog.MappedTable, name, $"the row has no column ‘{name.Value}’", Suggestions.Remedy(name.Value, names.Names));
        return null;
    }

    private CheckedExpression? Condition(YamlScalar written, SourceNames? over = null)
    {
        var condition = Expression(written, over);
        if (condition is null or { Fact.Type: BooleanType })
        {
            return condition;
        }

        diagnostics.Add(DiagnosticCatalog.MappedKind, written, $"the condition is a {condition.Fact.Type}", "write something that is true or false");
        return null;
    }

    private CheckedExpression? Expression(YamlScalar written, SourceNames? over = null)
    {
        var check = Checker.Check(written.Value, over ?? names);
        foreach (var problem in check.Problems)
        {
            var (location, length) = written.Locate(problem.Span);
            diagnostics.Add(problem.Code, location, length, problem.Cause, problem.Remedy);
        }

        return check.Expression;
    }
}
