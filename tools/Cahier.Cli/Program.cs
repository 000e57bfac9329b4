using System.Runtime.InteropServices;
using System.Text;
using Cahier.Cli;
using Cahier.Cli.Console;
using Cahier.Cli.Running;

Readying.Begin(args);

// Results are UTF-8 without a byte order mark, and lines end as on Unix, whatever the machine.
using var results = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { NewLine = "\n" };
using var problems = new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(false)) { NewLine = "\n", AutoFlush = true };
using var stopping = new CancellationTokenSource();

// The first Ctrl-C asks the command to end and clean up; a second one ends the process, and so does time, but for the service, which
// gives a run in progress a time of its own: nothing that is half written is ever visible.
void Stop(PosixSignalContext signal)
{
    signal.Cancel = !stopping.IsCancellationRequested;
    if (signal.Cancel)
    {
        stopping.Cancel();
        if (!args.Contains("serve"))
        {
            _ = EndAnyway();
        }
    }
}

static async Task EndAnyway()
{
    await Task.Delay(TimeSpan.FromSeconds(5));
    Environment.Exit(ExitCodes.Stopped);
}

using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

return await CommandLine.RunAsync(args, new Surface(results, problems, TimeProvider.System, !Console.IsOutputRedirected, !Console.IsErrorRedirected), stopping.Token);
