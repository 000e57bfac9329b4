using System.Collections.Immutable;
using Cahier.Facts.Forms;
using Cahier.Facts.Models;
using Cahier.Facts.Yaml;
using Cahier.Feel.Checking;
using Cahier.Feel.Diagnostics;

namespace Cahier.Facts.Snapshots;

/// <summary>
/// Makes a snapshot of facts written in YAML, as tests of cahiers do: entities at the top, children inside their parent
/// under the name of their list. Values read as in a CSV file; what is not there is missing. A row that says how often it
/// stands is as many rows, see <see cref="RepeatedRows"/>.
/// </summary>
/// <example><code>
/// beneficiary:
///   - { beneficiary_id: B1, birth_date: 1950-01-01, stays: [ { stay_id: S1, entry_date: 2019-07-02 } ] }
///   - { beneficiary_id: B, repeat: 4999, birth_date: 1950-01-01 }
/// </code></example>
public sealed class FactsFromYaml
{
    private readonly FactModel model;
    private readonly DiagnosticBag diagnostics;
    private readonly SnapshotBuilder builder;
    private readonly TableLoader[] loaders;
    private readonly List<YamlMap>[] rows;
    private readonly RepeatedRows repeated;

    // Where a mistake was reported: a row that is repeated makes each of its own once.
    private readonly HashSet<(YamlNode At, DiagnosticCode Code)> reported = [];

    private FactsFromYaml(FactModel model, WantedFields? wanted, DiagnosticBag diagnostics)
    {
        this.model = model;
        this.diagnostics = diagnostics;
        builder = new SnapshotBuilder(model, wanted);
        loaders = [.. model.Entities.Select(e => builder.Begin(e.Name, [.. e.Columns], e.Name)!)];
        rows = [.. model.Entities.Select(_ => new List<YamlMap>())];
        repeated = new RepeatedRows(diagnostics);
    }

    /// <summary>Reads facts.</summary>
    /// <param name="model">What facts there may be.</param>
    /// <param name="facts">The map of entities, that is the value of <c>facts:</c>.</param>
    /// <param name="diagnostics">Takes all that is wrong: facts of tests are written by hand, so that nothing is merely rejected.</param>
    /// <param name="wanted">The fields to keep, or null for all.</param>
    /// <returns>The snapshot, or null when anything is wrong.</returns>
    public static Snapshot? Read(FactModel model, YamlNode facts, DiagnosticBag diagnostics, WantedFields? wanted = null)
    {
        var before = diagnostics.Count;
        var reader = new FactsFromYaml(model, wanted, diagnostics);
        reader.ReadEntities(facts);
        if (reader.repeated.AnyRefused)
        {
            return null;
        }

        var snapshot = reader.builder.Build();
        foreach (var rejection in snapshot.Rejections)
        {
            reader.Report(rejection);
        }

        return diagnostics.Count > before ? null : snapshot;
    }

    private void ReadEntities(YamlNode facts)
    {
        if (facts is not YamlMap map)
        {
            diagnostics.Add(DiagnosticCatalog.WrongKind, facts, $"{facts.Kind} stands where facts by entity are needed", $"write '{model.Root.Name}:' and below it its rows, each beginning with '- '");
            return;
        }

        foreach (var entry in map.Entries)
        {
            var entity = model.Find(entry.Name);
            if (entity is null)
            {
                diagnostics.Add(DiagnosticCatalog.UnknownFact, entry.Key, $"the model {model.Name} has no entity ‘{ChoiceForm.Shorten(entry.Name)}’", Suggestions.Remedy(entry.Name, [.. model.Entities.Where(e => e.Kind != EntityKind.Child).Select(e => e.Name)]));
            }
            else if (entity.Kind == EntityKind.Child)
            {
                diagnostics.Add(DiagnosticCatalog.UnknownFact, entry.Key, $"‘{entity.Name}’ hangs from ‘{entity.Parent}’", $"write it inside its {entity.Parent}, as '{entity.Collection}: [ … ]'");
            }
            else
            {
                ReadRows(entity, entry, "", null);
            }
        }
    }

