using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Cahier.Calculation.Masks;

/// <summary>
/// A number of each unit of a block as a whole multiple of a power of ten, or a number of days. Its bounds hold for
/// every unit of the snapshot, so that arithmetic is proved once not to overflow and then goes on without looking.
/// </summary>
internal abstract class Quantity(int slot, int scale, Int128 low, Int128 high, bool mayBeMissing)
{
    /// <summary>The most decimals that a decimal holds: beyond, the interpreter would round.</summary>
    public const int MostScale = 28;

    protected int Slot => slot;

    /// <summary>How many decimals the whole numbers have.</summary>
    public int Scale => scale;

    /// <summary>No unit has less.</summary>
    public Int128 Low => low;

    /// <summary>No unit has more.</summary>
    public Int128 High => high;

    public bool MayBeMissing => mayBeMissing;

    /// <summary>Whether each number has as many decimals as the interpreter finds, zeros at the end included; comparing asks for the value alone.</summary>
    public virtual bool KeepsDecimals => true;

    /// <summary>How many decimals each number has at least, as the interpreter finds it.</summary>
    public virtual int FewestDecimals => KeepsDecimals ? Scale : 0;

    /// <summary>The numbers; any where missing.</summary>
    public virtual ReadOnlySpan<long> Values(MaskBlock block)
    {
        var values = block.Numbers(Slot, out var isReady);
        if (!isReady)
        {
            Fill(block, values);
        }

        return values;
    }

    /// <summary>The numbers where they are at hand one after the other in 32 bits; otherwise empty.</summary>
    public virtual ReadOnlySpan<int> NarrowValues(MaskBlock block) => default;

    /// <summary>Marks for the units that have none; asked only when <see cref="MayBeMissing"/>.</summary>
    public ReadOnlySpan<ulong> Missing(MaskBlock block)
    {
        var marks = block.Marks(Slot, out var isReady);
        if (!isReady)
        {
            MarkMissing(block, marks);
        }

        return marks;
    }

    /// <summary>Whether numbers from one to another fit 64 bits, at a scale that decimals hold.</summary>
    public static bool Fits(Int128 low, Int128 high, int scale) => low >= long.MinValue && high <= long.MaxValue && scale <= MostScale;

    protected static void Widen(ReadOnlySpan<int> narrow, Span<long> values)
    {
        ref var from = ref MemoryMarshal.GetReference(narrow);
        ref var to = ref MemoryMarshal.GetReference(values);
        var i = 0;
        for (; i <= narrow.Length - Vector256<int>.Count; i += Vector256<int>.Count)
        {
            var (low, high) = Vector256.Widen(Vector256.LoadUnsafe(ref from, (nuint)i));
            low.StoreUnsafe(ref to, (nuint)i);
            high.StoreUnsafe(ref to, (nuint)(i + Vector256<long>.Count));
        }

        for (; i < narrow.Length; i++)
        {
            values[i] = narrow[i];
        }
    }

    protected abstract void Fill(MaskBlock block, Span<long> values);

    protected abstract void MarkMissing(MaskBlock block, Span<ulong> marks);
}
