using System.Runtime.InteropServices;

namespace Cahier.Cli.Benching;

/// <summary>The most memory that the process held since it was last asked to count anew. Linux counts it; elsewhere it is not known by step.</summary>
internal static class PeakMemory
{
    private const string Counter = "/proc/self/clear_refs";
    private const string Status = "/proc/self/status";
    private const string Peak = "VmHWM:";

    /// <summary>Gives back what is not needed and counts from what is left.</summary>
    public static void CountAnew()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        try
        {
            // What SQLite let go with a store that was closed.
            _ = malloc_trim(0);

            // The kernel sets the peak back to what is held now.
            File.WriteAllText(Counter, "5");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or DllNotFoundException or EntryPointNotFoundException)
        {
        }
    }

    [DllImport("libc")]
    private static extern int malloc_trim(nint left);

    /// <summary>In megabytes; null when the system does not say.</summary>
    public static long? Megabytes() =>
        File.Exists(Counter) && File.ReadLines(Status).FirstOrDefault(l => l.StartsWith(Peak, StringComparison.Ordinal)) is { } line
        && long.TryParse(line[Peak.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), out var kilobytes)
            ? kilobytes / 1024
            : null;
}
