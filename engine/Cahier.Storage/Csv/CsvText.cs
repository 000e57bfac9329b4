using System.Globalization;
using System.Text;
using Cahier.Facts.Snapshots;
using Sylvan.Data.Csv;

namespace Cahier.Storage.Csv;

/// <summary>What is done with the rows of a CSV file.</summary>
internal interface ICsvTaker
{
    /// <summary>Takes the first line; says whether the rows are wanted.</summary>
    bool Begin(CsvDataReader reader, IReadOnlyList<string> header);

    /// <summary>Takes a row, which the reader holds until the next.</summary>
    void Take(int line);

    /// <summary>Takes a line that has not the fields of the header.</summary>
    void TakeMalformed(int line, string reason, ReadOnlySpan<char> text);
}

/// <summary>Reads the text of one CSV file: UTF-8 with or without byte order mark, quoted as in RFC 4180.</summary>
internal sealed class CsvText(string path, char separator, CancellationToken cancellation)
{
    private const int BufferSize = 1 << 16;

    // A row has at most four million characters: one past it is stopped, whatever its size.
    private const int MostBuffer = 1 << 22;
    private const int LookUpEvery = 50_000;

    private int line = 1;

    /// <summary>Gives the rows away. Gives the problem that stopped it, if any.</summary>
    public LoadProblem? ReadTo(ICsvTaker taker)
    {
        try
        {
            using var text = new StreamReader(path, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true, BufferSize);
            using var reader = CsvDataReader.Create(text, new CsvDataReaderOptions
            {
                HasHeaders = false,
                Delimiter = separator,
                CsvStyle = CsvStyle.Standard,
                BufferSize = BufferSize,
                MaxBufferSize = MostBuffer,
                // Lines that begin with # are rows. No text holds this character.
                Comment = '\uFFFF',
                CommentHandler = (Action<string>)(_ => throw new InvalidDataException()),
            });
            ReadRows(reader, taker);
            return null;
        }
        catch (CsvRecordTooLargeException)
        {
            return new LoadProblem(path, line, "the row that begins here is longer than four million characters", "close the quote that is open, or shorten the field");
        }
        catch (CsvInvalidCharacterException problem)
        {
            return problem.Message.Contains("end of the input", StringComparison.Ordinal)
                ? new LoadProblem(path, line, "a quote is opened in the row that begins here and never closed", "close it; inside a quoted field write \"\" for one quote")
                : new LoadProblem(path, line, "text stands after a closing quote in the row that begins here", "quote the whole field, and inside it write \"\" for one quote");
        }
        catch (DecoderFallbackException)
        {
            return new LoadProblem(path, Utf8Check.FirstBadLine(path), "the file is not UTF-8 text", "save it as UTF-8");
        }
        catch (InvalidDataException)
        {
            return new LoadProblem(path, line, "a row after this begins with a character that no text holds", "save the file as UTF-8 text");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new LoadProblem(path, 0, "the file cannot be read", problem.Message);
        }
    }

    private void ReadRows(CsvDataReader reader, ICsvTaker taker)
    {
        if (!taker.Begin(reader, reader.Read() ? FieldsOf(reader) : []))
        {
            return;
        }

        var width = reader.RowFieldCount;
        line += LinesOf(reader);
        for (var rows = 1; reader.Read(); rows++)
        {
            var count = reader.RowFieldCount;
            if (count == width && !(count == 1 && reader.GetFieldSpan(0).IsEmpty))
            {
                taker.Take(line);
            }
            else if (count > 1 || !reader.GetFieldSpan(0).IsWhiteSpace())
            {
                taker.TakeMalformed(line, string.Create(CultureInfo.InvariantCulture, $"the row has {count} fields, the header {width}: {Remedy()}"), reader.GetRawRecordSpan().TrimEnd("\r\n"));
            }

            line += LinesOf(reader);
            if (rows % LookUpEvery == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }
        }
    }

    private string Remedy() => separator == ','
        ? "add or remove commas, or quote the field that holds one"
        : $"add or remove signs ‘{separator}’, or quote the field that holds one";

    private static List<string> FieldsOf(CsvDataReader reader) =>
        [.. Enumerable.Range(0, reader.RowFieldCount).Select(i => reader.GetFieldSpan(i).ToString())];

    private static int LinesOf(CsvDataReader reader)
    {
        var raw = reader.GetRawRecordSpan();
        var lines = raw.Count('\n');
        return lines > 0 ? lines : raw.Count('\r');
    }
}
