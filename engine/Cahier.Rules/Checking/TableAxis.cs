using Cahier.Feel.Checking;
using Cahier.Feel.Evaluation;
using Cahier.Feel.Syntax;
using Cahier.Feel.Tables;
using Cahier.Feel.Types;
using Cahier.Feel.Values;

namespace Cahier.Rules.Checking;

/// <summary>The values of one input that the cells of a column can tell apart, with a sample of each.</summary>
internal static class TableAxis
{
    /// <summary>A text that no author writes, for all texts that no cell names.</summary>
    private static readonly TextValue OtherText = new("\uFFFF");

    /// <summary>Whether a cell is made of values, comparisons and ranges only, so that samples tell all about it.</summary>
    public static bool Understands(CellTest cell) => cell.Tests.Tests.All(t => Bounds(cell, t) is not null);

    /// <summary>A sample of each stretch of values, how to say it, and whether it stands for all texts that are not named.</summary>
    public static IEnumerable<(FeelValue Sample, string Text, bool IsOpen)> Of(FeelType input, IEnumerable<CellTest> cells)
    {
        var tests = cells.ToList();
        switch (input)
        {
            case BooleanType:
                return [(BooleanValue.True, "true", false), (BooleanValue.False, "false", false)];
            case TextType { Codes: { } codes }:
                return codes.Values.Select(c => ((FeelValue)new TextValue(c), $"\"{c}\"", false));
        }

        var bounds = tests.SelectMany(c => c.Tests.Tests.SelectMany(t => Bounds(c, t)!)).Distinct().ToList();
        return input switch
        {
            NumberType => Stretches([.. bounds.OfType<NumberValue>().Select(n => n.Value).Order()]),
            DateType => Stretches([.. bounds.OfType<DateValue>().Select(d => d.Value).Order()]),
            _ => bounds.OfType<TextValue>().Select(t => ((FeelValue)t, $"\"{t.Value}\"", false)).Append((OtherText, "", true)),
        };
    }

    private static IEnumerable<(FeelValue, string, bool)> Stretches(List<decimal> bounds)
    {
        static FeelValue Number(decimal value) => new NumberValue(value);
        static string Text(decimal value) => FeelText.Write(new NumberValue(value));
        if (bounds.Count == 0)
        {
            yield return (Number(0), "of any size", false);
            yield break;
        }

        yield return (Number(bounds[0] - 1), $"below {Text(bounds[0])}", false);
        for (var i = 0; i < bounds.Count; i++)
        {
            yield return (Number(bounds[i]), Text(bounds[i]), false);
            yield return i + 1 < bounds.Count
                ? (Number(bounds[i] + ((bounds[i + 1] - bounds[i]) / 2)), $"between {Text(bounds[i])} and {Text(bounds[i + 1])}", false)
                : (Number(bounds[i] + 1), $"above {Text(bounds[i])}", false);
        }
    }

    private static IEnumerable<(FeelValue, string, bool)> Stretches(List<Date> bounds)
    {
        if (bounds.Count == 0)
        {
            yield return (new DateValue(default), "on any day", false);
            yield break;
        }

        yield return (new DateValue(bounds[0].AddDays(-1)), $"before {bounds[0]}", false);
        for (var i = 0; i < bounds.Count; i++)
        {
            yield return (new DateValue(bounds[i]), $"{bounds[i]}", false);
            if (i + 1 == bounds.Count)
            {
                yield return (new DateValue(bounds[i].AddDays(1)), $"after {bounds[i]}", false);
            }
            else if (bounds[i + 1] > bounds[i].AddDays(1))
            {
                yield return (new DateValue(bounds[i].AddDays(1)), $"between {bounds[i]} and {bounds[i + 1]}", false);
            }
        }
    }

    /// <summary>The values at which a test changes its mind, or null when it holds anything but values, comparisons and ranges.</summary>
    private static IEnumerable<FeelValue>? Bounds(CellTest cell, Node test) => test switch
    {
        ComparisonTestNode comparison => Constant(cell, comparison.Operand) is { } operand ? [operand] : null,
        RangeNode range => Constant(cell, range.Start) is { } start && Constant(cell, range.End) is { } end ? [start, end] : null,
        _ => Constant(cell, test) is { } value ? [value] : null,
    };

    private static FeelValue? Constant(CellTest cell, Node node)
    {
        if (node is LiteralNode literal)
        {
            return literal.Value.IsNull ? null : literal.Value;
        }

        if (node is not (NegationNode { Operand: LiteralNode } or InvocationNode { Function: NameNode { Name: "date" } }))
        {
            return null;
        }

        var constant = Checker.Check(cell.Text.Substring(node.Span.Start, node.Span.Length), RuleSetChecker.NoNames.Instance).Expression;
        var value = constant is null ? null : Interpreter.Evaluate(constant, RuleSetChecker.NoNames.Instance, new EvaluationScope(RuleSetChecker.NoNames.Instance));
        return value is null or NullValue ? null : value;
    }
}
