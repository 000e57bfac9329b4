namespace Cahier.Generator.Drawing;

/// <summary>
/// A stream of draws that depends only on the seed, one subject's number and the room: SplitMix64 over a counter
/// (Steele, Lea and Flood, 2014). A mutable struct: pass it by reference.
/// </summary>
internal struct Draw
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private ulong state;

    public Draw(int seed, long subject, Room room)
    {
        unchecked
        {
            state = Mix(Mix((uint)seed + ((ulong)room << 32)) + ((ulong)subject * Golden));
        }
    }

    /// <summary>A whole number from 0 to <paramref name="count"/> − 1. The bias, below 2⁻³², is of no matter here.</summary>
    public int Below(int count) => (int)Math.BigMul(Next(), (ulong)count, out _);

    /// <summary>A whole number from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public int Between(int low, int high) => low + Below(high - low + 1);

    public int Between((int Low, int High) range) => Between(range.Low, range.High);

    public bool PerCent(int odds) => Below(100) < odds;

    public bool PerThousand(int odds) => Below(1_000) < odds;

    public bool PerTenThousand(int odds) => Below(10_000) < odds;

    public T Pick<T>(Weighted<T> choices) => choices.At(Below(choices.Total));

    private ulong Next()
    {
        unchecked
        {
            state += Golden;
            return Mix(state);
        }
    }

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
