namespace Cahier.Generator;

/// <summary>What population to invent. Two equal options give the same bytes.</summary>
public sealed record PopulationOptions
{
    /// <summary>The largest population that keeps every identifier distinct.</summary>
    public const int MostBeneficiaries = 99_999_999;

    /// <param name="beneficiaries">How many people, 1 to <see cref="MostBeneficiaries"/>.</param>
    /// <param name="seed">Any number; another seed gives other people.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of people is outside its bounds.</exception>
    public PopulationOptions(int beneficiaries, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(beneficiaries, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(beneficiaries, MostBeneficiaries);
        Beneficiaries = beneficiaries;
        Seed = seed;
    }

    public int Beneficiaries { get; }

    public int Seed { get; }

    /// <summary>The first calendar year of care, 2000 to 2100. Earlier operations may fall before it.</summary>
    public int FirstYear
    {
        get;
        init => field = value is >= 2000 and <= 2100 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The first year is from 2000 to 2100.");
    } = 2019;

    /// <summary>The number of calendar years of care, 1 to 10.</summary>
    public int Years
    {
        get;
        init => field = value is >= 1 and <= 10 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The number of years is from 1 to 10.");
    } = 3;

    /// <summary>Mean number of ordinary town acts a person, over all the years, 0 to 200; surgery adds its own.</summary>
    public int ActsPerBeneficiary
    {
        get;
        init => field = value is >= 0 and <= 200 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The mean number of acts is from 0 to 200.");
    } = 20;

    /// <summary>Whether people and places are added of whom it is known what they are paid; see <see cref="Article51Population.Planted"/>.</summary>
    public bool Plants { get; init; }

    internal DateOnly FirstDay => new(FirstYear, 1, 1);

    internal DateOnly LastDay => new(FirstYear + Years - 1, 12, 31);

    internal int Days => LastDay.DayNumber - FirstDay.DayNumber + 1;
}
