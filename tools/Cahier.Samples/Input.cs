using System.Globalization;
using Cahier.Facts.Cases;
using Cahier.Facts.Models;
using Cahier.Facts.Snapshots;
using Cahier.Feel.Values;

namespace Cahier.Samples;

/// <summary>An invented row, seeded: the same every time. Its texts are its own, as whoever reads rows of a file has them.</summary>
internal sealed record Input(int Id, int Age, string Condition, bool Enrolled, int Days, int Visits, decimal Amount, decimal Risk, bool OptOut, string Region)
{
    /// <summary>The ten rules, written by hand.</summary>
    public static Func<Input, bool>[] Rules { get; } =
    [
        x => x.Age >= 18 && x.Age < 75,
        x => x.Enrolled && x.Days >= 90,
        x => x.OptOut,
        x => x.Condition is "HOSPICE" or "ESRD",
        x => x.Visits >= 2 && x.Days > 0,
        x => x.Visits * 365 >= 4 * (x.Days + 1),
        x => x.Region is "N" or "NE" or "NW",
        x => x.Amount > 100m && x.Amount < 5000m,
        x => x.Risk > 1.2m && x.Age >= 65,
        x => x.Amount * x.Risk > 500m,
    ];

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

        return [.. Enumerable.Range(0, count).Select(id => new Input(id, Next(100), Own(Conditions[Next(7)]), Next(10) < 8, Next(366), Next(8), Next(800_000) / 100m, Next(3000) / 1000m, Next(20) == 0, Own(Regions[Next(8)])))];
    }

    public static Snapshot ToSnapshot(Input[] inputs, FactModel model)
    {
        var builder = new SnapshotBuilder(model);
        var loader = builder.Begin("input", ["id", "date", "age", "condition", "enrolled", "days", "visits", "amount", "risk", "opt_out", "region"], "invented") ?? throw new InvalidOperationException("the header does not fit");
        for (var i = 0; i < inputs.Length; i++)
        {
            loader.Append(new TextRow(inputs[i].Texts()), i + 1);
        }

        return builder.Build();
    }

    /// <summary>What the row is known by.</summary>
    public string Key => Text(Id);

    /// <summary>The row as a case that is judged alone.</summary>
    public CaseRow ToCase(FactModel model)
    {
        var row = new CaseRow(model, "input", Text(Id));
        row.Set("id", new TextValue(Text(Id))).Set("date", new DateValue(new Date(18_262))).Set("age", new NumberValue(Age)).Set("condition", new TextValue(Condition));
        row.Set("enrolled", BooleanValue.Of(Enrolled)).Set("days", new NumberValue(Days)).Set("visits", new NumberValue(Visits)).Set("amount", new NumberValue(Amount));
        return row.Set("risk", new NumberValue(Risk)).Set("opt_out", BooleanValue.Of(OptOut)).Set("region", new TextValue(Region));
    }

    /// <summary>The ten rules in one.</summary>
    public void Judge(bool[] outcomes)
    {
        outcomes[0] = Age >= 18 && Age < 75;
        outcomes[1] = Enrolled && Days >= 90;
        outcomes[2] = OptOut;
        outcomes[3] = Condition is "HOSPICE" or "ESRD";
        outcomes[4] = Visits >= 2 && Days > 0;
        outcomes[5] = Visits * 365 >= 4 * (Days + 1);
        outcomes[6] = Region is "N" or "NE" or "NW";
        outcomes[7] = Amount > 100m && Amount < 5000m;
        outcomes[8] = Risk > 1.2m && Age >= 65;
        outcomes[9] = Amount * Risk > 500m;
    }

    private static string Own(string text) => new(text.AsSpan());

    private string[] Texts() =>
    [
        Text(Id), "2020-01-01", Text(Age), Condition, Enrolled ? "true" : "false", Text(Days), Text(Visits), Text(Amount), Text(Risk), OptOut ? "true" : "false", Region,
    ];

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
