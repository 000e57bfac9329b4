using System.Collections.Immutable;
using System.Globalization;
using Cahier.Calculation.Results;
using Cahier.Feel.Values;

namespace Cahier.Calculation.Output;

/// <summary>The tables of results, each in a fixed order: units by participant, participants by name, definitions as in the text.</summary>
internal static class ResultTables
{
    private static readonly ImmutableArray<ReadyText> Words = [.. DecisionStatuses.All.Select(s => CsvWriter.MakeReady(s.Word()))];

    /// <summary>Every unit of the period with its decision and the outcome of every rule.</summary>
    public static void Decisions(RunReport report, HashedTable table)
    {
        var units = report.Result.Units;
        new CsvWriter(table, "unit", "participant", "status", "rules").Flush();
        LongTable.Write(table, units.Count, () =>
        {
            var (fields, outcomes) = (new UnitFields(report.Result), new OutcomeText(report.Result));
            return (rows, from, to) =>
            {
                var csv = rows.Csv;
                var some = units.ListedIn(from, to);
                fields.GoOn(some);
                for (var i = 0; i < some.Length; i++)
                {
                    fields.Key(csv, i);
                    fields.Participant(csv, i);
                    csv.Ready(Words[(int)units.Statuses[some[i]]]);
                    csv.Ready(outcomes.Of(some[i]));
                    csv.EndRow();
                    rows.EndUnit(fields.KeyOf(i));
                }
            };
        });
    }

    /// <summary>Every indicator of every participant.</summary>
    public static void Indicators(RunReport report, HashedTable table)
    {
        var participants = report.Result.Participants;
        var csv = new CsvWriter(table, "participant", "indicator", "numerator", "denominator", "value");
        for (var participant = 0; participant < participants.Count; participant++)
        {
            foreach (var indicator in report.Result.RuleSet.Indicators)
            {
                var results = participants.Indicator(indicator.Symbol);
                csv.Text(participants.Names[participant]);
                csv.Text(indicator.Name);
                csv.Number(results.Numerator.Read(participant));
                csv.Number(results.Denominator.Read(participant));
                csv.Number(results.Value.Read(participant));
                csv.EndRow();
            }
        }

        csv.Flush();
    }

    /// <summary>Every figure across participants or units, by group.</summary>
    public static void Cohort(RunReport report, HashedTable table)
    {
        var csv = new CsvWriter(table, "group", "value_id", "value");
        foreach (var cohort in report.Result.RuleSet.Cohort)
        {
            foreach (var group in report.Result.Participants.Cohort(cohort.Symbol).Groups)
            {
                csv.Text(group.Group);
                csv.Text(cohort.Name);
                csv.Number(group.Value);
                csv.EndRow();
            }
        }

        csv.Flush();
    }

    /// <summary>Every amount that is known: lines of included units, then lines of participants. An unknown one pays nothing and stands among the unknown outcomes.</summary>
    public static void Payments(RunReport report, HashedTable table)
    {
        var result = report.Result;
        new CsvWriter(table, "participant", "unit", "line", "amount", "currency").Flush();
        LongTable.Write(table, result.Units.Included.Count, () => new UnitPayments(result).Write);
        var csv = CsvWriter.OfMoreRows(table);
        foreach (var payment in Paid.Participants(result).SelectMany(p => PaymentLines.OfParticipant(result, p)).Where(p => p.Amount is not null))
        {
            csv.Text(payment.Participant);
            csv.Text(payment.Unit);
            csv.Text(payment.Line.Name);
            csv.Amount(payment.Amount);
            csv.Text(payment.Line.Currency);
            csv.EndRow();
        }

        csv.Flush();
    }

    /// <summary>Everything unknown, a row for each cause; units without a date at the end.</summary>
    public static void Unknown(RunReport report, HashedTable table)
    {
        var csv = new CsvWriter(table, "unit", "participant", "what", "entity", "key", "field", "reason", "at_stake");
        var zero = Paid.Zero(report.Result.RuleSet.UnitLines);
        foreach (var outcome in report.Result.Unknown)
        {
            foreach (var cause in outcome.Causes.DefaultIfEmpty())
            {
                csv.Text(outcome.Unit);
                csv.Text(outcome.Participant);
                csv.Text(outcome.What);
                var fact = cause as MissingFact;
                csv.Text(fact?.Entity);
                csv.Text(fact?.Key);
                csv.Text(fact?.Field);
                csv.Text(UnknownReasons.Of(cause));
                csv.Amount(Paid.Scaled(outcome.AtStake, zero));
                csv.EndRow();
            }
        }

        foreach (var unit in report.Result.Undated)
        {
            Undated(csv, unit, report.Result.RuleSet.UnitEntity.Entity);
        }

        csv.Flush();
    }

    /// <summary>The rows of data that were not taken, without what stands in them.</summary>
    public static void Rejected(RunReport report, HashedTable table)
    {
        var csv = new CsvWriter(table, "file", "line", "entity", "field", "reason");
        foreach (var row in report.Facts.Rejections)
        {
            csv.Text(Path.GetFileName(row.File));
            csv.Text(row.Line.ToString(CultureInfo.InvariantCulture));
            csv.Text(row.Entity);
            csv.Text(row.Field);
            csv.Text(row.Reason);
            csv.EndRow();
        }

        csv.Flush();
    }

    private static void Undated(CsvWriter csv, string unit, string entity)
    {
        csv.Text(unit);
        csv.Text("");
        csv.Text("date");
        csv.Text(entity);
        csv.Text(unit);
        csv.Text("");
        csv.Text(UnknownReasons.Undated);
        csv.Text("");
        csv.EndRow();
    }
}
