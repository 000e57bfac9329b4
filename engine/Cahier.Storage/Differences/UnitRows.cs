using System.Collections.Immutable;
using System.Text;
using Cahier.Calculation.Output;
using Cahier.Calculation.Results;
using Cahier.Feel.Values;
using Cahier.Storage.Databases;

namespace Cahier.Storage.Differences;

/// <summary>Writes the tables that have rows for each unit: all of them, or where they differ from those of a base.</summary>
/// <param name="open">Opens a table.</param>
/// <param name="run">The number of the run.</param>
/// <param name="result">What it found.</param>
/// <param name="difference">Where it differs from its base; null when it is kept whole.</param>
internal sealed class UnitRows(Func<StoredTable, IRowWriter> open, long run, RunResult result, RunDifference? difference)
{
    private readonly ImmutableArray<UnitColumn> values = [.. UnitColumn.Of(result)];
    private readonly ImmutableArray<UnitLine> lines = [.. UnitLine.Of(result)];

    private delegate ReadOnlySpan<int> UnitsIn(int from, int to);

    /// <summary>How many rows a unit of a run has in the table where it has most.</summary>
    public static int MostOfUnit(RunResult result) => Math.Max(1, Math.Max(UnitColumn.Of(result).Count(), UnitLine.Of(result).Count()));

    public void Write()
    {
        Decisions();
        UnitValues();
        Payments();
        if (difference is not null)
        {
            Replaced(difference);
        }
    }

    private void Decisions()
    {
        using var rows = open(StoredTable.Decisions);
        var outcomes = new byte[result.Units.Outcomes.Length];
        var statuses = DecisionStatuses.All.ToDictionary(s => s, s => Encoding.UTF8.GetBytes(s.Word()));
        var places = new RowPlaces(difference is null);
        Each(result.Units.ListedIn, difference?.Listed ?? Whole(result.Units.Listed.Count), places, rowsOfUnit: 1, (texts, i, unit) =>
        {
            for (var rule = 0; rule < outcomes.Length; rule++)
            {
                outcomes[rule] = result.Units.Outcomes[rule].Read(unit) switch { true => (byte)'1', false => (byte)'0', null => (byte)'?' };
            }

            rows.Integer(run);
            rows.Integer(places.Next());
            rows.Utf8(texts.Key(i));
            Participant(rows, texts, i);
            rows.Utf8(statuses[result.Units.Statuses[unit]]);
            rows.Utf8(outcomes);
            rows.EndRow();
        });
        rows.Complete();
    }

    private void UnitValues()
    {
        using var rows = open(StoredTable.UnitValues);
        var named = values.Select(v => (Name: Encoding.UTF8.GetBytes(v.Name), v.Column)).ToArray();
        var places = new RowPlaces(difference is null);
        Each(result.Units.IncludedIn, Included, places, named.Length, (texts, i, unit) =>
        {
            foreach (var (name, column) in named)
            {
                rows.Integer(run);
                rows.Integer(places.Next());
                rows.Utf8(texts.Key(i));
                rows.Utf8(name);
                rows.Text(column.IsKnown(unit) ? FeelText.Plain(column.Value(unit)) : null);
                rows.EndRow();
            }
        });
        rows.Complete();
    }

    private void Payments()
    {
        using var rows = open(StoredTable.Payments);
        var places = new RowPlaces(difference is null);
        var named = lines.Select(l => (Line: l, Name: Encoding.UTF8.GetBytes(l.Line.Name), Currency: Encoding.UTF8.GetBytes(l.Line.Currency))).ToArray();
        Each(result.Units.IncludedIn, Included, places, named.Length, (texts, i, unit) =>
        {
            foreach (var (line, name, currency) in named)
            {
                rows.Integer(run);
                rows.Integer(places.Next());
                Participant(rows, texts, i);
                rows.Utf8(texts.Key(i));
                rows.Utf8(name);
                rows.Number(line.Amount(unit));
                rows.Utf8(currency);
                rows.EndRow();
            }
        });

        // Of participants all amounts are written anew: few, and mostly sums of what differs.
        places.GoOnAfter((difference?.IncludedInBase ?? 0L) * lines.Length);
        foreach (var payment in PaymentLines.OfParticipants(result))
        {
            rows.Integer(run);
            rows.Integer(places.Next());
            rows.Text(payment.Participant);
            rows.Text(payment.Unit);
            rows.Text(payment.Line.Name);
            rows.Number(payment.Amount);
            rows.Text(payment.Line.Currency);
            rows.EndRow();
        }

        rows.Complete();
    }

    // Which rows of the base do not hold.
    private void Replaced(RunDifference of)
    {
        using var rows = open(StoredTable.Replaced);
        OfUnits(StoredTable.Decisions, of.Listed, 1);
        OfUnits(StoredTable.UnitValues, of.Included, values.Length);
        OfUnits(StoredTable.Payments, of.Included, lines.Length);
        var units = (long)of.IncludedInBase * lines.Length;
        Put(StoredTable.Payments, units, units + of.LinesInBase);
        rows.Complete();

        void OfUnits(StoredTable table, ImmutableArray<RowChange> changes, int rowsOfUnit)
        {
            foreach (var change in changes)
            {
                Put(table, (long)change.BaseFrom * rowsOfUnit, (long)change.BaseTo * rowsOfUnit);
            }
        }

        void Put(StoredTable table, long from, long to)
        {
            for (var row = from; row < to; row++)
            {
                rows.Integer(run);
                rows.Text(table.Name);
                rows.Integer(RowPlaces.Of(row));
                rows.EndRow();
            }
        }
    }

    private ImmutableArray<RowChange> Included => difference?.Included ?? Whole(result.Units.Included.Count);

    private static ImmutableArray<RowChange> Whole(int count) => [new RowChange(0, 0, 0, count)];

    // Goes through units, with what says who they are: as many at a time as that holds.
    private void Each(UnitsIn units, ImmutableArray<RowChange> changes, RowPlaces places, int rowsOfUnit, Action<UnitTexts, int, int> write)
    {
        var texts = new UnitTexts(result);
        foreach (var change in rowsOfUnit == 0 ? [] : changes)
        {
            places.GoOnAfter((long)change.BaseFrom * rowsOfUnit);
            for (var from = change.From; from < change.To; from += UnitTexts.AtOnce)
            {
                var next = units(from, Math.Min(change.To, from + UnitTexts.AtOnce));
                texts.GoOn(next);
                for (var i = 0; i < next.Length; i++)
                {
                    write(texts, i, next[i]);
                }
            }
        }
    }

    private static void Participant(IRowWriter rows, UnitTexts texts, int i)
    {
        if (texts.Participant(i) < 0)
        {
            rows.Text(null);
        }
        else
        {
            rows.Utf8(texts.Name(i));
        }
    }
}
