namespace Cahier.Generator.Lives;

/// <summary>Who a beneficiary is at the first day of the period.</summary>
internal readonly record struct Person(
    long Number,
    DateOnly Birth,
    int Age,
    bool Female,
    int District,
    int? Commune,
    bool ComplementaryCover,
    bool StateAid,
    bool? NursingHome)
{
    /// <summary>The first number is 1; tables by number start from 0.</summary>
    public long Index => Number - 1;
}
