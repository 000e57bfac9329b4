using System.Collections.Immutable;
using System.Numerics;
using Cahier.Calculation.Results;
using Cahier.Feel.Values;
using Cahier.Rules.Checking;
using Cahier.Rules.Versions;

namespace Cahier.Calculation.Output;

/// <summary>Counts and sums what a run found.</summary>
public static class Summarizing
{
    private const string InParts = "parts";

    /// <summary>The summary of a run, without the hash of its tables and without timings.</summary>
    public static RunSummary Summarize(RunReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var (result, rules) = (report.Result, report.Result.RuleSet);
        var statuses = result.Units.Statuses;
        return new RunSummary
        {
            Cahier = rules.Definition.Cahier,
            Version = rules.Definition.Version,
            Status = Word(report.Status),
            Period = new DayRange(result.From.ToString(), result.To.ToString()),
            RuleHash = rules.Definition.Hash,
            SnapshotHash = result.Snapshot.Hash,
            Model = rules.Model.Name,
            ModelHash = rules.Model.Hash,
            EngineVersion = report.Engine,
            ResultForm = report.Form == ResultForm.InParts ? InParts : null,
            Units = result.Units.Count,
            Participants = result.Participants.Count,
            Decisions = new DecisionCounts(statuses.CountOf(DecisionStatus.Included), statuses.CountOf(DecisionStatus.NotEligible), statuses.CountOf(DecisionStatus.Excluded), statuses.CountOf(DecisionStatus.Undetermined)),
            Rules = [.. rules.Rules.Select((rule, place) => Count(rule, result.Units.Outcomes[place], place < rules.Eligibility.Length))],
            Totals = [.. rules.UnitLines.Select(l => OfUnits(l, result)), .. rules.ParticipantLines.Select(l => OfParticipants(l, result))],
            Unknown = Missing(result),
            AtStake = AtStake(result),
            UndatedUnits = result.Undated.Length,
            RejectedRows = report.Facts.Rejected,
            RowsRead = report.Facts.Entities,
        };
    }

    /// <summary>The word for the life of a version.</summary>
    public static string Word(VersionStatus status) => status switch
    {
        VersionStatus.Draft => "draft",
        VersionStatus.Published => "published",
        _ => "withdrawn",
    };

    /// <summary>The life of a version from its word.</summary>
    public static VersionStatus Status(string word) => Enum.GetValues<VersionStatus>().First(s => Word(s) == word);

    /// <summary>How the hash of results is found, from the word for it; none when it is that of a later engine.</summary>
    public static ResultForm? Form(string? word) => word switch
    {
        null => ResultForm.Whole,
        InParts => ResultForm.InParts,
        _ => null,
    };

    private static RuleCounts Count(CheckedRule rule, BooleanResults outcomes, bool isEligibility)
    {
        var yes = outcomes.TrueWords.Sum(BitOperations.PopCount);
        var no = outcomes.FalseWords.Sum(BitOperations.PopCount);
        return new RuleCounts(rule.Id, isEligibility ? "eligibility" : "exclusion", yes, no, outcomes.Count - yes - no);
    }

    private static LineTotal OfUnits(CheckedLine line, RunResult result) =>
        Total(line, "unit", (NumberResults)result.Units.Find(line.Symbol)!, result.Units.Included);

    private static LineTotal OfParticipants(CheckedLine line, RunResult result) =>
        Total(line, "participant", result.Participants.Line(line.Symbol), Paid.Participants(result));

    private static LineTotal Total(CheckedLine line, string per, NumberResults amounts, IEnumerable<int> places)
    {
        var zero = Paid.Zero(line);
        decimal? sum = zero;
        var (known, unknown) = (0, 0);
        foreach (var place in places)
        {
            if (amounts.Read(place) is { } amount)
            {
                sum = sum is { } s ? Numbers.Add(s, amount) : null;
                known++;
            }
            else
            {
                unknown++;
            }
        }

        return new LineTotal(line.Name, per, Paid.Scaled(sum, zero), line.Currency, known, unknown);
    }

    private static ImmutableArray<MissingTotal> Missing(RunResult result)
    {
        var decisive = result.RuleSet.Rules.Select(r => r.Id).Append("participant").ToHashSet(StringComparer.Ordinal);
        var found = new Dictionary<(string Entity, string Field), (int Outcomes, Dictionary<string, decimal> Units)>();
        foreach (var outcome in result.Unknown)
        {
            foreach (var at in Fields(outcome).Distinct())
            {
                var (outcomes, units) = found.GetValueOrDefault(at, (0, new Dictionary<string, decimal>(StringComparer.Ordinal)));
                found[at] = (outcomes + 1, units);
                if (outcome.Unit is { } unit && decisive.Contains(outcome.What))
                {
                    units[unit] = outcome.AtStake ?? 0;
                }
            }
        }

        var zero = Paid.Zero(result.RuleSet.UnitLines);
        return
        [
            .. found.Select(f => new MissingTotal(f.Key.Entity, f.Key.Field, f.Value.Outcomes, f.Value.Units.Count, Paid.Scaled(f.Value.Units.Values.Sum(), zero)!.Value))
                .OrderByDescending(m => m.AtStake).ThenByDescending(m => m.Units).ThenBy(m => m.Entity, StringComparer.Ordinal).ThenBy(m => m.Field, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<(string Entity, string Field)> Fields(UnknownOutcome outcome) => outcome.Causes.IsEmpty
        ? [("", outcome.What)]
        : outcome.Causes.Select(c => c is MissingFact fact ? (fact.Entity, fact.Field) : ("", outcome.What));

    private static ImmutableArray<Stake> AtStake(RunResult result)
    {
        var currencies = result.RuleSet.UnitLines.Select(l => l.Currency).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return [.. currencies.Select(currency => new Stake(OfUndetermined(result, [.. result.RuleSet.UnitLines.Where(l => l.Currency == currency)]), currency))];
    }

    private static decimal OfUndetermined(RunResult result, ImmutableArray<CheckedLine> lines)
    {
        var sum = 0m;
        for (var unit = 0; unit < result.Units.Count; unit++)
        {
            if (result.Units.Statuses[unit] == DecisionStatus.Undetermined)
            {
                foreach (var line in lines)
                {
                    sum += ((NumberResults)result.Units.Find(line.Symbol)!).Read(unit) ?? 0;
                }
            }
        }

        return Paid.Scaled(sum, Paid.Zero(lines))!.Value;
    }
}
