using System.Collections.Frozen;
using System.Collections.Immutable;
using Cahier.Facts.Models;
using Cahier.Facts.Yaml;
using Cahier.Feel.Checking;
using Cahier.Feel.Diagnostics;
using Cahier.Feel.Types;
using Cahier.Feel.Values;

namespace Cahier.Storage.Mappings;

/// <summary>Checks how rows of one entity are made of a table: joins, filters, netting, fields, in the order in which they work.</summary>
internal sealed partial class RowsChecker(Entity entity, IReadOnlyDictionary<string, SourceTable> tables, IReadOnlyDictionary<string, string> sources, DiagnosticBag diagnostics)
{
    private SourceNames names = new([]);

    /// <summary>The rows, or null when something is wrong, which the diagnostics say.</summary>
    public MappedRows? Check(YamlMap map)
    {
        if (Table(map.Scalar("from")!) is not { } table)
        {
            return null;
        }

        names = new SourceNames(table.Columns.Select((c, place) => new ColumnSymbol(0, place, c, mayBeNone: false)));
        var joins = map.Items("joins").Select((j, i) => Join(j, i + 1)).ToList();
        if (joins.Contains(null))
        {
            return null;
        }

        var filters = map.Items("filters").Select(Filter).ToList();
        RefuseSameId(map);
        var net = map.Find("net") is { Value: YamlMap written } ? Net(written) : null;
        if (map.Is("once") && entity.Key.IsEmpty)
        {
            diagnostics.Add(DiagnosticCatalog.MappedEntity, map.Find("once")!.Key, $"{entity.Name} has no key by which a row could come again", "take 'once:' out");
        }

        var fields = Fields(map, net);
        return diagnostics.HasErrors ? null : new MappedRows(entity, table, [.. joins.Select(j => j!)], [.. filters.Select(f => f!)], net, map.Is("once"), fields);
    }

    private MappedFilter? Filter(YamlMap map) =>
        Condition(map.Scalar("keep")!) is { } keep ? new MappedFilter(NameOf(map), keep, map.Text("when missing") is { } said ? said == "true" : null) : null;

    private MappedNetting? Net(YamlMap map)
    {
        var same = map.Scalars("same").Select(Column).ToList();
        var sum = map.Scalars("sum").Select(Column).ToList();
        foreach (var (symbol, at) in sum.Zip(map.Scalars("sum")).Where(s => s.First is { Column.Type: not NumberType }))
        {
            diagnostics.Add(DiagnosticCatalog.MappedKind, at, $"‘{symbol!.Name}’ is a {symbol.Column.Type}, which cannot be summed", "give the column the type number");
        }

        foreach (var at in map.Scalars("sum").Where(s => map.Scalars("same").Any(o => o.Value == s.Value)))
        {
            diagnostics.Add(DiagnosticCatalog.MappedName, at, $"‘{at.Value}’ is the same on all lines and summed as well", "keep it in one of the two lists");
        }

        if (Condition(map.Scalar("keep")!) is not { } keep || same.Contains(null) || sum.Contains(null))
        {
            return null;
        }

        var net = new MappedNetting(NameOf(map), [.. same.Select(s => s!)], [.. sum.Select(s => s!)], keep);
        CheckKnown(net, keep, map.Scalar("keep")!);
        return net;
    }

    private ImmutableArray<MappedField?> Fields(YamlMap map, MappedNetting? net)
    {
        var written = map.Map("fields").Entries;
        foreach (var odd in written.Where(f => !entity.Columns.Contains(f.Name, StringComparer.Ordinal)))
        {
            diagnostics.Add(DiagnosticCatalog.MappedEntity, odd.Key, $"‘{entity.Name}’ has no field ‘{odd.Name}’", Suggestions.Remedy(odd.Name, entity.Columns));
        }

        foreach (var left in entity.Columns.Where(c => IsNeeded(c) && written.All(f => f.Name != c)))
        {
            diagnostics.Add(DiagnosticCatalog.UnmappedFact, map.Find("fields")!.Key, $"‘{left}’ of {entity.Name} is required, and nothing says where it comes from", $"add '{left}:' with {FieldKinds.Wanted(entity.Find(left))}; when the source does not have it, write a value that holds for all, which readers of the mapping then see");
        }

        return [.. entity.Columns.Select(c => written.FirstOrDefault(f => f.Name == c) is { } field ? Field(field, net) : null)];
    }

    private MappedField? Field(YamlEntry entry, MappedNetting? net)
    {
        var map = entry.Value as YamlMap;
        var written = map is null ? (YamlScalar)entry.Value : map.Scalar("value")!;
        if (Expression(written) is not { } value)
        {
            return null;
        }

        var field = entity.Find(entry.Name);
        var codes = map?.Entries("codes") ?? [];
        var given = codes.IsEmpty ? value.Fact.Type : value.Fact.Type is TextType ? null : FeelType.Any;
        if (given is not null && !FieldKinds.Fits(field, given))
        {
            diagnostics.Add(DiagnosticCatalog.MappedKind, written, codes.IsEmpty ? $"‘{entry.Name}’ takes a {FieldKinds.Wanted(field)}, and this is a {value.Fact.Type}" : $"codes are looked up by a text, and this is a {value.Fact.Type}", "write an expression of that kind");
        }

        if (codes.IsEmpty && value.ConstantOf(value.Root) is TextValue constant && !FieldKinds.Fits(field, constant.Value))
        {
            diagnostics.Add(DiagnosticCatalog.MappedKind, written, $"‘{constant.Value}’ is no value of {entry.Name}", $"write {FieldKinds.Wanted(field)}");
        }

        foreach (var text in codes.Select(c => (YamlScalar)c.Value).Append(map?.Scalar("otherwise")).Append(map?.Scalar("default")).OfType<YamlScalar>().Where(t => !FieldKinds.Fits(field, t.Value)))
        {
            diagnostics.Add(DiagnosticCatalog.MappedKind, text, $"‘{text.Value}’ is no value of {entry.Name}", $"write {FieldKinds.Wanted(field)}");
        }

        if (net is not null)
        {
            CheckKnown(net, value, written);
        }

        return new MappedField(entry.Name, value, codes.IsEmpty ? null : codes.ToFrozenDictionary(c => c.Name, c => ((YamlScalar)c.Value).Value, StringComparer.Ordinal), map?.Text("otherwise"), map?.Text("default"));
    }

    private bool IsNeeded(string column) => entity.Find(column) is not { } field || field.Required || entity.Key.Contains(column, StringComparer.Ordinal);

    private void CheckKnown(MappedNetting net, CheckedExpression expression, YamlScalar at)
    {
        foreach (var odd in expression.Globals.Where(g => !net.Same.Contains(g) && !net.Sum.Contains(g)))
        {
            diagnostics.Add(DiagnosticCatalog.NettedColumn, at, $"lines are summed, and ‘{odd.Name}’ may differ between them", $"add {odd.Name} to ‘same’, or to ‘sum’ when it adds up");
        }
    }

    private RuleName NameOf(YamlMap map) => new(map.Text("id")!, map.Label(), map.Text("source") is { } source ? sources.GetValueOrDefault(source, source) : null);

    private void RefuseSameId(YamlMap map)
    {
        var ids = map.Items("filters").Concat(map.Find("net") is { Value: YamlMap net } ? [net] : []).Select(r => r.Scalar("id")!);
        foreach (var twice in ids.GroupBy(i => i.Value, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            diagnostics.Add(DiagnosticCatalog.MappedName, twice.Last(), $"two rules have the id ‘{twice.Key}’", "give each its own");
        }
    }
}
