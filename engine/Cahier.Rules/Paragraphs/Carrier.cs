using System.Collections.Immutable;
using Cahier.Facts.Models;
using Cahier.Rules.Definitions;

namespace Cahier.Rules.Paragraphs;

/// <summary>Something of a version that carries out paragraphs of its source.</summary>
/// <param name="Version">The first version that has it as it is written.</param>
/// <param name="Section">The part of the file that it stands in, for example <c>exclusions</c>.</param>
/// <param name="Paragraphs">The paragraphs that it names.</param>
/// <param name="Basis">How sure the version says it is, or its source; none when neither does.</param>
public sealed record Carrier(string Version, string Section, RuleText Name, Label Label, ImmutableArray<RuleText> Paragraphs, string? Basis)
{
    /// <summary>Whether it is a rule of eligibility or exclusion.</summary>
    public bool IsRule => Section is "eligibility" or "exclusions";

    /// <summary>Whether it may not go without a paragraph: what decides, measures or pays. What these are made of may.</summary>
    public bool MustName => IsRule || Section is "indicators" or "cohort" or "payment";

    /// <summary>All that a version defines itself, in the order of its sections; what its libraries define is theirs to carry.</summary>
    internal static IEnumerable<Carrier> Of(RuleSetDefinition definition)
    {
        Carrier Make(string section, RuleText name, Label label, RuleText? source, ImmutableArray<RuleText> paragraphs, string? basis = null) =>
            new(definition.Version, section, name, label, paragraphs, basis ?? definition.Sources.FirstOrDefault(s => s.Id.Text == source?.Text)?.Basis);

        return
        [
            .. definition.Parameters.Select(p => Make("parameters", p.Name, p.Label, p.Source, p.Paragraphs, p.Basis)),
            .. definition.Tables.Select(t => Make("tables", t.Name, t.Label, t.Source, t.Paragraphs, t.Basis)),
            .. definition.Functions.Select(f => Make("functions", f.Name, f.Label, f.Source, f.Paragraphs)),
            .. definition.Scripts.Select(s => Make("scripts", s.Name, s.Label, s.Source, s.Paragraphs)),
            .. definition.Values.Select(v => Make("values", v.Name, v.Label, v.Source, v.Paragraphs)),
            .. definition.Eligibility.Select(r => Make("eligibility", r.Id, r.Label, r.Source, r.Paragraphs)),
            .. definition.Exclusions.Select(r => Make("exclusions", r.Id, r.Label, r.Source, r.Paragraphs)),
            .. definition.Indicators.Select(i => Make("indicators", i.Id, i.Label, i.Source, i.Paragraphs)),
            .. definition.Cohort.Select(c => Make("cohort", c.Id, c.Label, c.Source, c.Paragraphs)),
            .. definition.UnitLines.Concat(definition.ParticipantLines).Select(l => Make("payment", l.Id, l.Label, l.Source, l.Paragraphs)),
        ];
    }
}
