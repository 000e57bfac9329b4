namespace Cahier.Generator.Rooms;

/// <summary>
/// In every 4 000 people the first few numbers are set aside: each has one operation of the bundled payment with one thing
/// out of the ordinary, so that every rule meets cases on both sides however small the population.
/// </summary>
internal static class SetAside
{
    private const int Every = 4_000;

    private static readonly Course[] Common =
    [
        new(),
        new() { EntryMode = "transfer" },
        new() { EntryMode = "mutation" },
        new() { Emergency = true },
        new() { Death = true },
        new() { Palliative = true },
        new() { EarlierDays = 200 },
        new() { EarlierDays = 366 },
        new() { EarlierDays = 365 },
        new() { NoDiagnosis = true },
        new() { Readmission = true },
    ];

    private static readonly SetAsideCase[] Cases =
    [
        .. Common.Select(course => new SetAsideCase(Operations.Hip, course)),
        .. Common.Select(course => new SetAsideCase(Operations.Knee, course)),
        .. Common.Select(course => new SetAsideCase(Operations.Colon, course)),
        new(Operations.Hip, new() { Revision = true }),
        new(Operations.Knee, new() { Revision = true }),
        new(Operations.Colon, new() { OtherDiagnosis = true }),
        new(Operations.Colon, new() { Total = true }),
        new(Operations.HipAfterTrauma, new() { Emergency = true }),
    ];

    /// <summary>The case of a person set aside; <c>null</c> for nearly all.</summary>
    public static SetAsideCase? For(long number) =>
        (number - 1) % Every is var place && place < Cases.Length ? Cases[place] : null;

    /// <summary>The year of the operation, from 0: those set aside first are operated in the first year, the next in the second.</summary>
    public static int YearOf(long number, int years) => (int)((number - 1) / Every % years);
}

/// <summary>An operation and its course, both given.</summary>
internal sealed record SetAsideCase(Operation Operation, Course Course);
