using System.Globalization;

namespace Cahier.Cli.Benching;

/// <summary>Measured figures: three digits of them mean something.</summary>
internal static class Figures
{
    private const int Digits = 3;

    public static double Round(double value)
    {
        if (value == 0)
        {
            return 0;
        }

        var magnitude = (int)Math.Floor(Math.Log10(Math.Abs(value))) + 1;
        return magnitude >= Digits ? Math.Round(value) : Math.Round(value, Math.Min(15, Digits - magnitude));
    }

    public static string Text(double value) => value.ToString("#,0.#####", CultureInfo.InvariantCulture).Replace(',', '\u202f');

    public static string Text(long value) => Text((double)value);

    /// <summary>A dash for what is not known.</summary>
    public static string Text(long? value) => value is { } known ? Text(known) : "–";

    public static string Threads(int count) => count == 1 ? "one thread" : string.Create(CultureInfo.InvariantCulture, $"{count} threads");
}
