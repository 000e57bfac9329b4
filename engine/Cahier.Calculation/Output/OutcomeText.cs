using System.Text;
using Cahier.Calculation.Results;

namespace Cahier.Calculation.Output;

/// <summary>Writes the outcomes of a unit's rules as <c>INC-1=true EXC-1=false</c>. Units mostly share their outcomes, so each text is made once.</summary>
internal sealed class OutcomeText(RunResult result)
{
    private static readonly string[] Words = ["unknown", "false", "true"];

    private readonly string[] ids = [.. result.RuleSet.Rules.Select(r => r.Id)];
    private readonly Dictionary<string, string> made = new(StringComparer.Ordinal);
    private readonly char[] signs = new char[result.Units.Outcomes.Length];

    public string Of(int unit)
    {
        for (var rule = 0; rule < signs.Length; rule++)
        {
            signs[rule] = result.Units.Outcomes[rule].Read(unit) switch { null => '0', false => '1', true => '2' };
        }

        var known = made.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!known.TryGetValue(signs, out var text))
        {
            known[signs] = text = Make();
        }

        return text;
    }

    private string Make()
    {
        var text = new StringBuilder();
        for (var rule = 0; rule < signs.Length; rule++)
        {
            text.Append(rule == 0 ? "" : " ").Append(ids[rule]).Append('=').Append(Words[signs[rule] - '0']);
        }

        return text.ToString();
    }
}
