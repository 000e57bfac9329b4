using System.Globalization;
using Cahier.Facts.Snapshots;

namespace Cahier.Facts.Columns;

/// <summary>
/// Keeps numbers at the smallest scale that holds them all: in 32 bits while they fit, then in 64, and as decimals from
/// the first that does not fit those.
/// </summary>
internal sealed class NumberColumnBuilder : ColumnBuilder<NumberText>
{
    private const int MostScale = 18;
    private const int NarrowMissing = int.MinValue;
    private const long Missing = long.MinValue;
    private const int AtOnce = 1 << 9;

    // From one to that of the largest number that is held.
    private static readonly long[] PowersOfTen = Powers();

    private NumberBlocks narrow = new(NarrowMissing);
    private Blocks<long>? wide;
    private List<decimal?>? exact;
    private int scale;
    private long largest;

    public override int Count => exact?.Count ?? wide?.Count ?? narrow.Count;

    public override string? Read(ReadOnlySpan<char> text) => NumberText.TryRead(text, out Last) ? null : NumberText.Explain(text);

    public override void AppendMissing()
    {
        if (exact is not null)
        {
            exact.Add(null);
        }
        else if (wide is not null)
        {
            wide.Add(Missing);
        }
        else
        {
            narrow.Add(NarrowMissing);
        }
    }

    public override void Append()
    {
        if (exact is null && Last.IsShort && TryAlign(out var value))
        {
            largest = Math.Max(largest, Math.Abs(value));
            Append(value);
            return;
        }

        exact ??= ToExact();
        exact.Add(Last.ToDecimal());
    }

    public override int Compare(int left, int right) => (IsMissing(left), IsMissing(right)) switch
    {
        (false, false) => exact is null ? Scaled(left).CompareTo(Scaled(right)) : exact[left]!.Value.CompareTo(exact[right]!.Value),
        var (l, r) => l.CompareTo(r),
    };

    /// <inheritdoc/>
    /// <remarks>Rows left out may have widened the scale; it is made as small as the rows kept allow, so that equal content is stored equally.</remarks>
    public override ColumnDraft Draft(RowOrder rows) => exact is not null ? ColumnDraft.Of(BuildExact(rows, Marks(rows))) : DraftScaled(rows, Marks(rows));

    public override void Clear()
    {
        narrow.Clear();
        wide = null;
        exact = null;
    }

    /// <summary>The column of whole numbers of a scale, 0 where missing: at the smallest scale that holds them all.</summary>
    public static NumberColumn OfScaled(long[] values, int scale, ulong[]? marks)
    {
        var builder = new NumberColumnBuilder { scale = scale };
        foreach (var value in values)
        {
            builder.Append(value);
        }

        return (NumberColumn)builder.DraftScaled(RowOrder.AsRead(values.Length), marks).ToColumn();
    }

    /// <summary>The column of numbers, 0 where missing: scaled when one scale holds them all.</summary>
    public static NumberColumn OfDecimals(decimal[] values, ulong[]? marks)
    {
        var again = new NumberColumnBuilder();
        foreach (var value in values)
        {
            var wasRead = NumberText.TryRead(value.ToString(CultureInfo.InvariantCulture), out again.Last);
            System.Diagnostics.Debug.Assert(wasRead, "what was read once can be read again");
            if (again.exact is null)
            {
                again.Append();
            }
        }

        return again.exact is null ? (NumberColumn)again.DraftScaled(RowOrder.AsRead(values.Length), marks).ToColumn() : new NumberColumn(values, marks);
    }

    /// <summary>By what whole numbers are multiplied to have some decimals more, when the largest still fits.</summary>
    public static bool TryFactor(int decimals, long largest, out long factor)
    {
        factor = PowersOfTen[decimals];
        return largest <= PowersOfTen[MostScale - decimals];
    }

    private void Append(long value)
    {
        if (wide is null && value is > NarrowMissing and <= int.MaxValue)
        {
            narrow.Add((int)value);
            return;
        }

        wide ??= ToWide(1);
        wide.Add(value);
    }

    private bool IsMissing(int row) => exact is not null ? exact[row] is null : wide is not null ? wide[row] == Missing : narrow[row] == NarrowMissing;

    private long Scaled(int row) => wide is not null ? wide[row] : narrow[row];

    /// <summary>The whole numbers of rows that stand from a place on, divided; 0 where missing.</summary>
    private void TakeScaled(RowOrder rows, int from, long divisor, Span<long> values)
    {
        if (wide is null)
        {
            Span<int> some = stackalloc int[AtOnce];
            for (var done = 0; done < values.Length; done += some.Length)
            {
                some = some[..Math.Min(some.Length, values.Length - done)];
                narrow.Take(rows, from + done, some);
                for (var i = 0; i < some.Length; i++)
                {
                    values[done + i] = some[i] == NarrowMissing ? 0 : some[i];
                }
            }
        }
        else
        {
            for (var i = 0; i < values.Length; i++)
            {
                var value = wide[rows[from + i]];
                values[i] = value == Missing ? 0 : value;
            }
        }

        for (var i = 0; divisor != 1 && i < values.Length; i++)
        {
            values[i] /= divisor;
        }
    }

