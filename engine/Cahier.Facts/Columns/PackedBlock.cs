namespace Cahier.Facts.Columns;

/// <summary>Some whole numbers in as few bytes as their differences need; none at all where they are alike, or count up one by one.</summary>
internal readonly struct PackedBlock
{
    private readonly byte[]? bytes;
    private readonly ushort[]? shorts;
    private readonly int[]? whole;
    private readonly int low;

    // What is added for each place: 1 where the numbers count up, else 0.
    private readonly int step;

    private PackedBlock(int low, int step) => (this.low, this.step) = (low, step);

    private PackedBlock(byte[] bytes, int low) => (this.bytes, this.low) = (bytes, low);

    private PackedBlock(ushort[] shorts, int low) => (this.shorts, this.low) = (shorts, low);

    private PackedBlock(int[] whole) => this.whole = whole;

    /// <summary>Packs numbers.</summary>
    /// <param name="values">The numbers, one at least.</param>
    /// <param name="missing">One that may be far from the others; the highest packed number stands for it.</param>
    public static PackedBlock Of(ReadOnlySpan<int> values, int missing)
    {
        var (low, high, isAlike, isCounting) = (int.MaxValue, int.MinValue, true, true);
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i];
            if (value != missing)
            {
                low = Math.Min(low, value);
                high = Math.Max(high, value);
            }

            isAlike &= value == values[0];
            isCounting &= value - (long)i == values[0];
        }

        if (isAlike || isCounting)
        {
            return new PackedBlock(values[0], isAlike ? 0 : 1);
        }

        return ((long)high - low) switch
        {
            < byte.MaxValue => new PackedBlock(Bytes(values, low, missing), low),
            < ushort.MaxValue => new PackedBlock(Shorts(values, low, missing), low),
            _ => new PackedBlock(values.ToArray()),
        };
    }

    public int Read(int place, int missing)
    {
        if (bytes is not null)
        {
            return bytes[place] is var small && small == byte.MaxValue ? missing : low + small;
        }

        if (shorts is not null)
        {
            return shorts[place] is var medium && medium == ushort.MaxValue ? missing : low + medium;
        }

        return whole is not null ? whole[place] : low + (step * place);
    }

    /// <summary>Reads the numbers from a place on.</summary>
    public void CopyTo(int place, Span<int> values, int missing)
    {
        if (bytes is not null)
        {
            Unpack(bytes.AsSpan(place, values.Length), values, missing);
        }
        else if (shorts is not null)
        {
            Unpack(shorts.AsSpan(place, values.Length), values, missing);
        }
        else if (whole is not null)
        {
            whole.AsSpan(place, values.Length).CopyTo(values);
        }
        else
        {
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = unchecked(low + (step * (place + i)));
            }
        }
    }

    private void Unpack(ReadOnlySpan<byte> packed, Span<int> values, int missing)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = packed[i] == byte.MaxValue ? missing : unchecked(low + packed[i]);
        }
    }

    private void Unpack(ReadOnlySpan<ushort> packed, Span<int> values, int missing)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = packed[i] == ushort.MaxValue ? missing : unchecked(low + packed[i]);
        }
    }

    private static byte[] Bytes(ReadOnlySpan<int> values, int low, int missing)
    {
        var packed = new byte[values.Length];
        for (var i = 0; i < packed.Length; i++)
        {
            packed[i] = values[i] == missing ? byte.MaxValue : (byte)(values[i] - low);
        }

        return packed;
    }

    private static ushort[] Shorts(ReadOnlySpan<int> values, int low, int missing)
    {
        var packed = new ushort[values.Length];
        for (var i = 0; i < packed.Length; i++)
        {
            packed[i] = values[i] == missing ? ushort.MaxValue : (ushort)(values[i] - low);
        }

        return packed;
    }
}
