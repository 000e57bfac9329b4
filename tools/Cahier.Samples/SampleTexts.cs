using Cahier.Rules;
using Cahier.Rules.Checking;
using Cahier.Rules.Loading;

namespace Cahier.Samples;

/// <summary>The cahier of ten rules, or of others over the same model.</summary>
/// <param name="more">What stands after the rules.</param>
/// <param name="rules">Other rules.</param>
internal sealed class SampleTexts(string more = "", string? rules = null) : IRuleTexts
{
    /// <summary>What stands before the rules.</summary>
    public const string Head = """
        cahier: ten-rules
        version: "1"
        title: Ten rules
        model: sample
        applies: { from: 1970-01-01 }
        unit: { entity: input, as: x, date: x.date, participant: x.region }

        """;

    private const string TenRules = """
        eligibility:
          - { id: R1, when: x.age >= 18 and x.age < 75 }
        exclusions:
          - { id: R2, when: x.enrolled and x.days >= 90 }
          - { id: R3, when: x.opt_out }
          - { id: R4, when: 'x.condition in ("HOSPICE", "ESRD")' }
          - { id: R5, when: x.visits >= 2 and x.days > 0 }
          - { id: R6, when: x.visits * 365 >= 4 * (x.days + 1) }
          - { id: R7, when: 'x.region in ("N", "NE", "NW")' }
          - { id: R8, when: x.amount > 100 and x.amount < 5000 }
          - { id: R9, when: x.risk > 1.2 and x.age >= 65 }
          - { id: R10, when: x.amount * x.risk > 500 }
        """;

    private const string SampleModel = """
        model: sample
        entities:
          input:
            kind: root
            key: id
            fields:
              id: { type: text, required: true }
              date: { type: date, required: true }
              age: { type: number, required: true }
              condition: { type: text, required: true }
              enrolled: { type: boolean, required: true }
              days: { type: number, required: true }
              visits: { type: number, required: true }
              amount: { type: number, required: true }
              risk: { type: number, required: true }
              opt_out: { type: boolean, required: true }
              region: { type: text, required: true }
        """;

    /// <summary>A cahier of many different rules over the same model.</summary>
    public static SampleTexts WithRules(int count) => new(rules: "eligibility:\n" + string.Concat(Enumerable.Range(0, count).Select(Rule)));

    /// <summary>Reads and checks the cahier.</summary>
    public static CheckedRuleSet Check(SampleTexts texts)
    {
        var outcome = RuleSetCompiler.Compile(texts, "ten-rules", "1");
        return outcome.RuleSet ?? throw new InvalidOperationException(string.Join('\n', outcome.Diagnostics));
    }

    public IReadOnlyList<string> Cahiers => ["ten-rules"];

    public IReadOnlyList<string> Models => ["sample"];

    public IReadOnlyList<string> Versions(string name) => ["1"];

    public (string File, string Text)? Version(string name, string version) => ("ten-rules/1.yaml", Head + (rules ?? TenRules) + more);

    public (string File, string Text)? Beside(string name, string file) => null;

    public (string File, string Text)? Model(string name) => ("sample.yaml", SampleModel);

    private static string Rule(int number) => FormattableString.Invariant((number % 5) switch
    {
        0 => (FormattableString)$"  - {{ id: R{number}, when: x.age >= {number % 90} and x.days < {number} }}\n",
        1 => $"  - {{ id: R{number}, when: 'x.condition in (\"C{number}\", \"DM\") or x.visits > {number}' }}\n",
        2 => $"  - {{ id: R{number}, when: x.amount * {number} >= 4 * (x.days + {number}) }}\n",
        3 => $"  - {{ id: R{number}, when: 'not(x.opt_out) or x.region != \"R{number}\"' }}\n",
        _ => $"  - {{ id: R{number}, when: x.risk > {number / 1000m} and (x.enrolled or x.amount <= {number * 10}) }}\n",
    });
}
