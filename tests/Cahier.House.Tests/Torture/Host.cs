using System.Diagnostics;

namespace Cahier.House.Tests.Torture;

/// <summary>
/// A machine that carries out a night's commands, each as a process of its own. When a process is killed the host begins
/// the night anew, as whoever starts a machine again would have it do.
/// </summary>
internal sealed class Host(string name, IReadOnlyList<string[]> night, params (string Name, string Value)[] variables)
{
    private static readonly string Command = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "cahier.exe" : "cahier");

    private readonly Lock turn = new();
    private Process? process;
    private bool isKilled;

    /// <summary>How often it was killed while a command was at work.</summary>
    public int Kills { get; private set; }

    /// <summary>Commands that ended in another way than they should, with what they said.</summary>
    public List<string> Failures { get; } = [];

    /// <summary>Carries out one command with a variable of its own; gives its exit code and what it said on the error stream.</summary>
    public static (int Code, string Said) Run(string[] arguments, (string Name, string Value) variable)
    {
        using var process = Begin(arguments, variable);
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, said);
    }

    /// <summary>Begins one command with a variable of its own.</summary>
    public static Process Begin(string[] arguments, (string Name, string Value) variable)
    {
        var start = new ProcessStartInfo(Command, arguments) { RedirectStandardError = true };
        start.Environment[variable.Name] = variable.Value;
        return Process.Start(start)!;
    }

    /// <summary>Carries out the night, however often that takes.</summary>
    public void Work(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested && !IsDone(cancellation))
        {
        }
    }

    /// <summary>Kills the process at work, as the power cut or the out-of-memory killer does: it has no time to say or do anything.</summary>
    public bool Kill()
    {
        lock (turn)
        {
            if (process is null or { HasExited: true })
            {
                return false;
            }

            isKilled = true;
            process.Kill();
            Kills++;
            return true;
        }
    }

    // Whether the night was done without a kill; ends too when a command failed, which is then known.
    private bool IsDone(CancellationToken cancellation)
    {
        foreach (var arguments in night)
        {
            var (code, said) = Run(arguments, cancellation);
            if (code is null)
            {
                return false;
            }

            if (code != 0)
            {
                Failures.Add($"{name}: cahier {string.Join(' ', arguments)} ended with {code}: {said}");
                return true;
            }
        }

        return true;
    }

    private (int? Code, string Said) Run(string[] arguments, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(Command, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var (variable, value) in variables)
        {
            start.Environment[variable] = value;
        }

        lock (turn)
        {
            isKilled = false;
            process = Process.Start(start)!;
        }

        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        output.Wait(cancellation);
        lock (turn)
        {
            var code = isKilled ? (int?)null : process.ExitCode;
            process.Dispose();
            process = null;
            return (code, said);
        }
    }
}
