using Cahier.Feel.Syntax;

namespace Cahier.Rules.Wordings;

/// <summary>
/// The sentences of which expressions in words are made, in one language. <c>{0}</c>, <c>{1}</c>… stand for the parts. They
/// avoid adjectives and participles that would agree with a label, whose gender nobody knows: <c>dépasse</c>, not
/// <c>est supérieur à</c>.
/// </summary>
internal sealed partial record Words
{
    public required bool IsFrench { get; init; }

    public string Language => IsFrench ? "fr" : "en";

    // What is true or false
    public required string And { get; init; }
    public required string Or { get; init; }
    public required string OrValue { get; init; }
    public required string Not { get; init; }
    public required string WhetherOr { get; init; }
    public required string IsTrue { get; init; }
    public required string IsFalse { get; init; }
    public required string IsTrueFor { get; init; }
    public required string IsFalseFor { get; init; }
    public required string IsMissing { get; init; }
    public required string IsKnown { get; init; }
    public required string Always { get; init; }
    public required string Never { get; init; }
    public required string FalseWhenMissing { get; init; }
    public required string TrueWhenMissing { get; init; }
    public required string CaseOf { get; init; }

    // Comparisons
    public required string Is { get; init; }
    public required string IsNot { get; init; }
    public required string IsWorth { get; init; }
    public required string EqualsNot { get; init; }
    public required string SameAs { get; init; }
    public required string DiffersFrom { get; init; }
    public required Ordering Numbers { get; init; }
    public required Ordering Dates { get; init; }
    public required string Neither { get; init; }
    public required string Nor { get; init; }
    public required string Among { get; init; }
    public required string Lies { get; init; }
    public required string InstanceOf { get; init; }

    // Ranges, alone and as what something lies in
    public required Ordering Alone { get; init; }
    public required string FromTo { get; init; }
    public required string FromBelow { get; init; }
    public required string AboveTo { get; init; }
    public required string AboveBelow { get; init; }
    public required string AnyValue { get; init; }
    public required string NoneOf { get; init; }

    // Lists
    public required string LastItem { get; init; }
    public required string Where { get; init; }
    public required string KnownOf { get; init; }
    public required string First { get; init; }
    public required string Last { get; init; }
    public required string Nth { get; init; }
    public required string Some { get; init; }
    public required string Every { get; init; }
    public required string AtLeastOne { get; init; }
    public required string NoneIn { get; init; }
    public required string ForEach { get; init; }
    public required string ForEachFrom { get; init; }
    public required string ForEachNamed { get; init; }
    public required string EmptyList { get; init; }

    // Names
    public required string Of { get; init; }
    public required string Over { get; init; }
    public required string For { get; init; }
    public required string InQuestion { get; init; }
    public required string Item { get; init; }
    public required string Tested { get; init; }
    public required string Period { get; init; }
    public required string PeriodStart { get; init; }
    public required string PeriodEnd { get; init; }
    public required string Participant { get; init; }
    public required string Units { get; init; }

    // Calculations
    public required string Negative { get; init; }
    public required string Power { get; init; }
    public required string OrElse { get; init; }
    public required string YearsBetween { get; init; }
    public required string DaysBetween { get; init; }
    public required string Function { get; init; }
    public required string Entry { get; init; }

    // Cases and lists of parts
    public required string If { get; init; }
    public required string FirstCase { get; init; }
    public required string When { get; init; }
    public required string Otherwise { get; init; }
    public required string AllOf { get; init; }
    public required string OneOf { get; init; }
    public required string WhereAll { get; init; }
    public required string SomeAll { get; init; }
    public required string ForAll { get; init; }
    public required string LargestOf { get; init; }
    public required string SmallestOf { get; init; }
    public required string ProductOf { get; init; }
    public required string DividedBy { get; init; }
    public required string OrElseOf { get; init; }
    public required string TotalOf { get; init; }
    public required string Plus { get; init; }
    public required string Minus { get; init; }

    public static Words In(string language) => language == "fr" ? French : English;

    /// <summary>The sentence with its parts put in.</summary>
    public Phrase Say(string sentence, Hold hold, params ReadOnlySpan<Phrase> parts)
    {
        var builder = new PhraseBuilder(IsFrench);
        for (var at = 0; at < sentence.Length;)
        {
            var open = sentence.IndexOf('{', at);
            if (open < 0)
            {
                builder.Add(sentence[at..]);
                break;
            }

            builder.Add(sentence[at..open]).Add(parts[sentence[open + 1] - '0']);
            at = open + 3;
        }

        return builder.Done(hold);
    }

    /// <summary>Several in one list: <c>a, b et c</c>.</summary>
    public Phrase Listed(IReadOnlyList<Phrase> items, string last)
    {
        var builder = new PhraseBuilder(IsFrench);
        for (var i = 0; i < items.Count; i++)
        {
            builder.Add(i == 0 ? "" : i < items.Count - 1 ? ", " : last).Add(items[i]);
        }

        return builder.Done(items.Count == 1 ? items[0].Hold : Hold.Of);
    }
}

/// <summary>How one kind of values is compared.</summary>
internal sealed record Ordering(string Less, string LessOrEqual, string Greater, string GreaterOrEqual)
{
    public string Of(ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Less => Less,
        ComparisonOperator.LessOrEqual => LessOrEqual,
        ComparisonOperator.Greater => Greater,
        _ => GreaterOrEqual,
    };
}
