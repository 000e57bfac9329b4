using System.Text;
using Cahier.Calculation.Results;

namespace Cahier.Calculation.Output;

/// <summary>Writes the outcomes of a unit's rules as <c>INC-1=true EXC-1=false</c>. Units mostly share their outcomes, so each text is made once. For one thread.</summary>
internal sealed class OutcomeText(RunResult result)
{
    private static readonly string[] Words = ["unknown", "false", "true"];

    private readonly string[] ids = [.. result.RuleSet.Rules.Select(r => r.Id)];
    private readonly BooleanResults[] outcomes = [.. result.Units.Outcomes];
    private readonly Dictionary<string, ReadyText> made = new(StringComparer.Ordinal);
    private readonly char[] signs = new char[result.Units.Outcomes.Length];
    private readonly char[] former = new char[result.Units.Outcomes.Length];
    private ReadyText last;

    public ReadyText Of(int unit)
    {
        for (var rule = 0; rule < signs.Length; rule++)
        {
            signs[rule] = outcomes[rule].Read(unit) switch { null => '0', false => '1', true => '2' };
        }

        if (last.Utf8.IsEmpty || !signs.AsSpan().SequenceEqual(former))
        {
            last = Known();
            signs.CopyTo(former, 0);
        }

        return last;
    }

    private ReadyText Known()
    {
        var known = made.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!known.TryGetValue(signs, out var text))
        {
            known[signs] = text = Make();
        }

        return text;
    }

    private ReadyText Make()
    {
        var text = new StringBuilder();
        for (var rule = 0; rule < signs.Length; rule++)
        {
            text.Append(rule == 0 ? "" : " ").Append(ids[rule]).Append('=').Append(Words[signs[rule] - '0']);
        }

        return CsvWriter.MakeReady(text.ToString());
    }
}
