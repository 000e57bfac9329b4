using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Cahier.Generator.Sinks;

/// <summary>Writes one entity as CSV (RFC 4180, UTF-8 without mark, lines ended by a line feed) through one large buffer.</summary>
internal sealed class CsvFactTable : IFactTable, IDisposable
{
    private const int BufferSize = 1 << 18;

    // Room for any field but a long text: a number of 20 digits, a sign, a point, a comma.
    private const int LongestField = 32;

    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create("\",\r\n");

    private readonly Stream stream;
    private readonly int columns;
    private readonly byte[] buffer = new byte[BufferSize];
    private int used;
    private int fields;

    public CsvFactTable(Stream stream, ReadOnlySpan<string> columns)
    {
        this.stream = stream;
        this.columns = columns.Length;
        foreach (var column in columns)
        {
            Text(column);
        }

        EndRow();
        Rows = 0;
    }

    public long Rows { get; private set; }

    public void Text(string? value)
    {
        var quoted = value.AsSpan().ContainsAny(NeedQuotes);
        var text = quoted ? $"\"{value!.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;
        Begin(LongestField + (3 * (text?.Length ?? 0)));
        used += Encoding.UTF8.GetBytes(text, buffer.AsSpan(used));
    }

    public void Key(char letter, long? number, int digits)
    {
        Begin(LongestField);
        if (number is { } n)
        {
            buffer[used++] = (byte)letter;
            Append(n, new StandardFormat('D', (byte)digits));
        }
    }

    public void Number(long? value)
    {
        Begin(LongestField);
        if (value is { } number)
        {
            Append(number, default);
        }
    }

    public void Decimal(long? unscaled, int decimals)
    {
        Begin(LongestField);
        if (unscaled is not { } number)
        {
            return;
        }

        if (number < 0)
        {
            buffer[used++] = (byte)'-';
            number = -number;
        }

        // At least one digit before the point: the digits are padded, then the last ones move one place right.
        Append(number, new StandardFormat('D', (byte)(decimals + 1)));
        var fraction = buffer.AsSpan(used - decimals, decimals);
        fraction.CopyTo(buffer.AsSpan(used - decimals + 1));
        buffer[used - decimals] = (byte)'.';
        used++;
    }

    public void Money(Cents? amount) => Decimal(amount?.Value, 2);

    public void Date(DateOnly? date)
    {
        Begin(LongestField);
        if (date is { } day)
        {
            day.TryFormat(buffer.AsSpan(used), out var written, "o", System.Globalization.CultureInfo.InvariantCulture);
            used += written;
        }
    }

    public void Boolean(bool? value)
    {
        Begin(LongestField);
        var text = value switch { true => "true"u8, false => "false"u8, null => [] };
        text.CopyTo(buffer.AsSpan(used));
        used += text.Length;
    }

    public void EndRow()
    {
        if (fields != columns)
        {
            throw new InvalidOperationException($"A row of {fields} fields in a table of {columns} columns.");
        }

        MakeRoom(1);
        buffer[used++] = (byte)'\n';
        fields = 0;
        Rows++;
    }

    public void Flush()
    {
        stream.Write(buffer, 0, used);
        used = 0;
    }

    /// <summary>Closes the file as it is; what is in the buffer is given up.</summary>
    public void Dispose() => stream.Dispose();

    private void Begin(int length)
    {
        MakeRoom(length);
        if (fields++ > 0)
        {
            buffer[used++] = (byte)',';
        }
    }

    private void Append(long number, StandardFormat format)
    {
        Utf8Formatter.TryFormat(number, buffer.AsSpan(used), out var written, format);
        used += written;
    }

    private void MakeRoom(int length)
    {
        if (used + length > buffer.Length)
        {
            Flush();
        }
    }
}
