using Cahier.Calculation.Output;
using Cahier.Calculation.Results;
using Cahier.Feel.Values;
using Cahier.Storage.Databases;
using Cahier.Storage.Differences;

namespace Cahier.Storage.Stores;

/// <summary>Writes what a run found, table by table.</summary>
internal static class RunRows
{
    /// <summary>What is unknown of a unit that is in no period, as the table of unknown outcomes calls it.</summary>
    private const string Undated = "date";

    /// <summary>Adds the rows of a run to the tables: all of them, or where they differ from those of its base.</summary>
    public static void Insert(StoreConnection connection, long run, RunResult result, RunDifference? difference) => Write(connection.Insert, run, result, difference);

    /// <summary>Holds the rows of a run against those that the tables have: says for each table the first that differs.</summary>
    public static IReadOnlyList<string> Compare(StoreConnection connection, long run, RunResult result)
    {
        var differences = new List<string>();
        Write(table => new RowComparison(connection, table, run, differences.Add), run, result, difference: null);
        return differences;
    }

    private static void Write(Func<StoredTable, IRowWriter> open, long run, RunResult result, RunDifference? difference)
    {
        Rules(open, run, result);
        new UnitRows(open, run, result, difference).Write();
        Indicators(open, run, result);
        Cohort(open, run, result);
        Unknown(open, run, result);
    }

    private static void Rules(Func<StoredTable, IRowWriter> open, long run, RunResult result)
    {
        using var rows = open(StoredTable.Rules);
        var ordinal = 0;
        foreach (var rule in result.RuleSet.Rules)
        {
            rows.Integer(run);
            rows.Integer(ordinal++);
            rows.Text(rule.Id);
            rows.EndRow();
        }

        rows.Complete();
    }

    private static void Indicators(Func<StoredTable, IRowWriter> open, long run, RunResult result)
    {
        using var rows = open(StoredTable.Indicators);
        var ordinal = 1;
        for (var participant = 0; participant < result.Participants.Count; participant++)
        {
            foreach (var indicator in result.RuleSet.Indicators)
            {
                var found = result.Participants.Indicator(indicator.Symbol);
                rows.Integer(run);
                rows.Integer(ordinal++);
                rows.Text(result.Participants.Names[participant]);
                rows.Text(indicator.Name);
                Number(rows, found.Numerator.Read(participant));
                Number(rows, found.Denominator.Read(participant));
                Number(rows, found.Value.Read(participant));
                rows.EndRow();
            }
        }

        rows.Complete();
    }

    private static void Cohort(Func<StoredTable, IRowWriter> open, long run, RunResult result)
    {
        using var rows = open(StoredTable.Cohort);
        var ordinal = 1;
        foreach (var cohort in result.RuleSet.Cohort)
        {
            foreach (var group in result.Participants.Cohort(cohort.Symbol).Groups)
            {
                rows.Integer(run);
                rows.Integer(ordinal++);
                rows.Text(group.Group);
                rows.Text(cohort.Name);
                rows.Integer(group.Members);
                Number(rows, group.Value);
                rows.EndRow();
            }
        }

        rows.Complete();
    }

    private static void Unknown(Func<StoredTable, IRowWriter> open, long run, RunResult result)
    {
        using var rows = open(StoredTable.Unknown);
        var ordinal = 1;
        foreach (var outcome in result.Unknown)
        {
            foreach (var cause in outcome.Causes.DefaultIfEmpty())
            {
                var fact = cause as MissingFact;
                rows.Integer(run);
                rows.Integer(ordinal++);
                rows.Text(outcome.Unit);
                rows.Text(outcome.Participant);
                rows.Text(outcome.What);
                rows.Text(fact?.Entity);
                rows.Text(fact?.Key);
                rows.Text(fact?.Field);
                rows.Text(UnknownReasons.Of(cause));
                Number(rows, outcome.AtStake);
                rows.EndRow();
            }
        }

        foreach (var unit in result.Undated)
        {
            rows.Integer(run);
            rows.Integer(ordinal++);
            rows.Text(unit);
            rows.Text(null);
            rows.Text(Undated);
            rows.Text(result.RuleSet.UnitEntity.Entity);
            rows.Text(unit);
            rows.Text(null);
            rows.Text(UnknownReasons.Undated);
            rows.Text(null);
            rows.EndRow();
        }

        rows.Complete();
    }

    private static void Number(IRowWriter rows, decimal? value) => rows.Text(value is { } number ? Numbers.Write(number) : null);
}
