using System.Globalization;
using Cahier.Facts.Models;
using Cahier.Facts.Snapshots;

namespace Cahier.Benchmarks;

/// <summary>An invented row, seeded: the same every time.</summary>
internal sealed record Input(int Id, int Age, string Condition, bool Enrolled, int Days, int Visits, decimal Amount, decimal Risk, bool OptOut, string Region)
{
    private static readonly string[] Conditions = ["NONE", "DM", "HTN", "COPD", "HOSPICE", "ESRD", "CHF"];
    private static readonly string[] Regions = ["N", "NE", "NW", "S", "SE", "SW", "E", "W"];

    public static Input[] Make(int count)
    {
        var state = 42UL;
        int Next(int below)
        {
            state = unchecked((state * 6364136223846793005UL) + 1442695040888963407UL);
            return (int)((state >> 33) % (ulong)below);
        }

        return [.. Enumerable.Range(0, count).Select(id => new Input(id, Next(100), Conditions[Next(7)], Next(10) < 8, Next(366), Next(8), Next(800_000) / 100m, Next(3000) / 1000m, Next(20) == 0, Regions[Next(8)]))];
    }

    public static Snapshot ToSnapshot(Input[] inputs, FactModel model)
    {
        var builder = new SnapshotBuilder(model);
        var loader = builder.Begin("input", ["id", "date", "age", "condition", "enrolled", "days", "visits", "amount", "risk", "opt_out", "region"], "invented") ?? throw new InvalidOperationException("the header does not fit");
        for (var i = 0; i < inputs.Length; i++)
        {
            loader.Append(new Row(inputs[i].Texts()), i + 1);
        }

        return builder.Build();
    }

    private string[] Texts() =>
    [
        Text(Id), "2020-01-01", Text(Age), Condition, Enrolled ? "true" : "false", Text(Days), Text(Visits), Text(Amount), Text(Risk), OptOut ? "true" : "false", Region,
    ];

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);

    private readonly struct Row(string[] texts) : IRawRow
    {
        public ReadOnlySpan<char> this[int column] => texts[column];
    }
}
