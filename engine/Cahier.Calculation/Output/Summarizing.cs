using System.Collections.Immutable;
using System.Runtime.InteropServices;
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
        var units = result.Carried?.Counts ?? UnitCounts.Of(result);
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
            Units = units.Units,
            Participants = result.Participants.Count,
            Decisions = units.Decisions,
            Rules = units.Rules,
            Totals = [.. units.Totals, .. rules.ParticipantLines.Select(l => OfParticipants(l, result))],
            Unknown = Missing(result),
            AtStake = units.AtStake,
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

    private static LineTotal OfParticipants(CheckedLine line, RunResult result) =>
        UnitCounts.Total(line, "participant", result.Participants.Line(line.Symbol), Paid.Participants(result));

    private static ImmutableArray<MissingTotal> Missing(RunResult result)
    {
        var decisive = result.RuleSet.Rules.Select(r => r.Id).Append("participant").ToHashSet(StringComparer.Ordinal);
        var found = new Dictionary<(string Entity, string Field), MissingField>();
        foreach (var outcome in result.Unknown)
        {
            foreach (var at in Fields(outcome).Distinct())
            {
                ref var field = ref CollectionsMarshal.GetValueRefOrAddDefault(found, at, out _);
                field ??= new MissingField();
                field.Outcomes++;
                if (outcome.Unit is { } unit && decisive.Contains(outcome.What))
                {
                    field.AtStake[unit] = outcome.AtStake ?? 0;
                }
            }
        }

        var zero = Paid.Zero(result.RuleSet.UnitLines);
        return
        [
            .. found.Select(f => new MissingTotal(f.Key.Entity, f.Key.Field, f.Value.Outcomes, f.Value.AtStake.Count, Paid.Scaled(f.Value.AtStake.Values.Sum(), zero)!.Value))
                .OrderByDescending(m => m.AtStake).ThenByDescending(m => m.Units).ThenBy(m => m.Entity, StringComparer.Ordinal).ThenBy(m => m.Field, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<(string Entity, string Field)> Fields(UnknownOutcome outcome) => outcome.Causes.IsEmpty
        ? [("", outcome.What)]
        : outcome.Causes.Select(c => c is MissingFact fact ? (fact.Entity, fact.Field) : ("", outcome.What));

    /// <summary>What hangs on a field that is missing.</summary>
    private sealed class MissingField
    {
        public int Outcomes { get; set; }

        /// <summary>Of each unit that cannot be decided, the money.</summary>
        public Dictionary<string, decimal> AtStake { get; } = new(StringComparer.Ordinal);
    }
}
