using System.Collections.Immutable;
using Cahier.Facts.Yaml;
using Cahier.Feel.Diagnostics;
using Cahier.Feel.Types;

namespace Cahier.Facts.Models;

/// <summary>What reading a model gives: the model when nothing is wrong with it, and everything that is.</summary>
public sealed record ModelReading(FactModel? Model, ImmutableArray<Diagnostic> Diagnostics);

/// <summary>Reads <c>schemas/model/*.yaml</c>.</summary>
public static class ModelReader
{
    // Cahiers that are compiled one after the other mostly speak of the same model, which takes as long to read as some of them.
    private static Tuple<(string File, string Text), ModelReading>? readLast;

    /// <summary>Reads and checks a model; one that was read last is known.</summary>
    /// <param name="file">The file's name, for messages only.</param>
    /// <param name="text">Its text.</param>
    public static ModelReading Read(string file, string text)
    {
        var reading = readLast is { } last && last.Item1 == (file, text) ? last.Item2 : ReadAnew(file, text);
        readLast = Tuple.Create((file, text), reading);
        return reading;
    }

    private static ModelReading ReadAnew(string file, string text)
    {
        var parse = YamlDocument.Parse(file, text);
        var diagnostics = new DiagnosticBag();
        diagnostics.AddRange(parse.Diagnostics);
        if (parse.Root is null || !ModelForm.Root.Check(parse.Root, diagnostics) || diagnostics.HasErrors)
        {
            return new ModelReading(null, diagnostics.ToImmutable());
        }

        var root = (YamlMap)parse.Root;
        var units = new KnownUnits(root.TryGet("units", out var declared) ? Names(declared) : []);
        var entities = Entities((YamlMap)root.Find("entities")!.Value, units);
        ModelChecks.Check(root, entities, units, diagnostics);
        return diagnostics.HasErrors
            ? new ModelReading(null, diagnostics.ToImmutable())
            : new ModelReading(new FactModel(Text(root, "model")!, LabelOf(root, "title"), entities, units), diagnostics.ToImmutable());
    }

    private static ImmutableArray<Entity> Entities(YamlMap written, KnownUnits units)
    {
        var keys = written.Entries.ToDictionary(e => e.Name, e => ((YamlMap)e.Value).TryGet("key", out var key) ? Names(key) : [], StringComparer.Ordinal);
        return [.. written.Entries.Select((entry, ordinal) =>
        {
            var map = (YamlMap)entry.Value;
            var parent = Text(map, "parent");
            return new Entity
            {
                Name = entry.Name,
                Ordinal = ordinal,
                Kind = Text(map, "kind") switch { "root" => EntityKind.Root, "child" => EntityKind.Child, _ => EntityKind.Reference },
                Key = keys[entry.Name],
                Parent = parent,
                Collection = Text(map, "collection"),
                ParentKey = parent is not null && keys.TryGetValue(parent, out var parentKey) ? parentKey : [],
                Order = map.TryGet("order", out var order) ? Names(order) : [],
                Label = LabelOf(map, "label"),
                One = LabelOf(map, "one"),
                Many = LabelOf(map, "many"),
                Fields = [.. ((YamlMap)map.Find("fields")!.Value).Entries.Select((field, place) => FieldOf(field, place, units))],
            };
        })];
    }

    private static Field FieldOf(YamlEntry entry, int ordinal, KnownUnits units)
    {
        var map = (YamlMap)entry.Value;
        var kind = Text(map, "type") switch
        {
            "text" => FieldKind.Text,
            "code" => FieldKind.Code,
            "number" => FieldKind.Number,
            "boolean" => FieldKind.Boolean,
            "date" => FieldKind.Date,
            _ => FieldKind.Reference,
        };
        Unit? unit = null;
        if (kind == FieldKind.Number)
        {
            unit = Text(map, "unit") is { } written && units.TryRead(written, out var known) ? known : Unit.One;
        }

        return new Field
        {
            Name = entry.Name,
            Kind = kind,
            Ordinal = ordinal,
            Unit = unit,
            Required = Text(map, "required") == "true",
            Codes = map.TryGet("codes", out var codes) ? CodesOf(codes) : [],
            To = Text(map, "to"),
            Label = LabelOf(map, "label"),
            Mapping = Text(map, "mapping"),
            Outcome = Text(map, "outcome") == "true",
        };
    }

    private static ImmutableArray<FieldCode> CodesOf(YamlNode written) => written is YamlMap map
        ? [.. map.Entries.Select(e => new FieldCode(e.Name, LabelOf(e.Value)))]
        : [.. Names(written).Select(c => new FieldCode(c, default))];

    private static string? Text(YamlMap map, string key) => (map.Find(key)?.Value as YamlScalar)?.Value;

    private static ImmutableArray<string> Names(YamlNode node) => node is YamlList list
        ? [.. list.Items.Select(i => ((YamlScalar)i).Value)]
        : [((YamlScalar)node).Value];

    private static Label LabelOf(YamlMap map, string key) => map.TryGet(key, out var label) ? LabelOf(label) : default;

    private static Label LabelOf(YamlNode node) => node switch
    {
        YamlMap map => new Label(Text(map, "fr"), Text(map, "en")),
        YamlScalar scalar => new Label(scalar.Value, scalar.Value),
        _ => default,
    };
}