    /// <summary>Marks the rows that are missing; null when none is.</summary>
    private ulong[]? Marks(RowOrder rows)
    {
        if (exact is null && wide is null)
        {
            return narrow.Marks(rows, NarrowMissing);
        }

        ulong[]? marks = null;
        for (var i = 0; i < rows.Count; i++)
        {
            if (IsMissing(rows[i]))
            {
                Bits.Set(ref marks, i, rows.Count);
            }
        }

        return marks;
    }

    private ColumnDraft DraftScaled(RowOrder rows, ulong[]? marks)
    {
        var any = InAnyOrder(rows);
        var divisor = PowersOfTen[scale - LeastScale(any)];
        var least = scale - LogOfTen(divisor);
        var (low, high) = (0L, 0L);
        void FillWide(int from, Span<long> values) => TakeScaled(rows, from, divisor, values);
        new ValueSource<long>(any.Count, (from, values) => TakeScaled(any, from, divisor, values)).GiveTo(values =>
        {
            foreach (var value in values)
            {
                low = Math.Min(low, value);
                high = Math.Max(high, value);
            }
        });

        void FillNarrow(int from, Span<int> values)
        {
            Span<long> some = stackalloc long[AtOnce];
            for (var done = 0; done < values.Length; done += some.Length)
            {
                some = some[..Math.Min(some.Length, values.Length - done)];
                FillWide(from + done, some);
                for (var i = 0; i < some.Length; i++)
                {
                    values[done + i] = (int)some[i];
                }
            }
        }

        return low >= int.MinValue && high <= int.MaxValue
            ? new ColumnDraft<int>(ColumnKind.NarrowNumber, marks, new ValueSource<int>(rows.Count, FillNarrow), values => new NumberColumn(values, least, marks)) { Head = to => to.AddNumbers(ColumnKind.NarrowNumber, least, low, high) }
            : new ColumnDraft<long>(ColumnKind.WideNumber, marks, new ValueSource<long>(rows.Count, FillWide), values => new NumberColumn(values, least, marks)) { Head = to => to.AddNumbers(ColumnKind.WideNumber, least, low, high) };
    }

    /// <summary>The smallest scale that holds the numbers of some rows.</summary>
    private int LeastScale(RowOrder rows)
    {
        var least = 0;
        var step = PowersOfTen[scale];
        Span<long> some = stackalloc long[AtOnce];
        for (var from = 0; from < rows.Count && least < scale; from += some.Length)
        {
            some = some[..Math.Min(some.Length, rows.Count - from)];
            TakeScaled(rows, from, 1, some);
            foreach (var value in some)
            {
                for (; least < scale && value % step != 0; step /= 10)
                {
                    least++;
                }
            }
        }

        return least;
    }

    private NumberColumn BuildExact(RowOrder rows, ulong[]? marks)
    {
        var values = new decimal[rows.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = exact![rows[i]] ?? 0;
        }

        return OfDecimals(values, marks);
    }

    private bool TryAlign(out long value)
    {
        value = 0;
        if (Last.Scale > scale && !TryWiden(Last.Scale))
        {
            return false;
        }

        if (!TryFactor(scale - Last.Scale, Math.Abs(Last.Mantissa), out var factor))
        {
            return false;
        }

        value = Last.Mantissa * factor;
        return true;
    }

    private bool TryWiden(int wider)
    {
        if (!TryFactor(wider - scale, largest, out var factor))
        {
            return false;
        }

        if (wide is null && largest * factor <= int.MaxValue)
        {
            var widened = new NumberBlocks(NarrowMissing);
            for (var i = 0; i < narrow.Count; i++)
            {
                widened.Add(narrow[i] == NarrowMissing ? NarrowMissing : (int)(narrow[i] * factor));
            }

            narrow = widened;
        }
        else if (wide is null)
        {
            wide = ToWide(factor);
        }
        else
        {
            for (var i = 0; i < wide.Count; i++)
            {
                wide[i] = wide[i] == Missing ? Missing : wide[i] * factor;
            }
        }

        largest *= factor;
        scale = wider;
        return true;
    }

    private Blocks<long> ToWide(long factor)
    {
        var values = new Blocks<long>();
        for (var i = 0; i < narrow.Count; i++)
        {
            values.Add(narrow[i] == NarrowMissing ? Missing : narrow[i] * factor);
        }

        narrow.Clear();
        return values;
    }

    private List<decimal?> ToExact()
    {
        var values = new List<decimal?>(Count + 1);
        for (var i = 0; i < Count; i++)
        {
            values.Add(IsMissing(i) ? null : NumberColumn.ToDecimal(Scaled(i), scale));
        }

        narrow.Clear();
        wide = null;
        return values;
    }

    private static int LogOfTen(long power)
    {
        var log = 0;
        for (; power > 1; power /= 10)
        {
            log++;
        }

        return log;
    }

    private static long[] Powers()
    {
        var powers = new long[MostScale + 1];
        powers[0] = 1;
        for (var power = 1; power < powers.Length; power++)
        {
            powers[power] = powers[power - 1] * 10;
        }

        return powers;
    }
}
