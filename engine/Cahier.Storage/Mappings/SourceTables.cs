using System.Collections.Immutable;
using Cahier.Facts.Models;
using Cahier.Facts.Yaml;
using Cahier.Feel.Checking;
using Cahier.Feel.Diagnostics;
using Cahier.Feel.Syntax;
using Cahier.Feel.Types;
using Cahier.Feel.Values;

namespace Cahier.Storage.Mappings;

/// <summary>Reads the tables of a source: the names of their files, and their columns.</summary>
internal sealed class SourceTables(FactModel model, DiagnosticBag diagnostics)
{
    public IReadOnlyDictionary<string, SourceTable> Read(YamlMap written) =>
        written.Entries.Select(e => Table(e.Name, (YamlMap)e.Value)).ToDictionary(t => t.Name, StringComparer.Ordinal);

    private SourceTable Table(string name, YamlMap map)
    {
        var files = map.Scalars("files").Select(Pattern).OfType<FilePattern>().ToImmutableArray();
        var fromNames = files.IsEmpty ? [] : files[0].Names;
        foreach (var odd in map.Scalars("files").Skip(1).Zip(files.Skip(1)).Where(f => !f.Second.Names.Order(StringComparer.Ordinal).SequenceEqual(fromNames.Order(StringComparer.Ordinal))))
        {
            diagnostics.Add(DiagnosticCatalog.MappedFiles, odd.First, $"‘{odd.Second.Text}’ has not the same names in braces as ‘{files[0].Text}’", "give all files of the table the same names in braces");
        }

        var decimalSign = (map.Text("decimal") ?? ".")[0];
        var columns = map.Entries("columns").Select(c => Column(c, decimalSign)).ToList();
        foreach (var entry in map.Entries("columns"))
        {
            CheckName(entry.Key, fromNames.Contains(entry.Name, StringComparer.Ordinal));
        }

        columns.AddRange(fromNames.Select(n => new SourceColumn { Name = n, Header = null, Type = FeelType.Text, IsRequired = true }));
        return new SourceTable(name, files, map.Text("separator") switch { null => ',', "tab" => '\t', var sign => sign[0] }, map.Is("optional"), [.. columns]);
    }

    private FilePattern? Pattern(YamlScalar written)
    {
        if (FilePattern.TryParse(written.Value, out var pattern))
        {
            return pattern;
        }

        diagnostics.Add(DiagnosticCatalog.MappedFiles, written, $"‘{written.Value}’ is no name of files", "write what changes from file to file as a name in braces, each name once: T_MCO{aa}B.csv");
        return null;
    }

    private SourceColumn Column(YamlEntry entry, char decimalSign)
    {
        if (entry.Value is YamlScalar kind)
        {
            return new SourceColumn { Name = entry.Name, Header = entry.Name, Type = TypeOf(kind, null), DecimalSign = decimalSign };
        }

        var map = (YamlMap)entry.Value;
        var format = DateFormat.Standard;
        if (map.Scalar("format") is { } written && !DateFormat.TryParse(written.Value, out format))
        {
            diagnostics.Add(DiagnosticCatalog.MappedFiles, written, $"‘{written.Value}’ is no way to write a date", "write YYYY, MM and DD once each with signs between, e.g. DD/MM/YYYY, and * at the end for a rest that does not count");
        }

        CheckBelongs(map, "format", "date");
        CheckBelongs(map, "unit", "number");
        var column = new SourceColumn
        {
            Name = entry.Name,
            Header = map.Text("header") ?? entry.Name,
            Type = TypeOf(map.Scalar("type")!, map.Scalar("unit")),
            Format = format ?? DateFormat.Standard,
            DecimalSign = decimalSign,
            Nothing = [.. map.Scalars("missing").Select(m => m.Value)],
            IsRequired = map.Is("required"),
            IsOptional = map.Is("optional"),
        };
        return map.Scalar("when empty") is { } empty ? column with { WhenEmpty = Empty(column, empty) } : column;
    }

    private FeelValue? Empty(SourceColumn column, YamlScalar written)
    {
        if (written.Value.Length == 0)
        {
            return column.Type is TextType ? new TextValue("") : Refuse("nothing is written");
        }

        return column.TryRead(written.Value, out var value, out var reason) && !value.IsNull ? value : Refuse(reason ?? "it is one of the texts that say nothing");

        FeelValue? Refuse(string why)
        {
            diagnostics.Add(DiagnosticCatalog.MappedKind, written, $"‘when empty’ of {column.Name} cannot be read: {why}", "write a value as the file would");
            return null;
        }
    }

    private FeelType TypeOf(YamlScalar kind, YamlScalar? unit)
    {
        if (kind.Value != "number")
        {
            return kind.Value == "date" ? FeelType.Date : FeelType.Text;
        }

        if (unit is null)
        {
            return new NumberType(Unit.One);
        }

        if (model.TryReadUnit(unit.Value, out var known))
        {
            return new NumberType(known);
        }

        diagnostics.Add(DiagnosticCatalog.UnknownUnit, unit, $"‘{unit.Value}’ is no unit that the model knows", model.SuggestUnit(unit.Value));
        return new NumberType(Unit.One);
    }

    private void CheckBelongs(YamlMap map, string attribute, string kind)
    {
        if (map.Find(attribute) is { } entry && map.Text("type") != kind)
        {
            diagnostics.Add(DiagnosticCatalog.MappedKind, entry.Key, $"a {map.Text("type")} has no ‘{attribute}’", $"write 'type: {kind}', or leave ‘{attribute}’ out");
        }
    }

    // The language must read the name as the column, and not as a word or a function of its own.
    private void CheckName(YamlScalar name, bool isOfFiles)
    {
        if (isOfFiles || Checker.Check(name.Value, new SourceNames([new GlobalSymbol(name.Value, TypeFact.Present(FeelType.Text))])).Expression is not { Root: NameNode, Globals.Length: 1 })
        {
            diagnostics.Add(DiagnosticCatalog.MappedName, name, isOfFiles ? $"‘{name.Value}’ also stands in braces in the names of the files" : $"‘{name.Value}’ is a word of the language", "give the column another name, and say with 'header:' how the file calls it");
        }
    }
}
