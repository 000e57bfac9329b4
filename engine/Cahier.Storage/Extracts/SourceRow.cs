using System.Collections.Immutable;
using Cahier.Feel.Checking;
using Cahier.Feel.Evaluation;
using Cahier.Feel.Functions;
using Cahier.Feel.Values;
using Cahier.Storage.Mappings;

namespace Cahier.Storage.Extracts;

/// <summary>A row of the source with what other tables answer, as expressions see it. For one thread.</summary>
internal sealed class SourceRow(params ImmutableArray<RowPart> parts) : IGlobals, IEvaluationClock
{
    private readonly ListValue[] lists = [.. parts.Select(_ => ListValue.Empty)];

    /// <summary>The first column that was read and cannot be, with the reason; null when all can.</summary>
    public (string Column, string Reason, string Text)? Problem { get; set; }

    Moment IEvaluationClock.Now => throw new InvalidOperationException("a mapping reads no clock");

    public RowPart this[int part] => parts[part];

    /// <summary>The text of a column as it stands in the file.</summary>
    public ReadOnlySpan<char> Text(ColumnSymbol symbol) => parts[symbol.Part][symbol.Place];

    public FeelValue Read(GlobalSymbol symbol) => symbol switch
    {
        ColumnSymbol column => parts[column.Part].IsNone ? NullValue.Instance : Value(column.Column, Text(column)),
        ListSymbol list => lists[list.Part],
        _ => throw new InvalidOperationException($"{symbol.Name} is no name of a mapping"),
    };

    /// <summary>Says which rows of a table answer, as a list.</summary>
    public void Answer(int part, SourceTable table, IEnumerable<string[]> rows) => lists[part] = new ListValue(
        [.. rows.Select(r => (FeelValue)new ContextValue([.. table.Columns.Select((c, place) => KeyValuePair.Create(c.Name, Value(c, r[place])))]))]);

    private FeelValue Value(SourceColumn column, ReadOnlySpan<char> text)
    {
        if (column.TryRead(text, out var value, out var reason))
        {
            return value;
        }

        Problem ??= (column.Name, reason, text.ToString());
        return NullValue.Instance;
    }
}
