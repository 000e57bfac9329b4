using System.Diagnostics;
using Cahier.House.Tests.Architecture;

namespace Cahier.House.Tests.Documents;

/// <summary>
/// Runs the commands of a document by a shell, in a copy of the folders that commands work on. <c>cahier</c> is the built
/// command; <c>dotnet</c> builds and tests nothing: what it would build must exist.
/// </summary>
internal sealed class ShellSession : IDisposable
{
    private const string Mark = "--- end of block ---";

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(4);

    private readonly string folder = Directory.CreateTempSubdirectory("cahier-documents-").FullName;

    public ShellSession()
    {
        foreach (var part in new[] { "rules", "schemas", Path.Combine("tests", "fixtures") }.Where(p => Directory.Exists(Repository.PathOf(p))))
        {
            Copy(Repository.PathOf(part), Path.Combine(folder, part));
        }

        var built = Path.Combine(AppContext.BaseDirectory, "cahier.dll");
        Script(Path.Combine(folder, "bin", "cahier"), $"exec '{DotnetPath()}' '{built}' \"$@\"");
        Script(Path.Combine(folder, ".artifacts", "cahier", "cahier"), "exec cahier \"$@\"");
        Script(Path.Combine(folder, "bin", "dotnet"), $"""
            verb=$1; shift
            case "$verb" in
              build | publish | test) [ -f '{Repository.Root}/'"$1" ] || [ -d '{Repository.Root}/'"$1" ]; exit ;;
              run) ;;
              *) echo "no sample may say: dotnet $verb" >&2; exit 2 ;;
            esac
            while [ $# -gt 0 ] && [ "$1" != -- ]; do
              if [ "$1" = --project ]; then [ -d '{Repository.Root}/'"$2" ] || exit 2; fi
              shift
            done
            [ $# -gt 0 ] && shift
            # The demonstration takes its time; .ci/run runs it.
            if [ "$*" = demo ]; then exec cahier demo --help; fi
            exec cahier "$@"
            """);
    }

    /// <summary>Runs blocks one after the other in one shell, which stops at the first command that fails.</summary>
    /// <returns>The exit code, what each block printed, and all that stood in the error stream.</returns>
    public async Task<(int Code, IReadOnlyList<string> Outputs, string Errors)> RunAsync(IEnumerable<string> blocks, CancellationToken cancellation)
    {
        var script = Path.Combine(folder, "bin", "document.sh");
        await File.WriteAllTextAsync(script, "set -eu\n" + string.Concat(blocks.Select(b => $"{b}echo '{Mark}'\n")), cancellation);
        var start = new ProcessStartInfo("sh", [script]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment["PATH"] = $"{Path.Combine(folder, "bin")}{Path.PathSeparator}{start.Environment["PATH"]}";
        using var shell = Process.Start(start)!;
        shell.StandardInput.Close();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Longest);
        try
        {
            var output = shell.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = shell.StandardError.ReadToEndAsync(limit.Token);
            await shell.WaitForExitAsync(limit.Token);
            return (shell.ExitCode, [.. (await output).Split(Mark + "\n")], await errors);
        }
        catch (OperationCanceledException)
        {
            shell.Kill(entireProcessTree: true);
            throw;
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        foreach (var inner in Directory.EnumerateDirectories(from))
        {
            Copy(inner, Path.Combine(to, Path.GetFileName(inner)));
        }
    }

    private static void Script(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, $"#!/bin/sh\n{text}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static string DotnetPath()
    {
        var named = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH");
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return named ?? Path.GetFullPath(Path.Combine(runtime, "..", "..", "..", "dotnet"));
    }
}
