using System.Globalization;
using System.Runtime.InteropServices;

namespace Cahier.Cli.Benching;

/// <summary>The machine that something was measured on.</summary>
/// <param name="Processor">Its model.</param>
/// <param name="Cores">How many the process may use.</param>
/// <param name="MemoryMegabytes">How much the process may use.</param>
/// <param name="System">The operating system.</param>
/// <param name="Runtime">The runtime of .NET.</param>
/// <param name="Load">How many threads wanted a core in the minute before: with more than none, it had else to do. None where the system does not say.</param>
internal sealed record Machine(string Processor, int Cores, long MemoryMegabytes, string System, string Runtime, double? Load)
{
    private const string LinuxLoad = "/proc/loadavg";
    private const string LinuxProcessors = "/proc/cpuinfo";

    public static Machine Here() => new(
        ProcessorName(),
        Environment.ProcessorCount,
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024 * 1024),
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription,
        File.Exists(LinuxLoad) && double.TryParse(File.ReadAllText(LinuxLoad).Split(' ')[0], CultureInfo.InvariantCulture, out var load) ? load : null);

    private static string ProcessorName() =>
        (File.Exists(LinuxProcessors) ? File.ReadLines(LinuxProcessors).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim() : null)
        ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER")
        ?? RuntimeInformation.ProcessArchitecture.ToString();
}
