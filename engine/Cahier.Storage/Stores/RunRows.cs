using Cahier.Calculation.Output;
using Cahier.Calculation.Results;
using Cahier.Feel.Values;
using Cahier.Storage.Sqlite;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Cahier.Storage.Stores;

/// <summary>Inserts what a run found, table by table.</summary>
internal static class RunRows
{
    public static void Insert(SqliteConnection connection, long run, RunReport report)
    {
        var result = report.Result;
        var ordinal = 0;
        foreach (var rule in result.RuleSet.Rules)
        {
            connection.Execute(SqliteStatements.AddRunRule, new { run, ordinal = ordinal++, rule = rule.Id });
        }

        Decisions(connection, run, result);
        UnitValues(connection, run, result);
        Indicators(connection, run, result);
        Cohort(connection, run, result);
        Payments(connection, run, result);
        Unknown(connection, run, result);
    }

    private static void Decisions(SqliteConnection connection, long run, RunResult result)
    {
        using var insert = new BatchInsert(connection, SqliteStatements.AddDecision);
        Span<byte> outcomes = new byte[result.Units.Outcomes.Length];
        for (var unit = 0; unit < result.Units.Count; unit++)
        {
            for (var rule = 0; rule < outcomes.Length; rule++)
            {
                outcomes[rule] = result.Units.Outcomes[rule].Read(unit) switch { true => (byte)'1', false => (byte)'0', null => (byte)'?' };
            }

            insert.Integer(run);
            insert.Text(result.Units.Key(unit));
            insert.Text(result.Units.Participants[unit] is var p and >= 0 ? result.Participants.Names[p] : null);
            insert.Text(result.Units.Statuses[unit].Word());
            insert.Utf8(outcomes);
            insert.EndRow();
        }
    }

    private static void UnitValues(SqliteConnection connection, long run, RunResult result)
    {
        using var insert = new BatchInsert(connection, SqliteStatements.AddUnitValue);
        var values = result.RuleSet.Values.Select(v => (v.Name, Column: result.Units.Find(v.Symbol))).Where(v => v.Column is not (null or RowResults)).ToList();
        foreach (var unit in result.Units.Included)
        {
            foreach (var (name, column) in values)
            {
                insert.Integer(run);
                insert.Text(result.Units.Key(unit));
                insert.Text(name);
                insert.Text(column!.IsKnown(unit) ? FeelText.Plain(column.Value(unit)) : null);
                insert.EndRow();
            }
        }
    }

    private static void Indicators(SqliteConnection connection, long run, RunResult result)
    {
        using var insert = new BatchInsert(connection, SqliteStatements.AddIndicator);
        for (var participant = 0; participant < result.Participants.Count; participant++)
        {
            foreach (var indicator in result.RuleSet.Indicators)
            {
                var found = result.Participants.Indicator(indicator.Symbol);
                insert.Integer(run);
                insert.Text(result.Participants.Names[participant]);
                insert.Text(indicator.Name);
                Number(insert, found.Numerator.Read(participant));
                Number(insert, found.Denominator.Read(participant));
                Number(insert, found.Value.Read(participant));
                insert.EndRow();
            }
        }
    }

    private static void Cohort(SqliteConnection connection, long run, RunResult result)
    {
        using var insert = new BatchInsert(connection, SqliteStatements.AddCohortValue);
        foreach (var cohort in result.RuleSet.Cohort)
        {
            foreach (var group in result.Participants.Cohort(cohort.Symbol).Groups)
            {
                insert.Integer(run);
                insert.Text(group.Group);
                insert.Text(cohort.Name);
                insert.Integer(group.Members);
                Number(insert, group.Value);
                insert.EndRow();
            }
        }
    }

    private static void Payments(SqliteConnection connection, long run, RunResult result)
    {
        using var insert = new BatchInsert(connection, SqliteStatements.AddPaymentLine);
        foreach (var payment in PaymentLines.Of(result))
        {
            insert.Integer(run);
            insert.Text(payment.Participant);
            insert.Text(payment.Unit);
            insert.Text(payment.Line.Name);
            insert.Number(payment.Amount);
            insert.Text(payment.Line.Currency);
            insert.EndRow();
        }
    }

    private static void Unknown(SqliteConnection connection, long run, RunResult result)
    {
        using var insert = new BatchInsert(connection, SqliteStatements.AddUnknown);
        foreach (var outcome in result.Unknown)
        {
            foreach (var cause in outcome.Causes.DefaultIfEmpty())
            {
                var fact = cause as MissingFact;
                insert.Integer(run);
                insert.Text(outcome.Unit);
                insert.Text(outcome.Participant);
                insert.Text(outcome.What);
                insert.Text(fact?.Entity);
                insert.Text(fact?.Key);
                insert.Text(fact?.Field);
                insert.Text(UnknownReasons.Of(cause));
                Number(insert, outcome.AtStake);
                insert.EndRow();
            }
        }
    }

    private static void Number(BatchInsert insert, decimal? value) => insert.Text(value is { } number ? Numbers.Write(number) : null);
}
