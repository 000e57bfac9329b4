using System.Globalization;

namespace Cahier.Facts.Columns;

/// <summary>Keeps numbers at the smallest scale that holds them all, and as decimals from the first that does not fit.</summary>
internal sealed class NumberColumnBuilder : ColumnBuilder
{
    private const int MostScale = 18;
    private const long MostScaled = 1_000_000_000_000_000_000;

    private readonly List<long> scaled = [];
    private readonly List<bool> missing = [];
    private List<decimal>? exact;
    private int scale;
    private long largest;
    private NumberText read;

    public override int Count => missing.Count;

    public override string? Read(ReadOnlySpan<char> text) => NumberText.TryRead(text, out read) ? null : NumberText.Explain(text);

    public override void AppendMissing()
    {
        missing.Add(true);
        if (exact is null)
        {
            scaled.Add(0);
        }
        else
        {
            exact.Add(0);
        }
    }

    public override void Append()
    {
        missing.Add(false);
        if (exact is null && read.IsShort && TryAlign(out var value))
        {
            scaled.Add(value);
            largest = Math.Max(largest, Math.Abs(value));
            return;
        }

        exact ??= [.. scaled.Select(s => NumberColumn.ToDecimal(s, scale))];
        exact.Add(read.ToDecimal());
    }

    public override int Compare(int left, int right) => (missing[left], missing[right]) switch
    {
        (false, false) => exact is null ? scaled[left].CompareTo(scaled[right]) : exact[left].CompareTo(exact[right]),
        var (l, r) => l.CompareTo(r),
    };

    /// <inheritdoc/>
    /// <remarks>Rows left out may have widened the scale; it is made as small as the rows kept allow, so that equal content is stored equally.</remarks>
    public override Column Build(ReadOnlySpan<int> rows)
    {
        ulong[]? marks = null;
        for (var i = 0; i < rows.Length; i++)
        {
            if (missing[rows[i]])
            {
                Bits.Set(ref marks, i, rows.Length);
            }
        }

        if (exact is not null)
        {
            return BuildExact(rows, marks);
        }

        var values = new long[rows.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = scaled[rows[i]];
        }

        var least = scale;
        while (least > 0 && Array.TrueForAll(values, v => v % 10 == 0))
        {
            least--;
            for (var i = 0; i < values.Length; i++)
            {
                values[i] /= 10;
            }
        }

        return new NumberColumn(values, least, marks);
    }

    private Column BuildExact(ReadOnlySpan<int> rows, ulong[]? marks)
    {
        var values = new decimal[rows.Length];
        var again = new NumberColumnBuilder();
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = exact![rows[i]];
            var wasRead = NumberText.TryRead(values[i].ToString(CultureInfo.InvariantCulture), out again.read);
            System.Diagnostics.Debug.Assert(wasRead, "what was read once can be read again");
            if (again.exact is null)
            {
                again.Append();
            }
        }

        return again.exact is null ? new NumberColumn([.. again.scaled], again.scale, marks) : new NumberColumn(values, marks);
    }

    private bool TryAlign(out long value)
    {
        value = 0;
        if (read.Scale > scale && !TryWiden(read.Scale))
        {
            return false;
        }

        var factor = PowerOfTen(scale - read.Scale);
        if (Math.Abs(read.Mantissa) > MostScaled / factor)
        {
            return false;
        }

        value = read.Mantissa * factor;
        return true;
    }

    private bool TryWiden(int wider)
    {
        var factor = PowerOfTen(wider - scale);
        if (largest > MostScaled / factor)
        {
            return false;
        }

        for (var i = 0; i < scaled.Count; i++)
        {
            scaled[i] *= factor;
        }

        largest *= factor;
        scale = wider;
        return true;
    }

    private static long PowerOfTen(int power)
    {
        System.Diagnostics.Debug.Assert(power is >= 0 and <= MostScale, "scales go from 0 to 18");
        var result = 1L;
        for (var i = 0; i < power; i++)
        {
            result *= 10;
        }

        return result;
    }
}
