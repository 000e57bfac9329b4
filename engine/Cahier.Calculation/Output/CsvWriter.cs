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

    private const string Separating = "\",\r\n";
    private const string Calculating = "=+-@\t\r";

    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(Separating);
    private static readonly SearchValues<char> BeginFormula = SearchValues.Create(Calculating);
    private static readonly SearchValues<byte> NeedQuotesInUtf8 = SearchValues.Create(Encoding.UTF8.GetBytes(Separating));
    private static readonly SearchValues<byte> BeginFormulaInUtf8 = SearchValues.Create(Encoding.UTF8.GetBytes(Calculating));

    private readonly Stream stream;
    private readonly bool isOfFacts;
    private byte[] buffer = new byte[BufferSize];
    private int used;
    private long given;
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
        text = Guarded(text, isOfFacts);
        Begin(text.Length * 3);
        used += Encoding.UTF8.GetBytes(text, buffer.AsSpan(used));
    }

    /// <summary>Writes a text that is in UTF-8.</summary>
    internal void Utf8(ReadOnlySpan<byte> text)
    {
        if ((!text.IsEmpty && BeginFormulaInUtf8.Contains(text[0])) || text.ContainsAny(NeedQuotesInUtf8))
        {
            Text(Encoding.UTF8.GetString(text));
            return;
        }

        Put(text);
    }

    /// <summary>Writes a text that was made ready for results.</summary>
    internal void Ready(ReadyText text) => Put(text.Utf8.Span);

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

    /// <summary>Writes an amount by its digits and how many of them are decimals, with as many decimals as are wanted: no fewer than it has.</summary>
    internal void Amount(long digits, int scale, int decimals)
    {
        // From the last digit to the first.
        Span<byte> text = stackalloc byte[LongestNumber];
        var at = text.Length - (decimals - scale);
        text[at..].Fill((byte)'0');
        var rest = unchecked((ulong)(digits < 0 ? -digits : digits));
        for (var place = 0; rest > 0 || place <= scale; place++)
        {
            if (place == scale && decimals > 0)
            {
                text[--at] = (byte)'.';
            }

            (rest, var digit) = Math.DivRem(rest, 10);
            text[--at] = (byte)('0' + digit);
        }

        if (digits < 0)
        {
            text[--at] = (byte)'-';
        }

        Put(text[at..]);
    }

    /// <summary>Ends the row.</summary>
    public void EndRow()
    {
        MakeRoom(1);
        buffer[used++] = (byte)'\n';
        rowBegun = false;
    }

    /// <summary>How many bytes were written.</summary>
    internal long Written => given + used;

    /// <summary>Gives everything to the stream.</summary>
    public void Flush()
    {
        stream.Write(buffer, 0, used);
        given += used;
        used = 0;
    }

    /// <summary>Makes a text ready that stands in many rows of results.</summary>
    internal static ReadyText MakeReady(ReadOnlySpan<char> text)
    {
        var guarded = Guarded(text, isOfFacts: false);
        var utf8 = new byte[Encoding.UTF8.GetByteCount(guarded)];
        Encoding.UTF8.GetBytes(guarded, utf8);
        return new ReadyText(utf8);
    }

    private static ReadOnlySpan<char> Guarded(ReadOnlySpan<char> text, bool isOfFacts)
    {
        if (!isOfFacts && !text.IsEmpty && BeginFormula.Contains(text[0]))
        {
            text = string.Concat("'", text);
        }

        return text.ContainsAny(NeedQuotes) ? $"\"{text.ToString().Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
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

    private void Put(ReadOnlySpan<byte> text)
    {
        Begin(text.Length);
        text.CopyTo(buffer.AsSpan(used));
        used += text.Length;
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

/// <summary>A text as it stands in a table of results, in UTF-8, with what keeps it one field and no formula.</summary>
internal readonly record struct ReadyText(ReadOnlyMemory<byte> Utf8);
