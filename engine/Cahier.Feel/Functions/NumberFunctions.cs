using System.Collections.Immutable;
using Cahier.Feel.Types;
using Cahier.Feel.Values;
using static Cahier.Feel.Functions.Define;
using static Cahier.Feel.Functions.ResultTypes;

namespace Cahier.Feel.Functions;

/// <summary>Functions of numbers.</summary>
internal static class NumberFunctions
{
    // The standard's bounds of a scale: those of a decimal of 34 digits.
    private const int SmallestScale = -6111;

    private const int LargestScale = 6176;

    public static ImmutableArray<Builtin> All { get; } =
    [
        Rounded("decimal", RoundingMode.HalfEven, "The number with so many digits after the point, a half going to the even neighbour.", "decimal(2.5, 0) → 2"),
        Rounded("round up", RoundingMode.Up, "The number with so many digits after the point, going away from zero.", "round up(-5.51, 1) → -5.6"),
        Rounded("round down", RoundingMode.Down, "The number with so many digits after the point, going towards zero.", "round down(-5.59, 1) → -5.5"),
        Rounded("round half up", RoundingMode.HalfUp, "The number with so many digits after the point, a half going away from zero.", "round half up(5.125, 2) → 5.13"),
        Rounded("round half down", RoundingMode.HalfDown, "The number with so many digits after the point, a half going towards zero.", "round half down(5.125, 2) → 5.12"),
        Directed("floor", RoundingMode.Floor, "The largest whole number, or number with so many digits after the point, that is not above the number.", "floor(-1.5) → -2"),
        Directed("ceiling", RoundingMode.Ceiling, "The smallest whole number, or number with so many digits after the point, that is not below the number.", "ceiling(1.51, 1) → 1.6"),
        Function("abs", "The number or duration without its sign.", "abs(-10) → 10",
            Strict(a => new NumberValue(Math.Abs(a[0].Number())), SameAs(0), Needed("n", FeelType.Number)),
            Strict(a => new DaysDurationValue(new(Int128.Abs(((DaysDurationValue)a[0]).Value.Nanoseconds))), SameAs(0), Needed("n", FeelType.DaysDuration)),
            Strict(a => new MonthsDurationValue(new(Math.Abs(((MonthsDurationValue)a[0]).Value.Months))), SameAs(0), Needed("n", FeelType.MonthsDuration))),
        Function("modulo", "What is left of the division downwards; it has the sign of the divisor.", "modulo(-12, 5) → 3",
            Partial(a => Numbers.Modulo(a[0].Number(), a[1].Number()).ToNumber("division by zero"), SameAs(0),
                Needed("dividend", FeelType.Number), Needed("divisor", FeelType.Number))),
        Function("sqrt", "The square root, to 28 digits; null of a number below zero.", "sqrt(16) → 4",
            Partial(a => Numbers.Sqrt(a[0].Number()).ToNumber("the square root of a number below zero"), Always(PlainNumber), Needed("number", FeelType.Number))),
        Function("log", "The natural logarithm, to 28 digits; null of a number that is not above zero.", "decimal(log(10), 5) → 2.30259",
            Partial(a => Numbers.Log(a[0].Number()).ToNumber("the logarithm of a number that is not above zero"), Always(PlainNumber), Needed("number", FeelType.Number))),
        Function("exp", "The number e raised to the number, to 28 digits.", "decimal(exp(5), 5) → 148.41316",
            Partial(a => Numbers.Exp(a[0].Number()).ToNumber("the number is too large"), Always(PlainNumber), Needed("number", FeelType.Number))),
        Function("odd", "Whether the number is whole and odd.", "odd(5) → true",
            Strict(a => BooleanValue.Of(Math.Abs(a[0].Number() % 2) == 1), Always(FeelType.Boolean), Needed("number", FeelType.Number))),
        Function("even", "Whether the number is whole and even.", "even(5) → false",
            Strict(a => BooleanValue.Of(a[0].Number() % 2 == 0), Always(FeelType.Boolean), Needed("number", FeelType.Number))),
    ];

    private static Builtin Rounded(string name, RoundingMode mode, string summary, string example) =>
        Function(name, summary, example,
            Strict(a => Round(a[0], a[1], mode), SameAs(0), Needed("n", FeelType.Number), Needed("scale", FeelType.Number)));

    private static Builtin Directed(string name, RoundingMode mode, string summary, string example) =>
        Function(name, summary, example,
            Strict(a => a.Length == 1 ? new NumberValue(Rounding.Round(a[0].Number(), 0, mode)) : Round(a[0], a[1], mode), SameAs(0),
                Needed("n", FeelType.Number), Optional("scale", FeelType.Number)));

    private static FeelValue Round(FeelValue number, FeelValue scale, RoundingMode mode) =>
        scale.Whole() is >= SmallestScale and <= LargestScale and var digits
            ? new NumberValue(Rounding.Round(number.Number(), digits, mode))
            : NullValue.Because("the scale is out of bounds");
}
