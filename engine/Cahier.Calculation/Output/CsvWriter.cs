using System.Buffers;
using System.Globalization;
using System.Text;
using Cahier.Feel.Values;

namespace Cahier.Calculation.Output;

/// <summary>
/// Writes a table as CSV: RFC 4180, UTF-8 without mark, lines ended by a line feed. In results, a text that a spreadsheet
/// would take for a formula gets an apostrophe in front; facts are written as they are. For one thread; what is in the
/// buffer goes out with <see cref="Flush"/>.
/// </summary>
public sealed class CsvWriter
{
    private const int BufferSize = 1 << 16;

    // Room for any number: 29 digits, a sign, a point, a comma.
    private const int LongestNumber = 64;

    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create("\",\r\n");
    private static readonly SearchValues<char> BeginFormula = SearchValues.Create("=+-@\t\r");

    private readonly Stream stream;
    private readonly bool isOfFacts;
    private byte[] buffer = new byte[BufferSize];
    private int used;
    private bool rowBegun;

    /// <summary>Begins the table with its line of column names.</summary>
    public CsvWriter(Stream stream, params ReadOnlySpan<string> columns)
        : this(stream, isOfFacts: false, columns)
    {
    }

    private CsvWriter(Stream stream, bool isOfFacts, ReadOnlySpan<string> columns)
    {
        this.stream = stream;
        this.isOfFacts = isOfFacts;
        foreach (var column in columns)
        {
            Text(column);
        }

        if (rowBegun)
        {
            EndRow();
        }
    }

    /// <summary>Goes on with a table of which rows stand in another stream.</summary>
    internal static CsvWriter OfMoreRows(Stream stream) => new(stream, isOfFacts: false, []);

    /// <summary>Begins a table of facts, which are read again as they were.</summary>
    public static CsvWriter OfFacts(Stream stream, params ReadOnlySpan<string> columns) => new(stream, isOfFacts: true, columns);

    /// <summary>Writes a text; none is an empty field.</summary>
    public void Text(ReadOnlySpan<char> text)
    {
        if (!isOfFacts && !text.IsEmpty && BeginFormula.Contains(text[0]))
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
