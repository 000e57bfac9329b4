using System.Globalization;
using System.Text;
using Cahier.Facts.Models;
using Cahier.Facts.Snapshots;
using Sylvan.Data.Csv;

namespace Cahier.Storage.Csv;

/// <summary>Reads one CSV file: UTF-8 with or without byte order mark, separated by commas, quoted as in RFC 4180.</summary>
internal sealed class CsvFile(string path, Entity entity, IProgress<(string Entity, long Rows)>? progress, CancellationToken cancellation)
{
    private const int BufferSize = 1 << 16;

    // A row has at most four million characters: one past it is stopped, whatever its size.
    private const int MostBuffer = 1 << 22;
    private const int ProgressStep = 50_000;

    private int line = 1;

    /// <summary>Gives the rows to the builder. Gives the problem that stopped it, if any; those of the header stand in the builder.</summary>
    public LoadProblem? ReadInto(SnapshotBuilder builder)
    {
        try
        {
            using var text = new StreamReader(path, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true, BufferSize);
            using var reader = CsvDataReader.Create(text, new CsvDataReaderOptions
            {
                HasHeaders = false,
                Delimiter = ',',
                CsvStyle = CsvStyle.Standard,
                BufferSize = BufferSize,
                MaxBufferSize = MostBuffer,
                // Lines that begin with # are rows. No text holds this character.
                Comment = '\uFFFF',
                CommentHandler = (Action<string>)(_ => throw new InvalidDataException()),
            });
            ReadRows(reader, builder);
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

    private void ReadRows(CsvDataReader reader, SnapshotBuilder builder)
    {
        var loader = builder.Begin(entity.Name, reader.Read() ? FieldsOf(reader) : [], path);
        if (loader is null)
        {
            return;
        }

        var width = reader.RowFieldCount;
        var row = new Row(reader);
        line += LinesOf(reader);
        while (reader.Read())
        {
            var count = reader.RowFieldCount;
            if (count == width && !(count == 1 && reader.GetFieldSpan(0).IsEmpty))
            {
                loader.Append(row, line);
            }
            else if (count > 1 || !reader.GetFieldSpan(0).IsWhiteSpace())
            {
                loader.RejectMalformed(line, string.Create(CultureInfo.InvariantCulture, $"the row has {count} fields, the header {width}: add or remove commas, or quote the field that holds one"), reader.GetRawRecordSpan().TrimEnd("\r\n"));
            }

            line += LinesOf(reader);
            if (loader.Given % ProgressStep == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                progress?.Report((entity.Name, loader.Given));
            }
        }

        progress?.Report((entity.Name, loader.Given));
    }

    private static List<string> FieldsOf(CsvDataReader reader) =>
        [.. Enumerable.Range(0, reader.RowFieldCount).Select(i => reader.GetFieldSpan(i).ToString())];

    private static int LinesOf(CsvDataReader reader)
    {
        var raw = reader.GetRawRecordSpan();
        var lines = raw.Count('\n');
        return lines > 0 ? lines : raw.Count('\r');
    }

    private readonly struct Row(CsvDataReader reader) : IRawRow
    {
        public ReadOnlySpan<char> this[int column] => reader.GetFieldSpan(column);
    }
}
