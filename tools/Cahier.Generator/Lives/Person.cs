namespace Cahier.Generator.Lives;

/// <summary>Who a beneficiary is at the first day of the period.</summary>
/// <param name="Number">From 1.</param>
/// <param name="District">Its place, from 0, as is the commune's.</param>
internal readonly record struct Person(
    long Number,
    DateOnly Birth,
    int Age,
    bool Female,
    int District,
    int? Commune,
    bool ComplementaryCover,
    bool StateAid,
    bool? NursingHome);
