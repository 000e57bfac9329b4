using System.Collections.Immutable;
using Cahier.Facts.Models;
using Cahier.Feel.Checking;
using Cahier.Feel.Diagnostics;
using Cahier.Rules.Checking;
using Cahier.Rules.Definitions;
using Cahier.Rules.Loading;

namespace Cahier.Rules;

/// <summary>From the text of a version to a checked rule set: load, find the model, check. The first file to read.</summary>
public static class RuleSetCompiler
{
    /// <summary>Loads and checks a version of a cahier.</summary>
    public static CheckOutcome Compile(IRuleTexts texts, string cahier, string version)
    {
        var loaded = RuleSetLoader.Load(texts, cahier, version);
        if (loaded.Definition is not { } definition)
        {
            return new CheckOutcome(null, loaded.Diagnostics);
        }

        var outcome = Compile(texts, definition);
        return outcome with { Diagnostics = [.. loaded.Diagnostics, .. outcome.Diagnostics] };
    }

    /// <summary>Checks a version that was loaded, as the choice of a version by date does with all of a cahier.</summary>
    public static CheckOutcome Compile(IRuleTexts texts, RuleSetDefinition definition)
    {
        var (model, modelDiagnostics) = FindModel(texts, definition);
        if (model is null)
        {
            return new CheckOutcome(null, modelDiagnostics);
        }

        // What is wrong with a library is said where it stands, before what uses it is judged.
        var libraryMistakes = definition.Libraries.SelectMany(l => RuleSetChecker.Check(l, model).Diagnostics).Where(d => d.IsError).ToImmutableArray();
        if (!libraryMistakes.IsEmpty)
        {
            return new CheckOutcome(null, [.. modelDiagnostics, .. libraryMistakes]);
        }

        var outcome = RuleSetChecker.Check(definition, model);
        return outcome with { Diagnostics = [.. modelDiagnostics, .. outcome.Diagnostics] };
    }

    /// <summary>Checks a version of a library together with values of a unit that use it, so that what its functions give can be tried.</summary>
    public static CheckOutcome CompileTrial(IRuleTexts texts, string library, string version, UnitDefinition unit, ImmutableArray<ValueDefinition> values)
    {
        var loaded = RuleSetLoader.Load(texts, library, version);
        if (loaded.Definition is not { } definition || FindModel(texts, definition).Model is not { } model)
        {
            return Compile(texts, library, version);
        }

        return RuleSetChecker.Check(definition with { Unit = unit, Values = values }, model);
    }

    private static (FactModel? Model, ImmutableArray<Diagnostic> Diagnostics) FindModel(IRuleTexts texts, RuleSetDefinition definition)
    {
        if (texts.Model(definition.Model.Text) is { } found)
        {
            var reading = ModelReader.Read(found.File, found.Text);
            return (reading.Model, reading.Diagnostics);
        }

        return (null, [new Diagnostic(DiagnosticCatalog.UnknownModel, definition.Model.Location, definition.Model.Text.Length, $"there is no model ‘{definition.Model.Text}’", Suggestions.Remedy(definition.Model.Text, texts.Models), [])]);
    }
}
