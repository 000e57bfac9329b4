using System.Globalization;
using System.Text;
using Cahier.Calculation.Results;
using Cahier.Facts.Models;
using Cahier.Feel.Values;

namespace Cahier.Calculation.Explaining;

/// <summary>Writes an explanation as plain text for people, in French or English.</summary>
public sealed class ExplanationText
{
    private const int MostRowsListed = 100;

    private readonly StringBuilder text = new();
    private readonly Wording words;
    private readonly string language;

    private ExplanationText(string language)
    {
        this.language = language;
        words = Wording.In(language);
    }

    /// <param name="explanation">What to write.</param>
    /// <param name="language"><c>fr</c> or <c>en</c>.</param>
    public static string Write(UnitExplanation explanation, string language) => new ExplanationText(language).Unit(explanation);

    /// <inheritdoc cref="Write(UnitExplanation, string)"/>
    public static string Write(ParticipantExplanation explanation, string language) => new ExplanationText(language).Participant(explanation);

    private string Unit(UnitExplanation e)
    {
        Head(e.Basis);
        Line($"{words.Unit}: {e.Entity} {e.Unit}");
        Line($"{words.Participant}: {e.Participant ?? words.Unknown}");
        Line($"{words.Date}: {e.Date}");
        Line($"{words.Decision}: {words.Status(e.Status).ToUpperInvariant()}");
        Section(words.Eligibility);
        foreach (var rule in e.Rules.Where(r => !r.IsExclusion))
        {
            Rule(rule);
        }

        Section(words.Exclusions);
        foreach (var rule in e.Rules.Where(r => r.IsExclusion))
        {
            Rule(rule);
        }

        Labelled(e.Values.Where(v => v.Label != default));
        Lines(e.Lines.Where(_ => e.Status is DecisionStatus.Included or DecisionStatus.Undetermined));
        Foot(e.Basis);
        return text.ToString();
    }

    private string Participant(ParticipantExplanation e)
    {
        Head(e.Basis);
        Line($"{words.Participant}: {e.Participant}");
        Line($"{words.Units}: {string.Join(", ", e.Units.Select(u => $"{words.Status(u.Key)} {u.Value.ToString(CultureInfo.InvariantCulture)}"))}");
        MayChange(e);
        Section(words.Indicators);
        foreach (var i in e.Indicators)
        {
            var below = i.Value is null && i.Denominator is { } d && d < i.Minimum ? $" ({words.BelowMinimum} {i.Minimum.ToString(CultureInfo.InvariantCulture)})" : "";
            var parts = i.Denominator is null ? "" : i.Numerator is null ? $" [n = {Number(i.Denominator)}]" : $" = {Number(i.Numerator)} / {Number(i.Denominator)}";
            Line($"  {i.Name}: {Number(i.Value)}{parts}{below}  {Labelled(i.Label)}");
            foreach (var expression in i.Expressions)
            {
                Line($"      {i.Kind}: {expression}");
            }

            SourceLine(i.Source);
        }

        if (!e.Cohort.IsEmpty)
        {
            Section(words.Cohort);
            foreach (var c in e.Cohort)
            {
                Line($"  {c.Name}: {Number(c.Value)} ({c.Statistic}, {OnOneLine(c.Of)})  {Labelled(c.Label)}");
                Rows(c);
                SourceLine(c.Source);
            }
        }

        Lines(e.Lines, [.. e.UnitLines.Select(l => $"{l.Line}: {Amount(l.Total)} {l.Currency} ({words.Total})")]);
        Section(words.IncludedUnits);
        Line($"  {string.Join(", ", e.IncludedUnits)}");
        Foot(e.Basis);
        return text.ToString();
    }

    private void MayChange(ParticipantExplanation e)
    {
        var undetermined = e.Units.First(u => u.Key == DecisionStatus.Undetermined).Value;
        if (undetermined > 0)
        {
            Line($"{words.MayChange} ({words.Status(DecisionStatus.Undetermined)}: {undetermined.ToString(CultureInfo.InvariantCulture)}).");
        }
    }

    // A figure of rows holds for everybody: which rows it is made of is what makes it.
    private void Rows(CohortExplanation cohort)
    {
        var (known, unknown) = (cohort.Rows.Where(r => r.Value is not null).ToList(), cohort.Rows.Where(r => r.Value is null).ToList());
        if (cohort.Rows.IsEmpty)
        {
            return;
        }

        Listed(words.RowsCounted, known, r => $"{r.Key} = {Number(r.Value)}");
        Listed(words.RowsUnknown, unknown, r => r.Key);
        Items(cohort.Statistic, cohort.Between.IsEmpty ? [] : [string.Join(" … ", cohort.Between.Select(r => $"{r.Key} = {Number(r.Value)}"))]);
    }

    private void Listed(string title, List<CohortMember> rows, Func<CohortMember, string> write)
    {
        var counted = $"{title} ({rows.Count.ToString(CultureInfo.InvariantCulture)})";
        Items(counted, rows.Count == 0 ? [] : [$"{string.Join(", ", rows.Take(MostRowsListed).Select(write))}{(rows.Count > MostRowsListed ? ", …" : "")}"]);
    }

    private void Head(Basis basis)
    {
        Line($"{basis.Title.In(language, basis.Cahier)}");
        Line($"{words.Version}: {basis.Cahier}@{basis.Version}   {words.Period}: {basis.From} … {basis.To}");
    }

