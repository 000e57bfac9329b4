namespace Cahier.Generator.Sinks;

/// <summary>An amount in euro cents; the default is zero.</summary>
public readonly record struct Cents(long Value)
{
    public static Cents operator +(Cents left, Cents right) => new(left.Value + right.Value);

    public static Cents operator *(Cents amount, long times) => new(amount.Value * times);

    /// <summary>A share of the amount in thousandths, rounded down to the cent.</summary>
    public Cents PerThousand(int share) => new(Value * share / 1_000);
}
