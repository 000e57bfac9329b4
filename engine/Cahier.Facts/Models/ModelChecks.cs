using System.Collections.Immutable;
using Cahier.Facts.Forms;
using Cahier.Facts.Yaml;
using Cahier.Feel.Checking;
using Cahier.Feel.Diagnostics;

namespace Cahier.Facts.Models;

/// <summary>Checks what the form of a model file cannot say: that names lead somewhere and attributes go together.</summary>
internal sealed class ModelChecks
{
    // Words that the language reads as something else than a name.
    private static readonly ImmutableSortedSet<string> LanguageWords = ImmutableSortedSet.Create(
        StringComparer.Ordinal,
        "and", "between", "else", "every", "external", "false", "for", "function", "if", "in", "instance", "item", "not", "null", "of", "or", "partial", "return", "satisfies", "some", "then", "true");

    private readonly YamlMap written;
    private readonly ImmutableArray<Entity> entities;
    private readonly KnownUnits units;
    private readonly DiagnosticBag diagnostics;

    private ModelChecks(YamlMap written, ImmutableArray<Entity> entities, KnownUnits units, DiagnosticBag diagnostics)
    {
        this.written = written;
        this.entities = entities;
        this.units = units;
        this.diagnostics = diagnostics;
    }

    public static void Check(YamlMap root, ImmutableArray<Entity> entities, KnownUnits units, DiagnosticBag diagnostics)
    {
        var map = root.Find("entities")!;
        var checks = new ModelChecks((YamlMap)map.Value, entities, units, diagnostics);
        checks.CheckRoots(map.Key);
        foreach (var entity in entities)
        {
            checks.CheckPlace(entity);
            checks.CheckKey(entity);
            checks.CheckOrder(entity);
            checks.CheckNames(entity);
            foreach (var field in entity.Fields)
            {
                checks.CheckField(entity, field);
            }
        }
    }

    private void CheckRoots(YamlScalar at)
    {
        var roots = entities.Where(e => e.Kind == EntityKind.Root).ToList();
        if (roots.Count == 0)
        {
            diagnostics.Add(DiagnosticCatalog.RootCount, at, "no entity of the model is its root", "give the entity that everything else hangs from 'kind: root'");
        }

        foreach (var more in roots.Skip(1))
        {
            diagnostics.Add(DiagnosticCatalog.RootCount, Key(more), $"‘{more.Name}’ is a second root beside ‘{roots[0].Name}’", "keep one root; let the other hang from it (kind: child) or be reached by key (kind: reference)", new RelatedPlace(Key(roots[0]).Start, "the first root"));
        }
    }

    private void CheckPlace(Entity entity)
    {
        if (entity.Kind != EntityKind.Child)
        {
            foreach (var name in new[] { "parent", "collection" }.Where(n => Node(entity, n) is not null))
            {
                Misfit(Node(entity, name)!, $"‘{entity.Name}’ is no child but has a {name}", $"write 'kind: child', or leave ‘{name}’ out");
            }

            return;
        }

        foreach (var name in new[] { "parent", "collection" }.Where(n => Node(entity, n) is null))
        {
            Misfit(Key(entity), $"‘{entity.Name}’ is a child without ‘{name}’", name == "parent" ? "say from which entity it hangs: 'parent: …'" : "give the list of such rows on the parent a name: 'collection: …'");
        }

        if (entity.Parent is null)
        {
            return;
        }

        var parent = Find(entity.Parent);
        if (parent is null)
        {
            Unknown(entity.Parent, Node(entity, "parent")!);
        }
        else if (parent.Kind == EntityKind.Reference)
        {
            Misfit(Node(entity, "parent")!, $"the parent of ‘{entity.Name}’ is a reference entity", "let it hang from the root or from another child, or make it a reference entity too");
        }
        else if (HangsFromItself(entity))
        {
            diagnostics.Add(DiagnosticCatalog.ParentCycle, Node(entity, "parent")!, $"‘{entity.Name}’ hangs from itself, by way of its parents", "let its parents lead to the root");
        }
    }

