using System.CommandLine;
using System.CommandLine.Invocation;
using Cahier.Cli.Commands;
using Cahier.Cli.Console;

namespace Cahier.Cli;

/// <summary>The command <c>cahier</c> from its arguments to its exit code.</summary>
public static class CommandLine
{
    /// <summary>Runs a command; every way in which it can end has its exit code in <see cref="ExitCodes"/>.</summary>
    public static async Task<int> RunAsync(string[] arguments, Surface surface, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(surface);
        try
        {
            // "@" begins a date or a duration in an expression, not the name of a file of arguments.
            var parsed = Root(surface).Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (parsed.Action is ParseErrorAction misuse)
            {
                // Help would go to the output, which is for results.
                misuse.ShowHelp = false;
            }

            var invocation = new InvocationConfiguration { Output = surface.Output, Error = surface.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            var code = await parsed.InvokeAsync(invocation, cancellation).ConfigureAwait(false);
            return parsed.Errors.Count > 0 ? ExitCodes.Usage : code;
        }
        catch (CommandStop stop)
        {
            return Say(surface, stop.Code, stop.Message);
        }
        catch (OperationCanceledException)
        {
            return Say(surface, ExitCodes.Stopped, "stopped: nothing was changed");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return Say(surface, ExitCodes.DataProblem, problem.Message);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return Say(surface, ExitCodes.OurFault, $"this is a fault of cahier, not of your files; please report it:\n{fault}");
        }
        finally
        {
            await surface.Output.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static RootCommand Root(Surface surface) => new("Decides, measures and calculates what is paid under a cahier des charges.")
    {
        Workspace.RulesOption,
        Workspace.SchemasOption,
        DemoCommand.Make(surface),
        RunCommand.Make(surface),
        LoadCommand.Make(surface),
        GenerateCommand.Make(surface),
        CheckCommand.Make(surface),
        ShowCommand.Make(surface),
        DocCommand.Make(surface),
        PublishCommand.Make(surface),
        VerifyCommand.Make(surface),
        ReleaseCommand.Make(surface),
        StatementCommand.Make(surface),
        TestCommand.Make(surface),
        ReplayCommand.Make(surface),
        ExplainCommand.Make(surface),
        FeelCommand.Make(surface.Time),
        DmnCommand.Make(surface),
        BenchCommand.Make(surface),
        ServeCommand.Make(surface),
    };

    private static int Say(Surface surface, int code, string message)
    {
        surface.Error.WriteLine($"cahier: {message}");
        return code;
    }
}
