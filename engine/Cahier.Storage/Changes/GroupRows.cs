using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Cahier.Facts.Snapshots;
using Cahier.Storage.Databases;

namespace Cahier.Storage.Changes;

/// <summary>The rows of a group as one text, a JSON list of lists of texts, each in the form in which the store keeps it. For one thread.</summary>
internal sealed class GroupRows : IFactRowWriter
{
    // Names with accents stay as they are: nothing here is put into a page.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> bytes = new();
    private readonly Utf8JsonWriter json;
    private bool isInRow;

    public GroupRows()
    {
        json = new Utf8JsonWriter(bytes, Options);
        json.WriteStartArray();
    }

    /// <inheritdoc/>
    public long Rows { get; private set; }

    /// <summary>The rows since the last time, as UTF-8.</summary>
    public byte[] Take()
    {
        json.WriteEndArray();
        json.Flush();
        var taken = bytes.WrittenSpan.ToArray();
        bytes.ResetWrittenCount();
        json.Reset();
        json.WriteStartArray();
        return taken;
    }

    /// <summary>Reads the rows of a group.</summary>
    /// <exception cref="InvalidDataException">The text is none of a group, or a row has another number of columns.</exception>
    public static ImmutableArray<string[]> Read(string text, int columns)
    {
        try
        {
            var rows = JsonSerializer.Deserialize<string?[][]>(text) ?? [];
            return rows.All(r => r?.Length == columns) ? [.. rows.Select(r => Array.ConvertAll(r, value => value ?? ""))] : throw new InvalidDataException("a row that changed has other columns");
        }
        catch (JsonException problem)
        {
            throw new InvalidDataException("rows that changed cannot be read", problem);
        }
    }

    public void Null() => Value().WriteNullValue();

    public void Text(string? text) => Value().WriteStringValue(text);

    public void Text(ReadOnlySpan<char> text) => Value().WriteStringValue(text);

    public void Utf8(ReadOnlySpan<byte> text) => Value().WriteStringValue(text);

    public void Number(decimal? value) => Text(value?.ToString(CultureInfo.InvariantCulture));

    public void Number(long value) => Text(value.ToString(CultureInfo.InvariantCulture));

    public void Integer(long value) => Number(value);

    public void Date(int year, int month, int day) => Text(string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{month:00}-{day:00}"));

    public void Boolean(bool value) => Text(value ? "true" : "false");

    public void EndRow()
    {
        json.WriteEndArray();
        isInRow = false;
        Rows++;
    }

    public void Complete()
    {
    }

    public void Dispose() => json.Dispose();

    private Utf8JsonWriter Value()
    {
        if (!isInRow)
        {
            json.WriteStartArray();
            isInRow = true;
        }

        return json;
    }
}

/// <summary>Some texts of a row, in the order of a patch.</summary>
internal readonly struct PickedRow(string[] texts, ImmutableArray<int> places) : IRawRow
{
    public ReadOnlySpan<char> this[int column] => texts[places[column]];
}
