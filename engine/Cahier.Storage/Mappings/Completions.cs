using System.Collections.Immutable;
using Cahier.Facts.Models;
using Cahier.Facts.Yaml;
using Cahier.Feel.Checking;
using Cahier.Feel.Diagnostics;

namespace Cahier.Storage.Mappings;

/// <summary>Reads which reference entities get rows for keys that nobody describes.</summary>
internal sealed class Completions(FactModel model, DiagnosticBag diagnostics)
{
    public ImmutableArray<Completion> Read(YamlMap root) => [.. root.Entries("complete").Select(Completion).OfType<Completion>()];

    private Completion? Completion(YamlEntry entry)
    {
        if (model.Find(entry.Name) is not { Kind: EntityKind.Reference, Key.Length: 1 } entity)
        {
            diagnostics.Add(DiagnosticCatalog.MappedEntity, entry.Key, $"‘{entry.Name}’ is no reference entity with one key", Suggestions.Remedy(entry.Name, model.Entities.Where(e => e.Kind == EntityKind.Reference).Select(e => e.Name)));
            return null;
        }

        var values = ((YamlMap)entry.Value).Entries;
        foreach (var value in values)
        {
            Check(entity, value);
        }

        foreach (var left in entity.Fields.Where(f => f.Required && f.Name != entity.Key[0] && values.All(v => v.Name != f.Name)))
        {
            diagnostics.Add(DiagnosticCatalog.UnmappedFact, entry.Key, $"‘{left.Name}’ of {entity.Name} is required", $"add '{left.Name}:' with {FieldKinds.Wanted(left)}");
        }

        return new Completion(entity, entry.Key.Start.Line, values.ToImmutableDictionary(v => v.Name, v => ((YamlScalar)v.Value).Value, StringComparer.Ordinal));
    }

    private void Check(Entity entity, YamlEntry value)
    {
        var field = entity.Find(value.Name);
        if (field is null || field.Name == entity.Key[0])
        {
            diagnostics.Add(DiagnosticCatalog.MappedEntity, value.Key, field is null ? $"‘{entity.Name}’ has no field ‘{value.Name}’" : $"‘{value.Name}’ is the key, which rows give", field is null ? Suggestions.Remedy(value.Name, entity.Fields.Select(f => f.Name)) : "leave it out");
        }
        else if (!FieldKinds.Fits(field, ((YamlScalar)value.Value).Value))
        {
            diagnostics.Add(DiagnosticCatalog.MappedKind, value.Value, $"‘{((YamlScalar)value.Value).Value}’ is no value of {field.Name}", $"write {FieldKinds.Wanted(field)}");
        }
    }
}
