namespace Cahier.Samples;

/// <summary>
/// The ten rules as a programmer would write them, the outcome of each kept, for ranges of rows: a delegate for each rule, as
/// rules that may change would be kept; all ten in one loop; and the same loop over columns instead of objects.
/// </summary>
internal sealed class ByHand
{
    private readonly Input[] inputs;
    private readonly bool[][] outcomes;
    private readonly InputColumns columns;

    public ByHand(Input[] inputs)
    {
        this.inputs = inputs;
        columns = new InputColumns(inputs);
        outcomes = [.. Input.Rules.Select(_ => new bool[inputs.Length])];
    }

    /// <summary>For how many rows each rule holds, by the outcomes kept last.</summary>
    public int[] Counts => [.. outcomes.Select(o => o.Count(x => x))];

    public void Forget() => Array.ForEach(outcomes, Array.Clear);

    public void ByDelegates(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            for (var rule = 0; rule < Input.Rules.Length; rule++)
            {
                outcomes[rule][i] = Input.Rules[rule](inputs[i]);
            }
        }
    }

    public void InOneLoop(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            var x = inputs[i];
            outcomes[0][i] = x.Age >= 18 && x.Age < 75;
            outcomes[1][i] = x.Enrolled && x.Days >= 90;
            outcomes[2][i] = x.OptOut;
            outcomes[3][i] = x.Condition is "HOSPICE" or "ESRD";
            outcomes[4][i] = x.Visits >= 2 && x.Days > 0;
            outcomes[5][i] = x.Visits * 365 >= 4 * (x.Days + 1);
            outcomes[6][i] = x.Region is "N" or "NE" or "NW";
            outcomes[7][i] = x.Amount > 100m && x.Amount < 5000m;
            outcomes[8][i] = x.Risk > 1.2m && x.Age >= 65;
            outcomes[9][i] = x.Amount * x.Risk > 500m;
        }
    }

    public void OverColumns(int from, int to)
    {
        var c = columns;
        for (var i = from; i < to; i++)
        {
            outcomes[0][i] = c.Age[i] >= 18 && c.Age[i] < 75;
            outcomes[1][i] = c.Enrolled[i] && c.Days[i] >= 90;
            outcomes[2][i] = c.OptOut[i];
            outcomes[3][i] = c.Condition[i] == c.Hospice || c.Condition[i] == c.Esrd;
            outcomes[4][i] = c.Visits[i] >= 2 && c.Days[i] > 0;
            outcomes[5][i] = c.Visits[i] * 365 >= 4 * (c.Days[i] + 1);
            outcomes[6][i] = c.Region[i] == c.North || c.Region[i] == c.NorthEast || c.Region[i] == c.NorthWest;
            outcomes[7][i] = c.Cents[i] > 100_00 && c.Cents[i] < 5000_00;
            outcomes[8][i] = c.RiskInThousandths[i] > 1_200 && c.Age[i] >= 65;
            outcomes[9][i] = c.Cents[i] * c.RiskInThousandths[i] > 500_00_000;
        }
    }
}

/// <summary>The same rows as columns: whole numbers, and texts as numbers of a dictionary.</summary>
internal sealed class InputColumns
{
    public InputColumns(Input[] inputs)
    {
        Age = [.. inputs.Select(x => x.Age)];
        Days = [.. inputs.Select(x => x.Days)];
        Visits = [.. inputs.Select(x => x.Visits)];
        Enrolled = [.. inputs.Select(x => x.Enrolled)];
        OptOut = [.. inputs.Select(x => x.OptOut)];
        Cents = [.. inputs.Select(x => (long)(x.Amount * 100))];
        RiskInThousandths = [.. inputs.Select(x => (long)(x.Risk * 1000))];
        (Condition, var conditions) = Numbered(inputs.Select(x => x.Condition));
        (Region, var regions) = Numbered(inputs.Select(x => x.Region));
        (Hospice, Esrd) = (NumberOf(conditions, "HOSPICE"), NumberOf(conditions, "ESRD"));
        (North, NorthEast, NorthWest) = (NumberOf(regions, "N"), NumberOf(regions, "NE"), NumberOf(regions, "NW"));
    }

    public int[] Age { get; }

    public int[] Days { get; }

    public int[] Visits { get; }

    public bool[] Enrolled { get; }

    public bool[] OptOut { get; }

    public long[] Cents { get; }

    public long[] RiskInThousandths { get; }

    public int[] Condition { get; }

    public int[] Region { get; }

    public int Hospice { get; }

    public int Esrd { get; }

    public int North { get; }

    public int NorthEast { get; }

    public int NorthWest { get; }

    private static (int[] Column, Dictionary<string, int> Numbers) Numbered(IEnumerable<string> texts)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        return ([.. texts.Select(t => numbers.TryGetValue(t, out var number) ? number : numbers[t] = numbers.Count)], numbers);
    }

    private static int NumberOf(Dictionary<string, int> numbers, string text) => numbers.GetValueOrDefault(text, -1);
}
