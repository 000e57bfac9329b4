using System.Runtime.InteropServices;
using Cahier.Calculation.Results;
using Cahier.Facts.Columns;
using Cahier.Feel.Values;

namespace Cahier.Calculation.Kept;

/// <summary>Known values of one kind, one after the other. Numbers come back digit for digit, the zeros at their end too.</summary>
internal abstract class KeptValues
{
    /// <summary>Gives a value to a slot of a column.</summary>
    public abstract void Take(int value, ResultColumn to, int slot);

    /// <summary>Writes the values of some units, all of them known.</summary>
    public static void Write(BinaryWriter to, ResultColumn column, ReadOnlySpan<int> units)
    {
        switch (column)
        {
            case BooleanResults booleans:
                to.Write(ToArray(units, unit => booleans.Read(unit)!.Value ? (byte)1 : (byte)0));
                break;
            case DateResults dates:
                to.Write(Bytes(ToArray(units, unit => dates.Read(unit)!.Value.EpochDay)));
                break;
            case TextResults texts:
                KeptTexts.Write(to, ToArray(units, unit => texts.Read(unit)!));
                break;
            default:
                KeptNumbers.Write(to, ToArray(units, unit => ((NumberResults)column).Read(unit)!.Value));
                break;
        }
    }

    /// <summary>Reads values of the kind that <paramref name="column"/> holds.</summary>
    public static KeptValues Read(BinaryReader from, ResultColumn column, int count) => column switch
    {
        BooleanResults => new KeptBooleans(from.ReadBytes(count)),
        DateResults => new KeptDates(ReadAll<long>(from, count)),
        TextResults => KeptTexts.Read(from, count),
        _ => KeptNumbers.Read(from, count),
    };

    protected static ReadOnlySpan<byte> Bytes<T>(T[] values)
        where T : unmanaged => MemoryMarshal.AsBytes(values.AsSpan());

    protected static T[] ReadAll<T>(BinaryReader from, int count)
        where T : unmanaged
    {
        var values = new T[count];
        from.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    private static T[] ToArray<T>(ReadOnlySpan<int> units, Func<int, T> value)
    {
        var values = new T[units.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = value(units[i]);
        }

        return values;
    }
}

internal sealed class KeptBooleans(byte[] values) : KeptValues
{
    public override void Take(int value, ResultColumn to, int slot) => ((BooleanResults)to).SetAt(slot, values[value] != 0);
}

internal sealed class KeptDates(long[] days) : KeptValues
{
    public override void Take(int value, ResultColumn to, int slot) => ((DateResults)to).SetAt(slot, new Date(days[value]));
}

internal sealed class KeptTexts(string[] texts, int[] codes) : KeptValues
{
    public static void Write(BinaryWriter to, string[] values)
    {
        var texts = new Dictionary<string, int>(StringComparer.Ordinal);
        var codes = new int[values.Length];
        for (var i = 0; i < codes.Length; i++)
        {
            if (!texts.TryGetValue(values[i], out codes[i]))
            {
                texts[values[i]] = codes[i] = texts.Count;
            }
        }

        to.Write(texts.Count);
        foreach (var text in texts.Keys)
        {
            to.Write(text);
        }

        to.Write(Bytes(codes));
    }

    public static KeptTexts Read(BinaryReader from, int count)
    {
        var texts = new string[from.ReadInt32()];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = from.ReadString();
        }

        return new KeptTexts(texts, ReadAll<int>(from, count));
    }

    public override void Take(int value, ResultColumn to, int slot) => ((TextResults)to).SetAt(slot, texts[codes[value]]);
}

/// <summary>Numbers as whole multiples of a power of ten, as few bytes each as all of them need.</summary>
internal sealed class KeptNumbers : KeptValues
{
    private const int AnyScale = -1;
    private const byte Short = 4;
    private const byte Long = 8;
    private const byte Whole = 16;

    private readonly int[] shorts;
    private readonly long[] longs;
    private readonly decimal[] whole;
    private readonly byte[] scales;
    private readonly int scale;

    private KeptNumbers(BinaryReader from, int count)
    {
        var width = from.ReadByte();
        scale = from.ReadInt32();
        shorts = ReadAll<int>(from, width == Short ? count : 0);
        longs = ReadAll<long>(from, width == Long ? count : 0);
        whole = ReadAll<decimal>(from, width == Whole ? count : 0);
        scales = from.ReadBytes(width != Whole && scale == AnyScale ? count : 0);
    }

    public static KeptNumbers Read(BinaryReader from, int count) => new(from, count);

    public static void Write(BinaryWriter to, decimal[] values)
    {
        var (scaled, scales) = (new long[values.Length], new byte[values.Length]);
        var width = Short;
        for (var i = 0; i < values.Length && width != Whole; i++)
        {
            scales[i] = values[i].Scale;
            width = !TryScale(values[i], out scaled[i]) ? Whole : scaled[i] is < int.MinValue or > int.MaxValue ? Long : width;
        }

        var isOneScale = width != Whole && !scales.AsSpan().ContainsAnyExcept(scales.FirstOrDefault());
        to.Write(width);
        to.Write(isOneScale ? scales.FirstOrDefault() : AnyScale);
        to.Write(width switch { Short => Bytes(Array.ConvertAll(scaled, s => (int)s)), Long => Bytes(scaled), _ => Bytes(values) });
        to.Write(width == Whole || isOneScale ? [] : scales);
    }

    public override void Take(int value, ResultColumn to, int slot) => ((NumberResults)to).SetAt(slot, Read(value));

    private decimal Read(int value)
    {
        if (whole.Length > 0)
        {
            return whole[value];
        }

        return NumberColumn.ToDecimal(longs.Length > 0 ? longs[value] : shorts[value], scale == AnyScale ? scales[value] : scale);
    }

    // A zero may have a sign, which a whole number has not.
    private static bool TryScale(decimal value, out long scaled) => Numbers.TryToScaled(value, out scaled) && (scaled != 0 || !decimal.IsNegative(value));
}
