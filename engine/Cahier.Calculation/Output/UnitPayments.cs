using Cahier.Calculation.Results;
using Cahier.Rules.Checking;

namespace Cahier.Calculation.Output;

/// <summary>Writes the amounts of units that are known, a row each. For one thread.</summary>
internal sealed class UnitPayments(RunResult result)
{
    private readonly UnitFields fields = new(result);
    private readonly Line[] lines = [.. result.RuleSet.UnitLines.Select(l => new Line(l, (NumberResults)result.Units.Find(l.Symbol)!))];

    /// <summary>Writes the rows of the included units from one up to but not including another.</summary>
    public void Write(CsvWriter csv, int from, int to)
    {
        var units = result.Units.IncludedIn(from, to);
        fields.GoOn(units);
        for (var i = 0; i < units.Length; i++)
        {
            foreach (var line in lines)
            {
                if (line.Amounts.IsKnown(units[i]))
                {
                    fields.Participant(csv, i);
                    fields.Key(csv, i);
                    csv.Ready(line.Name);
                    line.Write(csv, units[i]);
                    csv.Ready(line.Currency);
                    csv.EndRow();
                }
            }
        }
    }

    private sealed class Line(CheckedLine line, NumberResults amounts)
    {
        private readonly decimal zero = Paid.Zero(line);

        public NumberResults Amounts { get; } = amounts;

        public ReadyText Name { get; } = CsvWriter.MakeReady(line.Name);

        public ReadyText Currency { get; } = CsvWriter.MakeReady(line.Currency);

        public void Write(CsvWriter csv, int unit)
        {
            if (Amounts.TryRead(unit, out var digits, out var scale) && scale <= zero.Scale)
            {
                csv.Amount(digits, scale, zero.Scale);
                return;
            }

            csv.Amount(Paid.Scaled(Amounts.Read(unit), zero));
        }
    }
}
