using System.Globalization;

namespace Cahier.Storage.Databases;

/// <summary>How long who wants to write a store waits for another program that does.</summary>
internal static class StoreWait
{
    /// <summary>The variable that says it, in seconds.</summary>
    public const string Variable = "CAHIER_STORE_WAIT";

    private const int Usual = 60;

    public static int Seconds { get; } = int.TryParse(Environment.GetEnvironmentVariable(Variable), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= 86_400 ? seconds : Usual;

    public static int Milliseconds => Seconds * 1000;
}