    private bool HangsFromItself(Entity entity)
    {
        var above = Find(entity.Parent!);
        for (var steps = 0; above?.Parent is not null && steps < entities.Length; steps++)
        {
            if (above.Name == entity.Name)
            {
                return true;
            }

            above = Find(above.Parent);
        }

        return above?.Name == entity.Name;
    }

    private void CheckKey(Entity entity)
    {
        if (Node(entity, "key") is not { } node)
        {
            if (entity.Kind != EntityKind.Child || entities.Any(e => e.Parent == entity.Name))
            {
                Misfit(Key(entity), $"‘{entity.Name}’ has no key", "name the field that no two rows share: 'key: …'; only children that nothing hangs from may do without");
            }

            return;
        }

        foreach (var name in entity.Key)
        {
            if (entity.Find(name) is { } field)
            {
                if (!field.Required)
                {
                    diagnostics.Add(DiagnosticCatalog.BadKey, node, $"the key ‘{name}’ of ‘{entity.Name}’ is not required", $"add 'required: true' to the field ‘{name}’", new RelatedPlace(Key(entity, name).Start, "the field"));
                }

                if (field.Kind == FieldKind.Boolean || field.Outcome)
                {
                    diagnostics.Add(DiagnosticCatalog.BadKey, node, $"the key ‘{name}’ of ‘{entity.Name}’ is {(field.Outcome ? "an outcome" : "true or false")}", "choose a field that names the row");
                }
            }
            else if (!entity.ParentKey.Contains(name, StringComparer.Ordinal))
            {
                diagnostics.Add(DiagnosticCatalog.UnknownModelField, node, $"the key ‘{name}’ is no field of ‘{entity.Name}’", Suggestions.Remedy(name, [.. entity.Columns]));
            }
        }

        if (entity.Key.All(k => entity.ParentKey.Contains(k, StringComparer.Ordinal)))
        {
            diagnostics.Add(DiagnosticCatalog.BadKey, node, $"the key of ‘{entity.Name}’ is the key of its parent: there could be one row only", "add a field that tells the rows of one parent from each other");
        }

        foreach (var twice in entity.Key.GroupBy(k => k, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            diagnostics.Add(DiagnosticCatalog.NameTaken, node, $"‘{twice.Key}’ stands twice in the key of ‘{entity.Name}’", "keep it once");
        }
    }

    private void CheckOrder(Entity entity)
    {
        foreach (var name in entity.Order)
        {
            if (entity.Find(name) is not { } field)
            {
                diagnostics.Add(DiagnosticCatalog.UnknownModelField, Node(entity, "order")!, $"‘{name}’, in the order of ‘{entity.Name}’, is no field of it", Suggestions.Remedy(name, [.. entity.Fields.Select(f => f.Name)]));
            }
            else if (field.Kind == FieldKind.Reference || field.Outcome)
            {
                Misfit(Node(entity, "order")!, $"rows of ‘{entity.Name}’ cannot be ordered by ‘{name}’, {(field.Outcome ? "a published outcome" : "a reference")}", "order by dates, numbers or texts");
            }
        }
    }

    private void CheckNames(Entity entity)
    {
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        CheckWord(entity.Name, Key(entity));
        foreach (var column in entity.ParentKey)
        {
            taken[column] = "the parent's key, which is a column already and no field";
        }

        if (entity.Parent is not null)
        {
            taken[entity.Parent] = "the parent";
        }

        foreach (var field in entity.Fields)
        {
            CheckWord(field.Name, Key(entity, field.Name));
            Take(taken, field.Name, "a field", Key(entity, field.Name));
        }

        foreach (var child in entities.Where(e => e.Parent == entity.Name && e.Collection is not null))
        {
            CheckWord(child.Collection!, Node(child, "collection")!);
            Take(taken, child.Collection!, $"the list of ‘{child.Name}’", Node(child, "collection")!);
        }
    }

    private void Take(Dictionary<string, string> taken, string name, string what, YamlNode at)
    {
        if (!taken.TryAdd(name, what))
        {
            diagnostics.Add(DiagnosticCatalog.NameTaken, at, $"the name ‘{name}’ is already given to {taken[name]}", "leave it out, or give it another name");
        }
    }

    private void CheckWord(string name, YamlNode at)
    {
        if (LanguageWords.Contains(name))
        {
            diagnostics.Add(DiagnosticCatalog.NameTaken, at, $"‘{name}’ is a word of the language", "give it another name");
        }
    }

    private void CheckField(Entity entity, Field field)
    {
        var map = (YamlMap)Entry(entity, field.Name).Value;
        CheckBelongs(map, field, "unit", FieldKind.Number, required: false);
        CheckBelongs(map, field, "codes", FieldKind.Code, required: true);
        CheckBelongs(map, field, "to", FieldKind.Reference, required: true);
        if (map.Find("unit")?.Value is YamlScalar unit && !units.TryRead(unit.Value, out _))
        {
            diagnostics.Add(DiagnosticCatalog.UnknownUnit, unit, $"‘{unit.Value}’ is no known unit", units.Suggest(unit.Value));
        }

        foreach (var twice in field.Codes.GroupBy(c => c.Code, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            diagnostics.Add(DiagnosticCatalog.NameTaken, map.Find("codes")!.Value, $"the code ‘{twice.Key}’ of ‘{field.Name}’ stands twice", "keep it once");
        }

        if (field.To is not null && map.Find("to") is { } to)
        {
            var target = Find(field.To);
            if (target is null)
            {
                Unknown(field.To, to.Value);
            }
            else if (target.Kind != EntityKind.Reference)
            {
                Misfit(to.Value, $"‘{field.Name}’ refers to ‘{field.To}’, which is no reference entity", $"give ‘{field.To}’ 'kind: reference', or use its place under its parent");
            }
        }
    }

    private void CheckBelongs(YamlMap map, Field field, string attribute, FieldKind kind, bool required)
    {
        var entry = map.Find(attribute);
        var word = kind.ToString().ToLowerInvariant();
        if (entry is not null && field.Kind != kind)
        {
            Misfit(entry.Key, $"‘{field.Name}’ is a {field.KindName} but has ‘{attribute}’, which only a {word} has", $"write 'type: {word}', or leave ‘{attribute}’ out");
        }
        else if (required && entry is null && field.Kind == kind)
        {
            Misfit(map.Find("type")!.Value, $"‘{field.Name}’ is a {word} without ‘{attribute}’", kind == FieldKind.Code ? "list the codes: 'codes: { A: first, B: second }'; or write 'type: text' when the list is open" : "say which entity it leads to: 'to: …'");
        }
    }

    private void Unknown(string name, YamlNode at) =>
        diagnostics.Add(DiagnosticCatalog.UnknownEntity, at, $"the model has no entity ‘{name}’", Suggestions.Remedy(name, [.. entities.Select(e => e.Name)]));

    private void Misfit(YamlNode at, string cause, string remedy) => diagnostics.Add(DiagnosticCatalog.MisfitAttribute, at, cause, remedy);

    private Entity? Find(string name) => entities.FirstOrDefault(e => e.Name == name);

    private YamlNode? Node(Entity entity, string key) => ((YamlMap)written.Find(entity.Name)!.Value).Find(key)?.Value;

    private YamlScalar Key(Entity entity) => written.Find(entity.Name)!.Key;

    private YamlScalar Key(Entity entity, string field) => Entry(entity, field).Key;

    private YamlEntry Entry(Entity entity, string field) => ((YamlMap)Node(entity, "fields")!).Find(field)!;
}
