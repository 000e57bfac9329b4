using System.Diagnostics;

namespace Cahier.Cli.Benching;

/// <summary>How long processors worked for this process, all of them together. On a machine that is shared it says more than the time that passed.</summary>
internal static class ProcessorTime
{
    public static TimeSpan Now()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }
}