    private void ReadRows(Entity entity, YamlEntry written, string copy, Func<string, string>? parentValue)
    {
        if (written.Value is YamlScalar { IsNull: true })
        {
            return;
        }

        if (written.Value is not YamlList list)
        {
            Report(DiagnosticCatalog.WrongKind, written.Value, $"{written.Value.Kind} stands where a list of ‘{entity.Name}’ is needed", "write a line for each, beginning with '- '");
            return;
        }

        foreach (var item in list.Items)
        {
            if (item is YamlMap row)
            {
                foreach (var one in repeated.CopiesOf(entity, row, copy))
                {
                    ReadRow(entity, row, one, parentValue);
                }
            }
            else
            {
                Report(DiagnosticCatalog.WrongKind, item, $"{item.Kind} stands where a row of ‘{entity.Name}’ is needed", "write its fields: { name: value, … }");
            }
        }
    }

    private void ReadRow(Entity entity, YamlMap row, string copy, Func<string, string>? parentValue)
    {
        string Value(string column) => entity.Find(column) is null && entity.ParentKey.Contains(column, StringComparer.Ordinal) ? parentValue!(column) : RepeatedRows.InCopy(entity, column, TextOf(row, column), copy);

        rows[entity.Ordinal].Add(row);
        loaders[entity.Ordinal].Append(new TextRow([.. entity.Columns.Select(Value)]), rows[entity.Ordinal].Count);
        var children = model.ChildrenOf(entity.Name).ToDictionary(c => c.Collection!, StringComparer.Ordinal);
        foreach (var entry in row.Entries)
        {
            if (children.TryGetValue(entry.Name, out var child))
            {
                ReadRows(child, entry, copy, Value);
            }
            else if (entity.Find(entry.Name) is null && entry.Name != RepeatedRows.Key)
            {
                var known = entity.Fields.Select(f => f.Name).Concat(children.Keys).ToList();
                Report(DiagnosticCatalog.UnknownFact, entry.Key, $"‘{entity.Name}’ has no field ‘{ChoiceForm.Shorten(entry.Name)}’", entity.ParentKey.Contains(entry.Name, StringComparer.Ordinal) ? "leave it out: the place inside the parent says it" : Suggestions.Remedy(entry.Name, known));
            }
        }
    }

    private string TextOf(YamlMap row, string field)
    {
        switch (row.Find(field)?.Value)
        {
            case null or YamlScalar { IsNull: true }:
                return "";
            case YamlScalar scalar:
                return scalar.Value;
            case var other:
                Report(DiagnosticCatalog.WrongKind, other, $"{other.Kind} stands where the value of ‘{field}’ is needed", "write a single value");
                return "";
        }
    }

    private void Report(RejectedRow rejection)
    {
        var entity = model.Find(rejection.Entity)!;
        var row = rows[entity.Ordinal][rejection.Line - 1];
        var field = row.Find(rejection.Field);
        var at = field?.Value ?? row;
        switch (rejection.Kind)
        {
            // A parent without key and a value that is a list or a map were reported already, as is the row that another leads to.
            case RejectionKind.Missing when entity.Find(rejection.Field) is null || at is not (YamlScalar or YamlMap) || (field is not null && at is YamlMap):
            case RejectionKind.TargetRejected:
                break;
            case RejectionKind.Missing:
                Report(DiagnosticCatalog.MissingRequiredFact, at, $"‘{rejection.Field}’ is missing, which every ‘{entity.Name}’ has", $"add '{rejection.Field}: …'");
                break;
            case RejectionKind.SameKey:
                Report(DiagnosticCatalog.UnlinkedFact, at, $"another ‘{entity.Name}’ has the key ‘{rejection.Value}’ too", "give each its own key");
                break;
            case RejectionKind.NoTarget:
                Report(DiagnosticCatalog.UnlinkedFact, at, $"{rejection.Reason}: ‘{rejection.Value}’", "add it to the facts, or correct the key");
                break;
            default:
                var split = rejection.Reason.IndexOf(": ", StringComparison.Ordinal);
                var (reason, remedy) = split < 0 ? (rejection.Reason, "correct the value") : (rejection.Reason[..split], rejection.Reason[(split + 2)..]);
                Report(DiagnosticCatalog.BadFact, at, $"‘{rejection.Value}’, the {rejection.Field} of ‘{entity.Name}’: {reason}", remedy);
                break;
        }
    }

    private void Report(DiagnosticCode code, YamlNode at, string cause, string remedy)
    {
        if (reported.Add((at, code)))
        {
            diagnostics.Add(code, at, cause, remedy);
        }
    }

    private readonly struct TextRow(ImmutableArray<string> texts) : IRawRow
    {
        public ReadOnlySpan<char> this[int column] => texts[column];
    }
}
