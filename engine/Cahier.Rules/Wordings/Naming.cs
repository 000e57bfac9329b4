using Cahier.Facts.Models;
using Cahier.Feel.Types;
using Cahier.Rules.Definitions;

namespace Cahier.Rules.Wordings;

/// <summary>What things are called in a document: labels for the names of a cahier, of its libraries and of its model.</summary>
internal sealed class Naming
{
    private readonly FactModel model;
    private readonly string language;
    private readonly ILookup<string, Label> results;
    private readonly Dictionary<string, (Label Label, string Anchor)> named = new(StringComparer.Ordinal);

    public Naming(FactModel model, RuleSetDefinition definition, string language)
    {
        this.model = model;
        this.language = language;
        Unit = definition.Unit;
        results = definition.Libraries.Append(definition).SelectMany(d => d.Tables).SelectMany(t => t.Outputs).ToLookup(o => o.Name, o => o.Label, StringComparer.Ordinal);
        foreach (var text in definition.Libraries.Append(definition))
        {
            Add(text);
        }
    }

    /// <summary>The unit of the cahier, by whose name rules speak of the row that is judged; none for a library.</summary>
    public UnitDefinition? Unit { get; }

    /// <summary>The name of something that the cahier or a library defines: its label, else the name itself.</summary>
    public Phrase Name(string name) => named.TryGetValue(name, out var known)
        ? Phrase.Of(known.Label.IsEmpty ? new CodePiece(name, known.Anchor) : new TermPiece(known.Label.In(language, name), known.Anchor))
        : Phrase.Of(new CodePiece(name));

    /// <summary>How sentences call the rows of an entity.</summary>
    public Noun Noun(string entity) => Wordings.Noun.Of(model, entity, language);

    /// <summary>A field of an entity, or of a unit with its results.</summary>
    public Phrase Field(RowType row, RowField field)
    {
        if (model.Find(row.Entity)?.Find(field.Name) is not { } found || !ReferenceEquals(model.RowType(row.Entity), row))
        {
            return Name(field.Name);
        }

        return Phrase.Of(found.Label.IsEmpty ? new CodePiece(field.Name) : new TermPiece(found.Label.In(language, field.Name), null));
    }

    /// <summary>A result of a table that has several: its label when all tables that have such a result agree on it, else its name.</summary>
    public Phrase Result(string name) => results[name].Distinct().ToList() is [{ IsEmpty: false } label] ? Phrase.Of(new TermPiece(label.In(language, name), null)) : Phrase.Of(new CodePiece(name));

    /// <summary>The label of a code of a closed list, or null when the model gives it none.</summary>
    public string? Code(CodeList list, string code) => model.Entities.SelectMany(e => e.Fields)
        .Where(f => f.Name == list.Name && f.Codes.Select(c => c.Code).SequenceEqual(list.Values))
        .SelectMany(f => f.Codes)
        .FirstOrDefault(c => c.Code == code && !c.Label.IsEmpty)?.Label.In(language, code);

    private void Add(RuleSetDefinition text)
    {
        void Note(string kind, RuleText name, Label label) => named[name.Text] = (label, Anchors.Of(kind, name.Text));
        text.Parameters.ToList().ForEach(p => Note(Anchors.Parameter, p.Name, p.Label));
        text.Tables.ToList().ForEach(t => Note(Anchors.Table, t.Name, t.Label));
        text.Functions.ToList().ForEach(f => Note(Anchors.Function, f.Name, f.Label));
        text.Scripts.ToList().ForEach(s => Note(Anchors.Script, s.Name, s.Label));
        text.Values.ToList().ForEach(v => Note(Anchors.Value, v.Name, v.Label));
        text.Indicators.ToList().ForEach(i => Note(Anchors.Indicator, i.Id, i.Label));
        text.Cohort.ToList().ForEach(c => Note(Anchors.Cohort, c.Id, c.Label));
        text.UnitLines.Concat(text.ParticipantLines).ToList().ForEach(l => Note(Anchors.Line, l.Id, l.Label));
    }
}
