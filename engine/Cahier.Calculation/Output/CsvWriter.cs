using System.Buffers;
using System.Globalization;
using System.Text;
using Cahier.Feel.Values;

namespace Cahier.Calculation.Output;

/// <summary>
/// Writes a table of results as CSV: RFC 4180, UTF-8 without mark, lines ended by a line feed. A text that a spreadsheet
/// would take for a formula gets an apostrophe in front. For one thread; what is in the buffer goes out with <see cref="Flush"/>.
/// </summary>
public sealed class CsvWriter
{
    private const int BufferSize = 1 << 16;

    // Room for any number: 29 digits, a sign, a point, a comma.
    private const int LongestNumber = 64;

    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create("\",\r\n");
    private static readonly SearchValues<char> BeginFormula = SearchValues.Create("=+-@\t\r");

    private readonly Stream stream;
    private byte[] buffer = new byte[BufferSize];
    private int used;
    private bool rowBegun;

    /// <summary>Begins the table with its line of column names.</summary>
    public CsvWriter(Stream stream, params ReadOnlySpan<string> columns)
    {
        this.stream = stream;
        foreach (var column in columns)
        {
            Text(column);
        }

        EndRow();
    }

    /// <summary>Writes a text; none is an empty field.</summary>
    public void Text(ReadOnlySpan<char> text)
    {
        if (!text.IsEmpty && BeginFormula.Contains(text[0]))
        {
            text = string.Concat("'", text);
        }

        if (text.ContainsAny(NeedQuotes))
        {
            text = $"\"{text.ToString().Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        }

        Begin(text.Length * 3);
        used += Encoding.UTF8.GetBytes(text, buffer.AsSpan(used));
    }

    /// <summary>Writes a number with the decimals that it has and no more; unknown is an empty field.</summary>
    public void Number(decimal? value)
    {
        Begin(LongestNumber);
        if (value is { } number)
        {
            used += Encoding.UTF8.GetBytes(Numbers.Write(number), buffer.AsSpan(used));
        }
    }

    /// <summary>Writes an amount with all its decimals, zeros too; unknown is an empty field.</summary>
    public void Amount(decimal? value)
    {
        Begin(LongestNumber);
        if (value is { } amount)
        {
            amount.TryFormat(buffer.AsSpan(used), out var written, default, CultureInfo.InvariantCulture);
            used += written;
        }
    }

    /// <summary>Ends the row.</summary>
    public void EndRow()
    {
        MakeRoom(1);
        buffer[used++] = (byte)'\n';
        rowBegun = false;
    }

    /// <summary>Gives everything to the stream.</summary>
    public void Flush()
    {
        stream.Write(buffer, 0, used);
        used = 0;
    }

    private void Begin(int length)
    {
        MakeRoom(length + 1);
        if (rowBegun)
        {
            buffer[used++] = (byte)',';
        }

        rowBegun = true;
    }

    private void MakeRoom(int length)
    {
        if (used + length > buffer.Length)
        {
            Flush();
            if (length > buffer.Length)
            {
                buffer = new byte[length * 2];
            }
        }
    }
}