    private void Foot(Basis basis)
    {
        Section(words.Sources);
        foreach (var source in basis.Sources)
        {
            Line($"  {source}");
        }

        Line($"  rules {basis.RuleHash[..12]}, facts {basis.SnapshotHash[..12]}");
    }

    private void Rule(RuleExplanation rule)
    {
        var counts = rule.CountsAsWhenMissing is { } c && rule.Reasoning.Value.IsNull ? $" ({words.Unknown}, {words.CountsAs} {words.Outcome(c)})" : "";
        Line($"  {rule.Id}: {words.Outcome(rule.Outcome)}{counts}  {Labelled(rule.Label)}");
        Reasons(rule.Reasoning, words.Expression);
        SourceLine(rule.Source);
    }

    // Values without a label are steps on the way to those that have one.
    private void Labelled(IEnumerable<ValueRead> found)
    {
        var values = found.ToList();
        if (values.Count > 0)
        {
            Section(words.ValuesFound);
        }

        foreach (var value in values)
        {
            Line($"  {value.Name}: {words.Value(value.Value)}  {Labelled(value.Label)}");
            Line($"      {words.Formula}: {OnOneLine(value.Expression)}");
        }
    }

    private void Lines(IEnumerable<LineExplanation> explained, params ReadOnlySpan<string> totals)
    {
        var lines = explained.ToList();
        if (lines.Count == 0 && totals.IsEmpty)
        {
            return;
        }

        Section(words.Payment);
        foreach (var total in totals)
        {
            Line($"  {total}");
        }

        foreach (var line in lines)
        {
            Line($"  {line.Name}: {Amount(line.Amount)} {line.Currency}  {Labelled(line.Label)}");
            Reasons(line.Reasoning, words.Formula);
            if (line.Reasoning.Value is NumberValue exact)
            {
                Line($"      {words.Before}: {exact}; {words.Rounded}: {line.Rounding}");
            }

            SourceLine(line.Source);
        }
    }

    private void Reasons(Reasoning r, string title)
    {
        Line($"      {title}: {OnOneLine(r.Expression)}");
        Items(words.Facts, r.Facts.Select(f => $"{f.Entity} {f.Key} {f.Field} = {words.Value(f.Value)}"));
        Items(words.Parameters, r.Parameters.Select(p => $"{p.Name} = {Measured(p)} {words.Since} {p.Since}{(p.Basis is null ? "" : $" [{p.Basis}]")}{(p.Source is null ? "" : $" — {p.Source}")}"));
        Items(words.Values, r.Values.Select(v => $"{v.Name} = {words.Value(v.Value)}   ← {OnOneLine(v.Expression)}"));
        Items(words.Tables, r.Tables.Select(t => $"{t.Name}({string.Join(", ", t.Inputs.Select(words.Value))}) = {words.Value(t.Answer)} ({(t.Inputs.Any(i => i.IsNull) && t.Answer.IsNull ? words.Unknown : t.Rows.IsEmpty ? words.NoRow : $"{(t.Rows.Length == 1 ? words.Row : words.Rows)} {string.Join(", ", t.Rows)}")})"));
        Items(words.Functions, r.Functions.Select(f => $"{f.Name}({string.Join(", ", f.Arguments.Select(words.Value))}) = {words.Value(f.Answer)}   ← {OnOneLine(f.Expression)} ({f.At.File}:{f.At.Line.ToString(CultureInfo.InvariantCulture)}){(f.Source is null ? "" : $" — {f.Source}")}"));
        Items(words.Scripts, r.Scripts.Select(s => $"{s.Name}({string.Join(", ", s.Arguments.Select(words.Value))}) = {words.Value(s.Result)}{(s.Source is null ? "" : $" — {s.Source}")}"));
        Items(words.Missing, r.Causes.Select(c => c switch { MissingFact m => $"{m.Entity} {m.Key} {m.Field}", NoResult n => n.Text, _ => "" }));
    }

    private void Items(string title, IEnumerable<string> items)
    {
        var first = true;
        foreach (var item in items)
        {
            Line(first ? $"      {title}: {item}" : $"      {new string(' ', title.Length + 2)}{item}");
            first = false;
        }
    }

    private void SourceLine(string? source)
    {
        if (source is not null)
        {
            Line($"      {words.Source}: {source}");
        }
    }

    // A per cent is held as a ratio and read as a per cent.
    private string Measured(ParameterRead parameter) => parameter switch
    {
        { Unit: "%", Value: NumberValue ratio } => $"{Number(ratio.Value * 100)} %",
        { Unit: { } unit } => $"{words.Value(parameter.Value)} {unit}",
        _ => words.Value(parameter.Value),
    };

    private static string OnOneLine(string expression) => string.Join(' ', expression.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private string Labelled(Label label) => label.In(language, "");

    private string Number(decimal? number) => number is { } value ? FeelText.Plain(new NumberValue(value)) : words.Unknown;

    // An amount is read with its cents, though none may be left over.
    private string Amount(decimal? amount) => amount?.ToString("0.00##########", CultureInfo.InvariantCulture) ?? words.Unknown;

    private void Section(string title)
    {
        text.Append('\n');
        Line(title);
    }

    private void Line(string line) => text.Append(line.TrimEnd()).Append('\n');
}
