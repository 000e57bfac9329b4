using System.Collections.Immutable;

namespace Cahier.Feel.Dmn;

/// <summary>Turns an element <c>decisionTable</c> into a table.</summary>
internal static class DmnTableReader
{
    public static DmnTable Read(DmnElement table, string owner) => new(
        owner,
        table.Location,
        table.Attribute("hitPolicy"),
        table.Attribute("aggregation"),
        [.. table.All("input").Select(Input)],
        [.. table.All("output").Select(Output)],
        [.. table.All("rule").Select(r => new DmnRule(r.Location, Cells(r, "inputEntry"), Cells(r, "outputEntry")))]);

    private static DmnInput Input(DmnElement input)
    {
        var expression = input.Child("inputExpression");
        return new DmnInput(input.Location, expression?.Text, expression?.Attribute("typeRef"), Values(input.Child("inputValues")));
    }

    private static DmnOutput Output(DmnElement output) =>
        new(output.Location, output.GivenName, output.Attribute("typeRef"), Values(output.Child("outputValues")), Values(output.Child("defaultOutputEntry")));

    private static DmnText? Values(DmnElement? element) => element?.Text is { } text && !string.IsNullOrWhiteSpace(text.Value) ? text : null;

    private static ImmutableArray<DmnCell> Cells(DmnElement rule, string name) => [.. rule.All(name).Select(c => new DmnCell(c.Text ?? c.Content!, c.Attribute("typeRef")))];
}
