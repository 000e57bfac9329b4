using System.Buffers.Text;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Cahier.Calculation.Output;
using Cahier.Feel.Values;
using Cahier.Generator.Sinks;
using Cahier.Storage.Stores;

namespace Cahier.Cli.Commands;

/// <summary>Lets the generator write straight into a store, in one transaction.</summary>
internal sealed class StoreFactSink(FactStore store) : IFactSink
{
    private readonly FactWriter writer = store.BeginLoad();
    private readonly SortedDictionary<string, StoreFactTable> tables = new(StringComparer.Ordinal);

    public IFactTable Table(string entity, ReadOnlySpan<string> columns)
    {
        var table = new StoreFactTable(writer.Table(entity, columns));
        tables.Add(entity, table);
        return table;
    }

    /// <inheritdoc/>
    /// <remarks>Equal options give equal facts, so the statement and the numbers of rows say by what these facts are known.</remarks>
    public void Complete(string statement)
    {
        var text = new StringBuilder($"{EngineVersion.Current}\n{statement}\n");
        foreach (var (entity, table) in tables)
        {
            text.Append(CultureInfo.InvariantCulture, $"{entity}: {table.Rows}\n");
        }

        writer.Complete(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()))), statement, [], ImmutableDictionary<string, long>.Empty);
    }

    public void Dispose() => writer.Dispose();

    private sealed class StoreFactTable(FactTableWriter rows) : IFactTable
    {
        private const int LongestNumber = 32;

        public long Rows => rows.Rows;

        public void Text(string? value)
        {
            if (value is null)
            {
                rows.Missing();
            }
            else
            {
                rows.Text(value.AsSpan());
            }
        }

        public void Key(char letter, long? number, int digits)
        {
            if (number is not { } known)
            {
                rows.Missing();
                return;
            }

            Span<byte> text = stackalloc byte[LongestNumber];
            text[0] = (byte)letter;
            Utf8Formatter.TryFormat(known, text[1..], out var written, new System.Buffers.StandardFormat('D', (byte)digits));
            rows.Text(text[..(written + 1)]);
        }

        public void Number(long? value)
        {
            if (value is { } number)
            {
                rows.Number(number);
            }
            else
            {
                rows.Missing();
            }
        }

        public void Decimal(long? unscaled, int decimals)
        {
            if (unscaled is { } number)
            {
                var magnitude = (ulong)Math.Abs(number);
                rows.Number(new decimal(unchecked((int)magnitude), (int)(magnitude >> 32), 0, number < 0, (byte)decimals));
            }
            else
            {
                rows.Missing();
            }
        }

        public void Money(Cents? amount) => Decimal(amount?.Value, 2);

        public void Date(DateOnly? date)
        {
            if (date is { } day)
            {
                rows.Date(new Date(day.DayNumber - new DateOnly(1970, 1, 1).DayNumber));
            }
            else
            {
                rows.Missing();
            }
        }

        public void Boolean(bool? value)
        {
            if (value is { } known)
            {
                rows.Boolean(known);
            }
            else
            {
                rows.Missing();
            }
        }

        public void EndRow() => rows.EndRow();
    }
}
