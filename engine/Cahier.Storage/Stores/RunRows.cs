using System.Text;
using Cahier.Calculation.Output;
using Cahier.Calculation.Results;
using Cahier.Feel.Values;
using Cahier.Storage.Databases;

namespace Cahier.Storage.Stores;

/// <summary>Writes what a run found, table by table.</summary>
internal static class RunRows
{
    /// <summary>What is unknown of a unit that is in no period, as the table of unknown outcomes calls it.</summary>
    private const string Undated = "date";

    private delegate ReadOnlySpan<int> UnitsIn(int from, int to);

    /// <summary>Adds the rows of a run to the tables.</summary>
    public static void Insert(StoreConnection connection, long run, RunResult result) => Write(connection.Insert, run, result);

    /// <summary>Holds the rows of a run against those that the tables have: says for each table the first that differs.</summary>
    public static IReadOnlyList<string> Compare(StoreConnection connection, long run, RunResult result)
    {
        var differences = new List<string>();
        Write(table => new RowComparison(connection, table, run, differences.Add), run, result);
        return differences;
    }

    private static void Write(Func<StoredTable, IRowWriter> open, long run, RunResult result)
    {
        Rules(open, run, result);
        Decisions(open, run, result);
        UnitValues(open, run, result);
        Indicators(open, run, result);
        Cohort(open, run, result);
        Payments(open, run, result);
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

    private static void Decisions(Func<StoredTable, IRowWriter> open, long run, RunResult result)
    {
        using var rows = open(StoredTable.Decisions);
        var outcomes = new byte[result.Units.Outcomes.Length];
        var statuses = DecisionStatuses.All.ToDictionary(s => s, s => Encoding.UTF8.GetBytes(s.Word()));
        Each(result, result.Units.ListedIn, result.Units.Listed.Count, (texts, place, unit) =>
        {
            for (var rule = 0; rule < outcomes.Length; rule++)
            {
                outcomes[rule] = result.Units.Outcomes[rule].Read(unit) switch { true => (byte)'1', false => (byte)'0', null => (byte)'?' };
            }

            rows.Integer(run);
            rows.Utf8(texts.Key(place));
            Participant(rows, texts, place);
            rows.Utf8(statuses[result.Units.Statuses[unit]]);
            rows.Utf8(outcomes);
            rows.EndRow();
        });
        rows.Complete();
    }

    private static void UnitValues(Func<StoredTable, IRowWriter> open, long run, RunResult result)
    {
        using var rows = open(StoredTable.UnitValues);
        var values = result.RuleSet.Values.Select(v => (Name: Encoding.UTF8.GetBytes(v.Name), Column: result.Units.Find(v.Symbol)!)).Where(v => v.Column is not (null or RowResults)).ToArray();
        Each(result, result.Units.IncludedIn, values.Length == 0 ? 0 : result.Units.Included.Count, (texts, place, unit) =>
        {
            foreach (var (name, column) in values)
            {
                rows.Integer(run);
                rows.Utf8(texts.Key(place));
                rows.Utf8(name);
                rows.Text(column.IsKnown(unit) ? FeelText.Plain(column.Value(unit)) : null);
                rows.EndRow();
            }
        });
        rows.Complete();
    }

    private static void Indicators(Func<StoredTable, IRowWriter> open, long run, RunResult result)
    {
        using var rows = open(StoredTable.Indicators);
        for (var participant = 0; participant < result.Participants.Count; participant++)
        {
            foreach (var indicator in result.RuleSet.Indicators)
            {
                var found = result.Participants.Indicator(indicator.Symbol);
                rows.Integer(run);
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
        foreach (var cohort in result.RuleSet.Cohort)
        {
            foreach (var group in result.Participants.Cohort(cohort.Symbol).Groups)
            {
                rows.Integer(run);
                rows.Text(group.Group);
                rows.Text(cohort.Name);
                rows.Integer(group.Members);
                Number(rows, group.Value);
                rows.EndRow();
            }
        }

        rows.Complete();
    }

    private static void Payments(Func<StoredTable, IRowWriter> open, long run, RunResult result)
    {
        using var rows = open(StoredTable.Payments);
        UnitPayments(rows, run, result);
        foreach (var payment in PaymentLines.OfParticipants(result))
        {
            rows.Integer(run);
            rows.Text(payment.Participant);
            rows.Text(payment.Unit);
            rows.Text(payment.Line.Name);
            rows.Number(payment.Amount);
            rows.Text(payment.Line.Currency);
            rows.EndRow();
        }

        rows.Complete();
    }

    private static void UnitPayments(IRowWriter rows, long run, RunResult result)
    {
        var lines = UnitLine.Of(result).Select(l => (Line: l, Name: Encoding.UTF8.GetBytes(l.Line.Name), Currency: Encoding.UTF8.GetBytes(l.Line.Currency))).ToArray();
        Each(result, result.Units.IncludedIn, lines.Length == 0 ? 0 : result.Units.Included.Count, (texts, place, unit) =>
        {
            foreach (var (line, name, currency) in lines)
            {
                rows.Integer(run);
                Participant(rows, texts, place);
                rows.Utf8(texts.Key(place));
                rows.Utf8(name);
                rows.Number(line.Amount(unit));
                rows.Utf8(currency);
                rows.EndRow();
            }
        });
    }

    private static void Unknown(Func<StoredTable, IRowWriter> open, long run, RunResult result)
    {
        using var rows = open(StoredTable.Unknown);
        foreach (var outcome in result.Unknown)
        {
            foreach (var cause in outcome.Causes.DefaultIfEmpty())
            {
                var fact = cause as MissingFact;
                rows.Integer(run);
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

    // Goes through units, with what says who they are: as many at a time as that holds.
    private static void Each(RunResult result, UnitsIn units, int count, Action<UnitTexts, int, int> write)
    {
        var texts = new UnitTexts(result);
        for (var from = 0; from < count; from += UnitTexts.AtOnce)
        {
            var next = units(from, Math.Min(count, from + UnitTexts.AtOnce));
            texts.GoOn(next);
            for (var place = 0; place < next.Length; place++)
            {
                write(texts, place, next[place]);
            }
        }
    }

    private static void Participant(IRowWriter rows, UnitTexts texts, int place)
    {
        if (texts.Participant(place) < 0)
        {
            rows.Text(null);
        }
        else
        {
            rows.Utf8(texts.Name(place));
        }
    }

    private static void Number(IRowWriter rows, decimal? value) => rows.Text(value is { } number ? Numbers.Write(number) : null);
}
