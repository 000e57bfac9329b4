using Cahier.Calculation.Results;

namespace Cahier.Calculation.Output;

/// <summary>Writes the amounts of units that are known, a row each. For one thread.</summary>
internal sealed class UnitPayments(RunResult result)
{
    private readonly UnitFields fields = new(result);
    private readonly (UnitLine Line, ReadyText Name, ReadyText Currency)[] lines =
        [.. UnitLine.Of(result).Select(l => (l, CsvWriter.MakeReady(l.Line.Name), CsvWriter.MakeReady(l.Line.Currency)))];

    /// <summary>Writes the rows of the included units from one up to but not including another.</summary>
    public void Write(TableRows rows, int from, int to)
    {
        var csv = rows.Csv;
        var units = result.Units.IncludedIn(from, to);
        fields.GoOn(units);
        for (var i = 0; i < units.Length; i++)
        {
            foreach (var (line, name, currency) in lines)
            {
                if (line.Amounts.IsKnown(units[i]))
                {
                    fields.Participant(csv, i);
                    fields.Key(csv, i);
                    csv.Ready(name);
                    Amount(csv, line, units[i]);
                    csv.Ready(currency);
                    csv.EndRow();
                }
            }

            rows.EndUnit(fields.KeyOf(i));
        }
    }

    // By its digits, without a decimal made of them, wherever it has no more than the line.
    private static void Amount(CsvWriter csv, in UnitLine line, int unit)
    {
        if (line.Amounts.TryRead(unit, out var digits, out var scale) && scale <= line.Zero.Scale)
        {
            csv.Amount(digits, scale, line.Zero.Scale);
            return;
        }

        csv.Amount(line.Amount(unit));
    }
}
