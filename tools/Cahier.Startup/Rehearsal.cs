using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Cahier.Startup;

/// <summary>What people wait for: runs the program as they do, and hears from the runtime what it compiles on the way.</summary>
internal static partial class Rehearsal
{
    private const int Signal = 128;
    private const int Attempts = 4;

    // WORK is a folder that is gone afterwards.
    private static readonly string[] Commands =
    [
        "check rules",
        "test rules/eds-pth",
        "run eds-pth@2019.1 --period 2020 --data tests/fixtures/eds/facts --out WORK/eds",
        "run mssp --period 2018 --data tests/fixtures/mssp-2018/facts --out WORK/mssp",
        "explain eds-pth@2019.1 --period 2020 --data tests/fixtures/eds/facts hip-ordinary-1",
        "generate article51 --beneficiaries 500 --out WORK/facts",
        "load --data WORK/facts --store WORK/store.db --model article51",
        "run eds-ptg@2019.1 ipep@2019 capitation@2019 biosimilaires-national@2019 --period 2019 --store WORK/store.db",
        "replay tests/fixtures/eds",
    ];

    /// <summary>The methods that were compiled, as the runtime names them: `TYPE:METHOD[ARGUMENTS](PARAMETERS)`.</summary>
    /// <exception cref="InvalidOperationException">A command ended with a fault.</exception>
    public static IReadOnlyCollection<string> Run(string program, string repository)
    {
        var work = Directory.CreateTempSubdirectory("cahier-startup-").FullName;
        try
        {
            return Commands.SelectMany((command, place) => Compiled(program, repository, [.. command.Split(' ').Select(word => word.Replace("WORK", work, StringComparison.Ordinal))], Path.Combine(work, $"{place}.jit"))).ToHashSet(StringComparer.Ordinal);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static IEnumerable<string> Compiled(string program, string repository, string[] command, string list)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (code, problems) = Execute(program, repository, command, list);
            if (code == 0)
            {
                return File.ReadLines(list).Select(line => Line().Match(line)).Where(match => match.Success).Select(match => match.Groups["name"].Value);
            }

            // The list is the runtime’s own and not made for several threads: seldom, the program breaks off as it is written.
            if (code < Signal || attempt == Attempts)
            {
                throw new InvalidOperationException($"cahier {string.Join(' ', command)} ended with {code}: {problems}");
            }
        }
    }

    private static (int Code, string Problems) Execute(string program, string repository, string[] command, string list)
    {
        File.Delete(list);
        var start = new ProcessStartInfo(program, command) { WorkingDirectory = repository, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_JitStdOutFile"] = list;
        start.Environment["DOTNET_JitDisasmSummary"] = "1";

        // Else methods are compiled once more in the background, and that oftener.
        start.Environment["DOTNET_TieredCompilation"] = "0";
        using var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var problems = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, problems);
    }

    // A line of the list: what number, a name, and how it was compiled.
    [GeneratedRegex(@"^ *\d+: JIT compiled (?<name>.*) \[[^\[\]]*(\[[^\[\]]*\])?[^\[\]]*\]$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Line();
}
