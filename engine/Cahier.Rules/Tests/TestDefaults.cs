using Cahier.Facts.Models;
using Cahier.Facts.Yaml;
using Cahier.Feel.Checking;
using Cahier.Feel.Diagnostics;

namespace Cahier.Rules.Tests;

/// <summary>
/// Puts into the facts of a test what its rows leave unsaid: <c>defaults: { stay: { kind: MCO } }</c> gives every stay that
/// kind, but for those that say another. A row that says <c>null</c> has no such fact.
/// </summary>
public static class TestDefaults
{
    /// <summary>The facts with defaults put in.</summary>
    public static YamlMap Apply(FactModel model, YamlMap facts, YamlMap? defaults, DiagnosticBag diagnostics)
    {
        if (defaults is null)
        {
            return facts;
        }

        foreach (var entry in defaults.Entries.Where(e => model.Find(e.Name) is null))
        {
            diagnostics.Add(DiagnosticCatalog.UnknownFact, entry.Key, $"the model {model.Name} has no entity '{entry.Name}'", Suggestions.Remedy(entry.Name, model.Entities.Select(e => e.Name)));
        }

        foreach (var entry in defaults.Entries)
        {
            foreach (var field in ((YamlMap)entry.Value).Entries.Where(f => model.Find(entry.Name) is { } entity && entity.Find(f.Name) is null))
            {
                diagnostics.Add(DiagnosticCatalog.UnknownFact, field.Key, $"'{entry.Name}' has no field '{field.Name}'", Suggestions.Remedy(field.Name, model.Find(entry.Name)!.Fields.Select(f => f.Name)));
            }
        }

        return diagnostics.HasErrors ? facts : With(facts, e => model.Find(e.Name) is { Kind: not EntityKind.Child } entity ? Rows(model, entity, e.Value, defaults) : e.Value);
    }

    private static YamlNode Rows(FactModel model, Entity entity, YamlNode rows, YamlMap defaults) => rows is YamlList list
        ? new YamlList([.. list.Items.Select(i => i is YamlMap row ? Row(model, entity, row, defaults) : i)], list.IsFlow, list.Start, list.End)
        : rows;

    private static YamlMap Row(FactModel model, Entity entity, YamlMap row, YamlMap defaults)
    {
        var children = model.ChildrenOf(entity.Name).ToDictionary(c => c.Collection!, StringComparer.Ordinal);
        var said = With(row, e => children.TryGetValue(e.Name, out var child) ? Rows(model, child, e.Value, defaults) : e.Value);
        return defaults.Find(entity.Name)?.Value is YamlMap unsaid
            ? new YamlMap([.. said.Entries, .. unsaid.Entries.Where(u => row.Find(u.Name) is null)], row.IsFlow, row.Start, row.End)
            : said;
    }

    private static YamlMap With(YamlMap map, Func<YamlEntry, YamlNode> value) =>
        new([.. map.Entries.Select(e => e with { Value = value(e) })], map.IsFlow, map.Start, map.End);
}
