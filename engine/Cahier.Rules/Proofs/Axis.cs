using System.Globalization;
using Cahier.Feel.Types;
using Cahier.Feel.Values;

namespace Cahier.Rules.Proofs;

/// <summary>
/// The values of a term, in stretches that no test at hand tells apart, numbered in order. Stretch 0 is the missing value.
/// Of numbers and dates, each constant is a stretch, and so is what lies between two; of texts, each that is named, those
/// that begin with a prefix that is named, and all others.
/// </summary>
internal sealed class Axis
{
    private readonly Term term;
    private readonly List<decimal> bounds = [];
    private readonly List<string> names = [];
    private readonly List<string> prefixes = [];
    private readonly Dictionary<string, int> byName = new(StringComparer.Ordinal);
    private readonly bool isOpen;

    /// <param name="term">What is tested.</param>
    /// <param name="tests">Every test of it.</param>
    public Axis(Term term, IEnumerable<TermTest> tests)
    {
        this.term = term;
        var all = tests.ToList();
        switch (term.Type)
        {
            case BooleanType:
                names.AddRange(["true", "false"]);
                break;
            case TextType { Codes: { } codes }:
                names.AddRange(codes.Values);
                break;
            case TextType:
                isOpen = true;
                names.AddRange(all.Where(t => t.Kind == TestKind.Equal).Select(t => t.Text).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
                prefixes.AddRange(all.Where(t => t.Kind == TestKind.StartsWith).Select(t => t.Text).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
                break;
            default:
                bounds.AddRange(all.Where(t => t.Kind != TestKind.Missing).Select(t => t.Number).Concat(new[] { term.Least, term.Most }.OfType<decimal>()).Distinct().Order());
                break;
        }

        for (var i = 0; i < names.Count; i++)
        {
            byName[names[i]] = i + 1;
        }

        Present = Existing();
        All = term.MayBeMissing ? Missing.Or(Present) : Present;
    }

    public static Part Missing { get; } = Part.Of(0, 0);

    /// <summary>Every value that there may be.</summary>
    public Part All { get; }

    /// <summary>Every value but the missing one.</summary>
    public Part Present { get; }

    private bool IsNamed => term.Type is BooleanType or TextType;

    private int Last => IsNamed ? names.Count + prefixes.Count + (isOpen ? 1 : 0) : (2 * bounds.Count) + 1;

    /// <summary>Where a test has an outcome.</summary>
    public Part Where(TermTest test, Outcome outcome) => outcome switch
    {
        Outcome.True => True(test),
        Outcome.False => False(test),
        Outcome.NotTrue => All.Without(True(test)),
        _ => All.Without(False(test)),
    };

    /// <summary>Where a condition that tests only this term has an outcome.</summary>
    public Part Where(Condition condition, Outcome outcome)
    {
        var opposite = outcome switch { Outcome.True => Outcome.False, Outcome.False => Outcome.True, Outcome.NotTrue => Outcome.NotFalse, _ => Outcome.NotTrue };
        return condition switch
        {
            TermTest test => Where(test, outcome),
            Denial denial => Where(denial.Of, opposite),
            Junction junction => junction.IsAll == outcome is Outcome.True or Outcome.NotFalse
                ? junction.Parts.Aggregate(All, (part, next) => part.And(Where(next, outcome)))
                : junction.Parts.Aggregate(Part.None, (part, next) => part.Or(Where(next, outcome))),
            Fixed known => known.Value == outcome is Outcome.True or Outcome.NotFalse ? All : Part.None,
            _ => throw new InvalidOperationException($"a cell holds no {condition.GetType().Name}"),
        };
    }

    /// <summary>Whether a stretch holds all texts that no test names.</summary>
    public bool IsOther(int stretch) => isOpen && stretch > names.Count;

    /// <summary>A value of a stretch, as an author writes it.</summary>
    public string Sample(int stretch)
    {
        if (stretch == 0)
        {
            return "null";
        }

        if (IsNamed)
        {
            return stretch <= names.Count ? (term.Type is BooleanType ? names[stretch - 1] : $"\"{names[stretch - 1]}\"")
                : stretch <= names.Count + prefixes.Count ? $"\"{prefixes[stretch - names.Count - 1]}…\""
                : "any other text";
        }

        var at = (stretch - 2) / 2;
        var value = bounds.Count == 0 ? 0
            : stretch == 1 ? bounds[0] - 1
            : stretch % 2 == 0 ? bounds[at]
            : at + 1 == bounds.Count ? bounds[at] + 1
            : IsWhole || (decimal.IsInteger(bounds[at]) && bounds[at + 1] - bounds[at] > 1) ? bounds[at] + 1
            : bounds[at] + ((bounds[at + 1] - bounds[at]) / 2);
        return Written(value);
    }

    /// <summary>The stretches from one to another in words: 65, below 65, above 65 and below 80.</summary>
    public string Words(int from, int to)
    {
        if (IsNamed || from == 0)
        {
            return string.Join(" or ", Enumerable.Range(from, Math.Min(to - from + 1, 3)).Select(Sample)) + (to - from >= 3 ? "…" : "");
        }

        if (from == to && from % 2 == 0)
        {
            return Sample(from);
        }

        var (below, above) = term.Type is DateType ? ("before", "after") : ("below", "above");
        var low = from == 1 ? null : $"{(from % 2 == 0 ? "from" : above)} {Written(bounds[(from - 2) / 2])}";
        var high = to == Last ? null : $"{(to % 2 == 0 ? "up to" : below)} {Written(bounds[(to - 1) / 2])}";
        return (low, high) switch { (null, null) => "of any size", (null, _) => high, (_, null) => low, _ => $"{low} and {high}" };
    }

    private bool IsWhole => term.Type is DateType;

    private string Written(decimal value) => term.Type is DateType ? new Date((long)value).ToString() : value.ToString("G29", CultureInfo.InvariantCulture);

    private Part True(TermTest test) => test.Kind switch
    {
        TestKind.Missing => All.And(Missing),
        TestKind.StartsWith => StartingWith(test.Text),
        TestKind.Holds => Named("true"),
        TestKind.Equal when IsNamed => Named(test.Text),
        TestKind.Equal => At(test.Number, below: false, at: true, above: false),
        TestKind.Less => At(test.Number, below: true, at: false, above: false),
        TestKind.LessOrEqual => At(test.Number, below: true, at: true, above: false),
        TestKind.Greater => At(test.Number, below: false, at: false, above: true),
        _ => At(test.Number, below: false, at: true, above: true),
    };

    // A missing value differs from any other, has no place in an order, and neither holds nor fails to.
    private Part False(TermTest test) => (test.Kind == TestKind.Equal ? All : Present).Without(True(test));

    private Part Named(string name) => byName.TryGetValue(name, out var stretch) ? Present.And(Part.Of(stretch, stretch)) : Part.None;

    private Part At(decimal bound, bool below, bool at, bool above)
    {
        var stretch = 2 * (bounds.BinarySearch(bound) + 1);
        return Present.And(Part.Of(below ? 1 : at ? stretch : stretch + 1, above ? Last : at ? stretch : stretch - 1));
    }

    // Texts under the longest prefix that is named begin with another one only when that prefix does.
    private Part StartingWith(string prefix) => Present.And(Part.Of(
        names.Concat(prefixes).Select((text, i) => (Text: text, Stretch: i + 1)).Where(t => t.Text.StartsWith(prefix, StringComparison.Ordinal)).Select(t => t.Stretch)));

    // Between two days that follow each other there is no day.
    private Part Existing()
    {
        var every = Part.Of(1, Last);
        if (IsNamed)
        {
            return every;
        }

        if (IsWhole)
        {
            every = every.Without(Part.Of(Enumerable.Range(1, Math.Max(0, bounds.Count - 1)).Where(i => bounds[i] == bounds[i - 1] + 1).Select(i => (2 * i) + 1)));
        }

        var from = term.Least is { } least ? 2 * (bounds.BinarySearch(least) + 1) : 1;
        var to = term.Most is { } most ? 2 * (bounds.BinarySearch(most) + 1) : Last;
        return every.And(Part.Of(from, to));
    }
}
