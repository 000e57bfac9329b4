using System.Globalization;
using Cahier.Facts.Snapshots;
using Cahier.Feel.Values;

namespace Cahier.Storage.Extracts;

/// <summary>A row of an entity while it is made: its texts one after the other, as CSV files of the model write them.</summary>
internal sealed class MadeRow(int columns) : IRawRow
{
    private readonly int[] ends = new int[columns];
    private char[] buffer = new char[1024];
    private int column;
    private int used;

    public ReadOnlySpan<char> this[int column] => buffer.AsSpan((column == 0 ? 0 : ends[column - 1])..ends[column]);

    public void Begin() => (column, used) = (0, 0);

    /// <summary>Adds the text of the next column.</summary>
    public void Add(ReadOnlySpan<char> text)
    {
        if (used + text.Length > buffer.Length)
        {
            Array.Resize(ref buffer, (used + text.Length) * 2);
        }

        text.CopyTo(buffer.AsSpan(used));
        used += text.Length;
        ends[column++] = used;
    }

    /// <summary>Adds the value of the next column.</summary>
    public void Add(FeelValue value)
    {
        Span<char> short32 = stackalloc char[32];
        if (value is NumberValue number && number.Value.TryFormat(short32, out var written, default, CultureInfo.InvariantCulture))
        {
            Add(short32[..written]);
        }
        else
        {
            Add(TextOf(value));
        }
    }

    /// <summary>A value as CSV files of the model write it; nothing for what is not known.</summary>
    public static string TextOf(FeelValue value) => value switch
    {
        TextValue text => text.Value,
        NumberValue number => Numbers.Write(number.Value),
        DateValue date => date.Value.ToString(),
        BooleanValue boolean => boolean.Value ? "true" : "false",
        _ => "",
    };
}
