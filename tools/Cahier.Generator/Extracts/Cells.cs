using System.Globalization;
using Cahier.Generator.Sinks;

namespace Cahier.Generator.Extracts;

/// <summary>Takes rows of an entity cell by cell, and hands each whole row on; an empty cell is a missing fact.</summary>
internal sealed class Cells : IFactTable
{
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);
    private readonly string[] cells;
    private readonly Action<Cells> take;
    private int next;

    public Cells(ReadOnlySpan<string> columns, Action<Cells> take)
    {
        foreach (var column in columns)
        {
            places.Add(column, places.Count);
        }

        cells = new string[columns.Length];
        this.take = take;
    }

    public long Rows { get; private set; }

    public IReadOnlyList<string> Row => cells;

    public string this[string column] => cells[places[column]];

    public void Text(string? value) => cells[next++] = value ?? "";

    public void Key(char letter, long? number, int digits) => Text(number is { } n ? letter + n.ToString("D" + digits, CultureInfo.InvariantCulture) : null);

    public void Number(long? value) => Text(value?.ToString(CultureInfo.InvariantCulture));

    public void Decimal(long? unscaled, int decimals)
    {
        if (unscaled is not { } number)
        {
            Text(null);
            return;
        }

        var size = Math.Abs(number);
        Text(new decimal(unchecked((int)size), (int)(size >> 32), 0, number < 0, (byte)decimals).ToString(CultureInfo.InvariantCulture));
    }

    public void Money(Cents? amount) => Decimal(amount?.Value, 2);

    public void Date(DateOnly? date) => Text(date?.ToString("o", CultureInfo.InvariantCulture));

    public void Boolean(bool? value) => Text(value switch { true => "true", false => "false", null => null });

    public void EndRow()
    {
        if (next != cells.Length)
        {
            throw new InvalidOperationException($"A row of {next} fields in a table of {cells.Length} columns.");
        }

        next = 0;
        Rows++;
        take(this);
    }

    /// <summary>A cell as a date.</summary>
    public DateOnly DateOf(string column) => DateOnly.ParseExact(this[column], "o", CultureInfo.InvariantCulture);

    /// <summary>A cell as cents; nothing is zero.</summary>
    public long CentsOf(string column) => this[column].Length == 0 ? 0 : (long)(decimal.Parse(this[column], CultureInfo.InvariantCulture) * 100);

    /// <summary>A cell as a whole number.</summary>
    public long NumberOf(string column) => long.Parse(this[column], CultureInfo.InvariantCulture);
}
