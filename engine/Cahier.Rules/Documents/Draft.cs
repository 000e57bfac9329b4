using System.Collections.Immutable;
using Cahier.Facts.Models;
using Cahier.Feel.Checking;
using Cahier.Rules.Checking;
using Cahier.Rules.Definitions;
using Cahier.Rules.Paragraphs;
using Cahier.Rules.Wordings;

namespace Cahier.Rules.Documents;

/// <summary>A checked version, and the words in which a document speaks of it.</summary>
internal sealed class Draft
{
    private Draft(RuleSetDefinition definition, FactModel model, string language)
    {
        Definition = definition;
        Model = model;
        Words = Words.In(language);
        Labels = DocumentWords.In(language);
        Naming = new Naming(model, definition, language);
        Values = new ValueWords(Words.IsFrench);
        Units = new UnitWords(Words.IsFrench);
    }

    public RuleSetDefinition Definition { get; }

    public FactModel Model { get; }

    /// <summary>The version as it is run; none for a library.</summary>
    public CheckedRuleSet? RuleSet { get; private init; }

    public required ImmutableArray<CheckedParameter> Parameters { get; init; }

    public required ImmutableArray<CheckedTable> Tables { get; init; }

    public required ImmutableArray<CheckedFunction> Functions { get; init; }

    public required ImmutableArray<CheckedScript> Scripts { get; init; }

    public Words Words { get; }

    public DocumentWords Labels { get; }

    public Naming Naming { get; }

    public ValueWords Values { get; }

    public UnitWords Units { get; }

    /// <summary>The functions of the language for which there were no words.</summary>
    public List<string> Unsaid { get; } = [];

    /// <summary>The draft of a checked version; null when something is wrong with it.</summary>
    public static Draft? Of(CheckOutcome outcome, string language) => outcome switch
    {
        { RuleSet: { } rules } => new Draft(rules.Definition, rules.Model, language) { RuleSet = rules, Parameters = rules.Parameters, Tables = rules.Tables, Functions = rules.Functions, Scripts = rules.Scripts },
        { Library: { } library } => new Draft(library.Definition, library.Model, language) { Parameters = library.Parameters, Tables = library.Tables, Functions = library.Functions, Scripts = library.Scripts },
        _ => null,
    };

    /// <summary>A sentence of the document with its parts put in.</summary>
    public Phrase Say(string sentence, params ReadOnlySpan<Phrase> parts) => Words.Say(sentence, Hold.Whole, parts);

    /// <inheritdoc cref="Say(string, ReadOnlySpan{Phrase})"/>
    public Phrase Say(string sentence, string part) => Say(sentence, Phrase.Plain(part));

    /// <summary>An expression in words.</summary>
    public Wording Wording(CheckedExpression expression) => ExpressionWords.Of(expression, Naming, Words, Unsaid);

    /// <summary>The title of a version in the language of the document.</summary>
    public string Title => Definition.Title.In(Words.Language, Definition.Cahier);

    /// <summary>How sure something is: what it says itself, else what its source says.</summary>
    public string? BasisOf(string? basis, RuleText? source) => basis ?? Definition.Sources.FirstOrDefault(s => s.Id.Text == source?.Text)?.Basis;

    /// <summary>How sure something is, in words: what is made up stands out.</summary>
    public Piece Standing(string? basis) => basis switch
    {
        "official" => new PlainPiece(Labels.Official),
        "published" => new PlainPiece(Labels.Published),
        "illustrative" => new StrongPiece(Labels.Illustrative),
        _ => new PlainPiece(Labels.Unstated),
    };

    /// <summary>The library that defines something, or none when the version does itself.</summary>
    public RuleSetDefinition? Lender(RuleText name) => Definition.Libraries.FirstOrDefault(l =>
        l.Parameters.Any(p => p.Name == name) || l.Tables.Any(t => t.Name == name) || l.Functions.Any(f => f.Name == name) || l.Scripts.Any(s => s.Name == name));

    /// <summary>The name of a source of the table of sources, or the text that stands in its place.</summary>
    public Phrase Source(RuleText source) => Phrase.Of(Definition.Sources.Any(s => s.Id.Text == source.Text) ? new CodePiece(source.Text, Anchors.Of(Anchors.Source, source.Text)) : new PlainPiece(source.Text));

    /// <summary>The paragraphs of the source that something carries out.</summary>
    public Phrase Paragraphs(ImmutableArray<RuleText> paragraphs) => Words.Listed([.. paragraphs.Select(p => Phrase.Of(new CodePiece(p.Text, Anchors.Of(Anchors.Paragraph, p.Text))))], ", ");
}
