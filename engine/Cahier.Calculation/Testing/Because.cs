using System.Collections.Immutable;
using Cahier.Calculation.Explaining;
using Cahier.Calculation.Results;
using Cahier.Feel.Values;

namespace Cahier.Calculation.Testing;

/// <summary>Says in sentences why a run came to what it did.</summary>
public static class Because
{
    private const int MostFacts = 6;

    /// <summary>The rules that decided a unit, and what they read.</summary>
    public static ImmutableArray<string> Decided(RunResult run, string unit) =>
        Explainer.Unit(run, unit) is { } explanation ? [.. explanation.Rules.Where(r => Decides(r, explanation.Status)).Select(Sentence)] : [];

    /// <summary>Why a rule came out as it did for a unit.</summary>
    public static ImmutableArray<string> Outcome(RunResult run, string unit, string rule) =>
        Explainer.Unit(run, unit) is { } explanation ? [.. explanation.Rules.Where(r => r.Id == rule).Select(Sentence)] : [];

    /// <summary>What a value or payment line of a unit is made of, and what is missing.</summary>
    public static ImmutableArray<string> Unit(RunResult run, string unit, string name)
    {
        if (Explainer.Unit(run, unit) is not { } explanation)
        {
            return [];
        }

        if (explanation.Lines.FirstOrDefault(l => l.Name == name) is { } line)
        {
            return Made(line.Reasoning);
        }

        return [.. explanation.Values.Where(v => v.Name == name).SelectMany(v => new[] { $"{name} is {v.Expression}" }.Concat(v.Value is NullValue unknown ? unknown.Causes.Select(Say) : []))];
    }

    /// <summary>What a payment line of a participant is made of, and what is missing.</summary>
    public static ImmutableArray<string> Participant(RunResult run, string participant, string name)
    {
        if (Explainer.Participant(run, participant) is not { } explanation)
        {
            return [];
        }

        var unknown = run.Unknown.Where(u => u.Unit is null && u.Participant == participant && u.What == name).SelectMany(u => u.Causes).Select(Say).Distinct(StringComparer.Ordinal);
        if (explanation.Lines.FirstOrDefault(l => l.Name == name) is { } line)
        {
            return [.. Made(line.Reasoning).Concat(unknown).Distinct(StringComparer.Ordinal)];
        }

        var units = explanation.IncludedUnits;
        return [$"{units.Length} {(units.Length == 1 ? "unit is" : "units are")} included{(units.IsEmpty ? "" : ": " + string.Join(", ", units.Take(MostFacts)))}{(units.Length > MostFacts ? "…" : "")}", .. unknown];
    }

    /// <summary>A cause in words.</summary>
    public static string Say(UnknownCause cause) => cause switch
    {
        MissingFact missing => $"{missing.Field} of {missing.Entity} {missing.Key} is missing",
        NoResult none => none.Text,
        _ => cause.ToString(),
    };

    private static bool Decides(RuleExplanation rule, DecisionStatus status) => status switch
    {
        DecisionStatus.NotEligible => !rule.IsExclusion && rule.Outcome == false,
        DecisionStatus.Excluded => rule.IsExclusion && rule.Outcome == true,
        DecisionStatus.Undetermined => rule.Outcome is null,
        _ => false,
    };

    private static string Sentence(RuleExplanation rule)
    {
        var label = rule.Label.English ?? rule.Label.French;
        var facts = rule.Reasoning.Facts.Take(MostFacts).Select(f => $"{f.Field} {FeelText.Write(f.Value)}").Concat(rule.Reasoning.Causes.Select(Say)).Distinct(StringComparer.Ordinal).ToList();
        return $"{rule.Id}{(label is null ? "" : $" ({label})")} is {Word(rule.Outcome)}{(facts.Count == 0 ? "" : ": " + string.Join(", ", facts))}";
    }

    private static ImmutableArray<string> Made(Reasoning reasoning) =>
    [
        $"it is {reasoning.Expression}",
        .. reasoning.Values.Select(v => $"{v.Name} is {FeelText.Write(v.Value)}"),
        .. reasoning.Parameters.Select(p => $"{p.Name} is {FeelText.Write(p.Value)}{(p.Since is { } since ? $" since {since}" : "")}"),
        .. reasoning.Tables.Select(t => $"{t.Name}({string.Join(", ", t.Inputs.Select(FeelText.Write))}) is {FeelText.Write(t.Answer)}"),
        .. reasoning.Facts.Take(MostFacts).Select(f => $"{f.Field} of {f.Entity} {f.Key} is {FeelText.Write(f.Value)}"),
        .. reasoning.Causes.Select(Say),
    ];

    internal static string Word(bool? outcome) => outcome switch { true => "true", false => "false", _ => "unknown" };
}
